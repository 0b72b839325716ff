package dev.headstart.bench;

import dev.headstart.bench.literal.MetaLearner;
import dev.headstart.bench.literal.MetaStart;
import dev.headstart.model.Theta;
import dev.headstart.model.VocabularySlice;
import dev.headstart.optim.AdamW;
import dev.headstart.priming.Episode;
import dev.headstart.priming.Heads;
import dev.headstart.priming.Priming;
import java.util.List;
import java.util.stream.IntStream;

/** The library's own form of Algorithm 1. */
final class HeadstartPriming implements MetaLearner {
    private final Priming priming;

    HeadstartPriming(MetaStart start) {
        Priming.Config config = new Priming.Config(start.inner(), start.outer(), AdamW.Constants.defaults(),
                Heads.Policy.PER_LANGUAGE);
        IntStream pieces = start.sources().values().stream().flatMap(List::stream).flatMapToInt(unit -> IntStream.of(unit.ids()));
        VocabularySlice used = VocabularySlice.of(pieces, start.model().encoder().config().vocabularySize(),
                start.model().encoder().engine());
        Theta theta = start.theta();
        this.priming = new Priming(start.model().over(used), config,
                new Theta(used.cut(theta.pretrained()), theta.adapter(), theta.head()), start.sources(), start.labels(), start.seed());
    }

    @Override
    public List<Double> step(List<Episode> tasks) {
        return priming.step(tasks).queryLosses();
    }

    @Override
    public void close() {
        priming.close();
    }
}
