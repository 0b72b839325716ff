package dev.headstart.bench;

import dev.headstart.bench.literal.LiteralTuning;
import dev.headstart.data.Split;
import dev.headstart.data.Unit;
import dev.headstart.peft.TopAdapter;
import dev.headstart.peft.Tuning;
import dev.headstart.run.FineTuneConfig;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;

/**
 * The literal fine-tuning by the clock. Its epochs are all alike, so some batches tell what all take: epochs × (batches of
 * train × seconds of a step + batches of dev × seconds of a scored batch), with means over the batches that were measured.
 *
 * @param job how long, and how much of it to measure
 */
record LiteralTuningTimes(OpenSubject open, FineTuningJob job) {
    /**
     * @param epochs  how often all of it is done
     * @param batches of train
     * @param step    mean seconds
     * @param scored  batches of dev
     * @param score   mean seconds of a scored batch
     * @param timed   steps and scored batches that were measured, each
     */
    record Seconds(int epochs, int batches, double step, int scored, double score, int timed) {
        private double total() {
            return epochs * (batches * step + scored * score);
        }

        /** @return seconds by part, and the total */
        Map<String, Double> figures() {
            Map<String, Double> figures = new LinkedHashMap<>();
            figures.put(FineTuningJob.TOTAL, total());
            figures.put("step", step);
            figures.put("scored_batch", score);
            figures.put("epoch", batches * step);
            figures.put("scoring", scored * score);
            return figures;
        }

        /** @param full whether nothing was inferred */
        String arithmetic(boolean full) {
            return String.format(Locale.ROOT, "%s: %d epochs * (%d steps * %.4f s + %d scored batches * %.4f s) = %.1f s",
                    full ? "means of all" : "inferred from " + timed + " of each", epochs, batches, step, scored, score, total());
        }
    }

    Seconds seconds() {
        List<Unit> train = new ArrayList<>(open.target(Split.TRAIN).units());
        Collections.shuffle(train, new Random(open.subject().seed() + job.round()));
        TuningLength length = job.length();
        double rate = FineTuneConfig.defaultRate(Tuning.ADAPTER, TopAdapter.defaults());
        try (LiteralTuning literal = new LiteralTuning(open.model(), open.theta())) {
            List<List<Unit>> batches = Slices.of(train, length.batchSize());
            List<List<Unit>> scored = Slices.of(open.target(Split.DEV).units(), length.batchSize());
            return new Seconds(length.epochs(), batches.size(), mean(batches, batch -> literal.step(batch, rate)),
                    scored.size(), mean(scored, literal::predict), job.pace().steps());
        }
    }

    /** @return mean seconds of a batch */
    private double mean(List<List<Unit>> batches, Consumer<List<Unit>> work) {
        int untimed = job.full() ? 0 : job.pace().warmup();
        int timed = job.full() ? job.length().epochs() * batches.size() : job.pace().steps();
        for (int i = 0; i < untimed; i++) {
            work.accept(batches.get(i % batches.size()));
        }
        long began = System.nanoTime();
        for (int i = 0; i < timed; i++) {
            work.accept(batches.get((untimed + i) % batches.size()));
        }
        return (System.nanoTime() - began) / 1e9 / timed;
    }
}
