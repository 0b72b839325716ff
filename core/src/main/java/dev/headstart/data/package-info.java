/**
 * From files to what the encoder sees: corpora, labels, tokenisation, label alignment (paper, section 4.1: the
 * WikiAnn data set of named entities).
 *
 * <p>{@link dev.headstart.data.DataDirectory} reads corpora, as {@link dev.headstart.data.Reading} says,
 * {@link dev.headstart.data.Tokenizer} cuts words into pieces, {@link dev.headstart.data.Encoding} turns a
 * {@link dev.headstart.data.Corpus} into {@link dev.headstart.data.Unit}s, {@link dev.headstart.data.StoredUnits} keeps them, and
 * {@link dev.headstart.data.EncodedCorpus#join} brings predictions back to words. Symbols: a sentence with its tags
 * is one (x, y) of a task's support or query set, D_tr or D_ts in Algorithm 1.
 */
package dev.headstart.data;
