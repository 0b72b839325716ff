package dev.headstart.bench.literal;

import dev.headstart.priming.Episode;
import java.util.List;
import java.util.Map;

/** Whatever takes the outer steps of Algorithm 1, so that two forms of it can be put to the same work. */
public interface MetaLearner extends AutoCloseable {
    /** Lines 2 to 9. @return query loss of each task, nats per labelled token */
    List<Double> step(List<Episode> tasks);

    /** @return other things that it measured, by name */
    default Map<String, Double> figures() {
        return Map.of();
    }

    @Override
    void close();
}
