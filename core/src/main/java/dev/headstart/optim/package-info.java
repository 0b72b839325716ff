/**
 * Optimisers and rate schedules, written out: every constant that shapes a result is visible and recorded. And how a loop of
 * training goes on where another process stopped: what changes with its steps is {@link dev.headstart.optim.Resumable}.
 * Gradients and parameters meet by name.
 */
package dev.headstart.optim;
