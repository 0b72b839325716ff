package dev.headstart.bench;

import dev.headstart.checkpoint.EncoderConfigFile;
import dev.headstart.model.EncoderConfig;
import dev.headstart.priming.Episode;
import dev.headstart.run.RunListener;
import java.util.List;

/**
 * The measurements there are. Each is a comparison of variants on one subject, done by child processes.
 *
 * @param pace     of each child
 * @param rounds   how often the variants take turns, at least 1
 * @param listener told how far it is
 */
public record Bench(Subject subject, Pace pace, int rounds, RunListener listener) {
    public Bench {
        if (rounds < 1) {
            throw new IllegalArgumentException("There are " + rounds + " rounds; there must be at least 1.");
        }
    }

    /** Outer steps of Algorithm 1, or of the loop that moves θp inside too; a step is an outer step. */
    public BenchReport outerSteps(MetaShape shape, List<Variant> variants) {
        return compare(variants, (variant, round) -> new MetaJob(subject, shape, pace, variant, round));
    }

    /** Adapter tuning; a step is all of it. @param full whether the literal form runs all batches, not just a few */
    public BenchReport fineTuning(TuningLength length, boolean full, List<Variant> variants) {
        return compare(variants, (variant, round) -> new FineTuningJob(subject, length, pace, full, variant, round));
    }

    /** Prediction; a step labels {@code sentences} sentences. @param batchSize of the literal form */
    public BenchReport prediction(int sentences, int batchSize, List<Variant> variants) {
        return compare(variants, (variant, round) -> new PredictionJob(subject, sentences, batchSize, pace, variant, round));
    }

    /** Outer steps of Algorithm 1 with more tasks, more inner steps and longer sentences than {@code shape} has. */
    public ScalingReport scaling(MetaShape shape, List<Variant> variants) {
        return new Scaling(subject, shape, pace, variants, turns()).run();
    }

    /**
     * Outer steps, side by side.
     *
     * @param learnings what they do
     * @param variants  that do each of them
     */
    public MetaGradientReport metaGradients(Episode.Shape tasks, List<Learning> learnings, List<Variant> variants) {
        return new MetaCosts(subject, tasks, pace, cases(learnings, variants), turns()).run();
    }

    /** The peak of memory of outer steps with few and with many inner steps, whatever {@code learnings} have of them. */
    public InnerMemoryReport innerMemory(Episode.Shape tasks, List<Learning> learnings, List<Variant> variants) {
        return new InnerMemory(subject, tasks, pace, cases(learnings, variants), turns()).run();
    }

    /** @throws IllegalArgumentException if a variant cannot do what is asked, or the encoder does not fit a method */
    private List<MetaCase> cases(List<Learning> learnings, List<Variant> variants) {
        EncoderConfig encoder = EncoderConfigFile.read(subject.encoder().resolve("config.json")).config();
        learnings.forEach(learning -> learning.method().check(encoder));
        learnings.forEach(learning -> variants.forEach(learning::check));
        return learnings.stream().flatMap(learning -> variants.stream().map(variant -> new MetaCase(learning, variant))).toList();
    }

    private Turns turns() {
        return new Turns(rounds, new ChildProcesses(), listener);
    }

    private BenchReport compare(List<Variant> variants, Workload work) {
        return new Comparison(variants, work, rounds, subject.threads(), new ChildProcesses(), listener).run();
    }
}
