package dev.headstart.bench;

import dev.headstart.bench.literal.MetaLearner;
import dev.headstart.bench.literal.MetaStart;
import dev.headstart.model.Theta;
import dev.headstart.model.VocabularySlice;
import dev.headstart.optim.AdamW;
import dev.headstart.priming.Episode;
import dev.headstart.priming.Heads;
import dev.headstart.priming.Meta;
import dev.headstart.priming.Priming;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** The library's own form of Algorithm 1. */
final class HeadstartPriming implements MetaLearner {
    private final Priming priming;
    private final int innerSteps;
    private Optional<Double> kept = Optional.empty();

    HeadstartPriming(MetaStart start, Meta meta) {
        Priming.Config config = new Priming.Config(start.inner(), start.outer(), AdamW.Constants.defaults(),
                Heads.Policy.PER_LANGUAGE, meta, Integer.MAX_VALUE);
        this.innerSteps = start.inner().steps();
        IntStream pieces = start.sources().values().stream().flatMap(List::stream).flatMapToInt(unit -> IntStream.of(unit.ids()));
        VocabularySlice used = VocabularySlice.of(pieces, start.model().encoder().config().vocabularySize(),
                start.model().encoder().engine());
        Theta theta = start.theta();
        this.priming = new Priming(start.model().over(used), config,
                new Theta(used.cut(theta.pretrained()), theta.adapter(), theta.head()), start.sources(), start.labels(), start.seed());
    }

    @Override
    public List<Double> step(List<Episode> tasks) {
        Priming.StepReport report = priming.step(tasks);
        kept = Optional.of((double) report.remembered() / tasks.size() / innerSteps).filter(bytes -> bytes > 0);
        return report.queryLosses();
    }

    /** @return what an inner step of a task kept in the last outer step, which is the same in all; if it kept anything */
    @Override
    public Map<String, Double> figures() {
        return kept.map(bytes -> Map.of(MetaJob.KEPT, bytes)).orElse(Map.of());
    }

    @Override
    public void close() {
        priming.close();
    }
}
