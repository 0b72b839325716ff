package dev.headstart.bench;

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

    private BenchReport compare(List<Variant> variants, Workload work) {
        return new Comparison(variants, work, rounds, subject.threads(), new ChildProcesses(), listener).run();
    }
}
