/**
 * Scores of predicted label sequences: entity-level precision, recall and F1 (the paper's section 4 reports micro F1),
 * and whether two systems differ by more than chance.
 *
 * <ul>
 * <li>{@link dev.headstart.eval.SpanScorer}: gold and predicted labels to {@link dev.headstart.eval.SpanScores}, equal to
 *     Python's seqeval 1.2.2 to the last digit, in both {@linkplain dev.headstart.eval.ScoringMode its modes}</li>
 * <li>{@link dev.headstart.eval.LabelScorer}: accuracy and macro F1 of labels that stand alone, as scikit-learn has them</li>
 * <li>{@link dev.headstart.eval.PairedBootstrap}: the difference of two systems with an interval and a p-value</li>
 * <li>{@link dev.headstart.eval.CrossedBootstrap}: the same over training seeds and sentences at once, for whole tables</li>
 * </ul>
 *
 * Plain Java: nothing here needs the tensor engine. All scores are fractions in [0, 1], not percent.
 */
package dev.headstart.eval;
