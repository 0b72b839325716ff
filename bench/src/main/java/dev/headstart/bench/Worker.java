package dev.headstart.bench;

/** Whatever does jobs. */
@FunctionalInterface
interface Worker {
    Sample run(Job job);
}
