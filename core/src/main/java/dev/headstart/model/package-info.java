/**
 * Encoders of the BERT family as pure functions over named parameter sets: f(x; θp) of the paper's section 4.
 *
 * <p>Tokens are packed, [tokens, hidden], in blocks of whole sequences ({@link dev.headstart.model.Layout}); only attention
 * sees the blocks. So nothing computes padding but a little filler at the end of blocks. Every encoder splits at an
 * <em>entry</em>: what lies {@code below} it does not change while the parameters above it move.
 * PEFT is known here only as a function, {@link dev.headstart.model.Adaptation}.
 *
 * <p>Letters in shapes: T rows of all blocks together (tokens and filler), R rows that are read off, H hidden size.
 */
package dev.headstart.model;
