/**
 * Encoders of the BERT family as pure functions over named parameter sets: f(x; θp) of the paper's section 4.
 *
 * <p>Tokens are packed, [tokens, hidden], and only attention sees sequences; so nothing ever computes padding. Every
 * encoder splits at an <em>entry</em>: what lies {@code below} it does not change while the parameters above it move.
 * PEFT is known here only as a function, {@link dev.headstart.model.Adaptation}.
 *
 * <p>Letters in shapes: T tokens of all sequences together, R rows that are read off, H hidden size.
 */
package dev.headstart.model;
