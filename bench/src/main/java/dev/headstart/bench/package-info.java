/**
 * How fast priming, fine-tuning and prediction are, against the same algorithms as they are literally written, and how
 * that grows. Every measurement is a {@link dev.headstart.bench.Job} that a {@link dev.headstart.bench.Child} process
 * does, in an environment and with a peak of memory of its own; the process that asks for them never loads libtorch.
 */
package dev.headstart.bench;
