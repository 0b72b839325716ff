package dev.headstart.report;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Two settings on a target, or on average. All differences are in points of percent.
 *
 * @param target     language, or {@code average}
 * @param seeds      of each setting, where they differ; of an average, the fewest of any target
 * @param difference with its interval; empty if one has no seed
 * @param paper      the paper's difference, where it has both scores
 */
record Comparison(String target, List<Integer> seeds, Optional<Estimate> difference, Optional<Double> paper) {
    /** Whether one is better than the other. */
    enum Answer {
        /** The whole interval is above 0. */
        YES,
        /** It is below 0: the other is better. */
        NO,
        /** It contains 0. */
        NOT_CLEAR,
        /** Nothing to compare yet. */
        NOT_TESTED;

        /** @return for people, e.g. {@code not clear} */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    /** @return for people, e.g. {@code 3}, or {@code 3 and 5} */
    String shownSeeds() {
        return seeds.stream().distinct().map(String::valueOf).collect(Collectors.joining(" and "));
    }

    Answer answer() {
        return difference.map(d -> d.interval().low() > 0 ? Answer.YES : d.interval().high() < 0 ? Answer.NO : Answer.NOT_CLEAR)
                .orElse(Answer.NOT_TESTED);
    }
}
