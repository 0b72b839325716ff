/** Optimisers and rate schedules, written out: every constant that shapes a result is visible and recorded. */
package dev.headstart.optim;
