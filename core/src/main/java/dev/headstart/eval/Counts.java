package dev.headstart.eval;

/**
 * Numbers of spans, and the scores that follow from them. A score with nothing to divide by is 0.
 *
 * @param truePositives spans that are both in the gold labels and in the prediction
 * @param predicted     spans in the prediction
 * @param gold          spans in the gold labels, also called support
 */
public record Counts(int truePositives, int predicted, int gold) {
    public static final Counts NONE = new Counts(0, 0, 0);

    public Counts {
        if (truePositives < 0 || truePositives > Math.min(predicted, gold)) {
            throw new IllegalArgumentException(truePositives + " true positives of " + predicted + " predicted and "
                    + gold + " gold spans; there can be no more than of either, and none below 0.");
        }
    }

    /** @return share of the predicted spans that are right, in [0, 1] */
    public double precision() {
        return ratio(truePositives, predicted);
    }

    /** @return share of the gold spans that were found, in [0, 1] */
    public double recall() {
        return ratio(truePositives, gold);
    }

    /** @return harmonic mean of precision and recall, in [0, 1] */
    public double f1() {
        return f1(truePositives, predicted, gold);
    }

    public Counts plus(Counts other) {
        return new Counts(truePositives + other.truePositives, predicted + other.predicted, gold + other.gold);
    }

    /** In seqeval's order of operations; 2 tp / (predicted + gold) would differ in the last digit. */
    static double f1(int truePositives, int predicted, int gold) {
        double precision = ratio(truePositives, predicted);
        double recall = ratio(truePositives, gold);
        return truePositives == 0 ? 0 : 2 * precision * recall / (precision + recall);
    }

    private static double ratio(int part, int whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }
}
