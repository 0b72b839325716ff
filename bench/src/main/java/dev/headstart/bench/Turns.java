package dev.headstart.bench;

import dev.headstart.run.RunListener;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/**
 * Cases that take turns, so that none of them gets all of the machine's good hours.
 *
 * @param rounds   turns of each
 * @param listener told how far it is
 */
record Turns(int rounds, Worker worker, RunListener listener) {
    /** What a case measures. */
    @FunctionalInterface
    interface Jobs<C> {
        /** @param round from 0 */
        Job of(C one, int round);
    }

    /** @param name of a case, for people @return samples of each case, one a round */
    <C> Map<C, List<Sample>> take(List<C> cases, Jobs<C> jobs, Function<C, String> name) {
        Map<C, List<Sample>> samples = new LinkedHashMap<>();
        try (RunListener.Task task = listener.begin("measuring", (long) rounds * cases.size())) {
            long done = 0;
            for (int round = 0; round < rounds; round++) {
                for (C one : cases) {
                    Sample sample = worker.run(jobs.of(one, round));
                    samples.computeIfAbsent(one, key -> new ArrayList<>()).add(sample);
                    task.step(++done, String.format(Locale.ROOT, "%s: %.3f s", name.apply(one),
                            VariantReport.medianSeconds(List.of(sample))));
                }
            }
        }
        return samples;
    }
}
