/**
 * The paper's algorithms as a careful user of the framework would write them: padded to the longest of the batch, fp32,
 * one task after another, one pass of the encoder per inner step, no graph through frozen parts, dropout off. Headstart's
 * own forms are measured against these and must compute the same.
 *
 * <p>Of the library it uses only values: sets of parameters, units, configurations, scopes. {@link
 * dev.headstart.bench.literal.Measure} says what may be changed about it, one thing at a time.
 */
package dev.headstart.bench.literal;
