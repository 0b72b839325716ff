package dev.headstart.report;

import dev.headstart.eval.Interval;

/**
 * A difference in points, with its 95 % interval. There is no p-value beside it: with a handful of seeds the tails of a bootstrap
 * say little, and {@link dev.headstart.eval.CrossedBootstrap} widens the interval alone to where Student's t has it.
 *
 * @param observed  on the data as they are
 * @param interval  of the resamples
 * @param resamples how many
 */
record Estimate(double observed, Interval interval, int resamples) {}
