package dev.headstart.experiment;

/**
 * How long the parts of a run take, as measured on a beginning of it.
 *
 * @param before seconds until its first task: reading, loading
 * @param encode seconds a piece of text for the encoder's output, where that is computed once; 0 where every step computes it
 * @param step   seconds an update
 * @param look   seconds a piece of text for a look at dev
 * @param steps  updates that the run announced
 */
record Pace(double before, double encode, double step, double look, long steps) {}
