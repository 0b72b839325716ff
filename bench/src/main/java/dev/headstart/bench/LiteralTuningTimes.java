package dev.headstart.bench;

import dev.headstart.bench.literal.LiteralTuning;
import dev.headstart.data.Split;
import dev.headstart.data.Unit;
import dev.headstart.peft.Tuning;
import dev.headstart.run.FineTuneConfig;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
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
    /** @return seconds by part, and {@code total} */
    Map<String, Double> seconds() {
        List<Unit> train = new ArrayList<>(open.target(Split.TRAIN).units());
        Collections.shuffle(train, new Random(open.subject().seed() + job.round()));
        TuningLength length = job.length();
        int epochs = length.epochs();
        double rate = FineTuneConfig.defaultRate(Tuning.ADAPTER);
        try (LiteralTuning literal = new LiteralTuning(open.model(), open.theta())) {
            List<List<Unit>> batches = Slices.of(train, length.batchSize());
            List<List<Unit>> scored = Slices.of(open.target(Split.DEV).units(), length.batchSize());
            double step = mean(batches, job.full() ? epochs : 0, batch -> literal.step(batch, rate));
            double score = mean(scored, job.full() ? epochs : 0, literal::predict);
            Map<String, Double> seconds = new LinkedHashMap<>();
            seconds.put(FineTuningJob.TOTAL, epochs * (batches.size() * step + scored.size() * score));
            seconds.put("step", step);
            seconds.put("scored_batch", score);
            seconds.put("epoch", batches.size() * step);
            seconds.put("scoring", scored.size() * score);
            return seconds;
        }
    }

    /** @param epochs to run in full; 0 for the job's pace instead @return mean seconds of a batch */
    private double mean(List<List<Unit>> batches, int epochs, Consumer<List<Unit>> work) {
        int untimed = epochs > 0 ? 0 : job.pace().warmup();
        int timed = epochs > 0 ? epochs * batches.size() : job.pace().steps();
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
