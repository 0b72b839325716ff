package dev.headstart.bench;

/** Work that several variants can do. */
@FunctionalInterface
interface Workload {
    /** @param round from 0; all variants of a round get the same work */
    Job job(Variant variant, int round);
}
