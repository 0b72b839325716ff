package dev.headstart.run;

import dev.headstart.data.Split;
import dev.headstart.eval.Difference;
import dev.headstart.eval.PairedBootstrap;
import dev.headstart.eval.PairedCounts;
import dev.headstart.eval.ScoringMode;
import dev.headstart.eval.SpanScorer;
import dev.headstart.optim.AdamW;
import dev.headstart.synthetic.SyntheticCorpus;
import dev.headstart.torch.Engine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.bytedeco.javacpp.PointerScope;

/**
 * The whole job in small, without a download: primes a small encoder on generated English and Spanish, then tunes
 * adapters for three other languages with and without priming.
 *
 * @param encoder  folder of a small encoder
 * @param folder   where data and models go; must not hold anything
 * @param engine   where to compute
 * @param listener told how it goes
 * @param seed     of everything
 * @param sizes    of each language's corpus
 */
public record Quickstart(Path encoder, Path folder, Engine engine, RunListener listener, long seed, SyntheticCorpus.Sizes sizes) {
    private static final List<String> SOURCES = List.of("en", "es");
    private static final List<String> TARGETS = List.of("nl", "et", "hi");
    private static final int FEWEST = 50;   // for one task, and some to choose from
    private static final SpanScorer SCORER = new SpanScorer(ScoringMode.DEFAULT);

    public Quickstart {
        if (sizes.train() < FEWEST) {
            throw new IllegalArgumentException("--sentences is " + sizes.train() + "; it must be at least " + FEWEST + ".");
        }
    }

    /** @param language target @param unprimed F1 without priming, a fraction of 1 @param primed F1 with it */
    public record Row(String language, double unprimed, double primed) {}

    /** @param rows one a target @param gain of the average F1, with its interval */
    public record Result(List<Row> rows, Difference gain) {
        /** @return one line, computed from the rows; it may say that priming did not help */
        public String conclusion() {
            String verdict = gain.low() > 0 ? "Priming helped" : gain.high() < 0 ? "Priming hurt"
                    : "No clear difference";
            return String.format(Locale.ROOT, "%s: %+.1f F1 on average over %d languages (95 %% interval %+.1f to %+.1f, "
                    + "paired bootstrap over test sentences).", verdict, 100 * gain.observed(), rows.size(),
                    100 * gain.low(), 100 * gain.high());
        }
    }

    /** Runs it all. */
    public Result run() {
        DataConfig data = DataConfig.of(folder.resolve("data"));
        List<String> languages = new ArrayList<>(SOURCES);
        languages.addAll(TARGETS);
        listener.say("Generating " + String.join(", ", languages) + ": " + sizes.train() + " sentences each to train on.");
        try {
            SyntheticCorpus.writeTo(data.directory(), languages, sizes, seed);
        } catch (IOException e) {
            throw new dev.headstart.io.DiskException("Cannot write", data.directory(), e);
        }
        Path primed = folder.resolve("primed");
        listener.say("Priming on " + String.join(" and ", SOURCES) + " by Algorithm 1.");
        new PrimeRun(priming(data, primed), engine, new Quiet(listener)).run();
        return tuneAndCompare(data, primed);
    }

    private Result tuneAndCompare(DataConfig data, Path primed) {
        List<Row> rows = new ArrayList<>();
        List<PairedCounts> pairs = new ArrayList<>();
        for (String language : TARGETS) {
            listener.say("Tuning an adapter for " + language + ", without and with priming.");
            Evaluation without = tune(data, language, encoder, "without");
            Evaluation with = tune(data, language, primed, "with");
            rows.add(new Row(language, without.scores().main(), with.scores().main()));
            pairs.add(PairedCounts.of(SCORER, with.corpus().labels(), with.predicted(), without.predicted()));
        }
        return new Result(rows, new PairedBootstrap(2000, seed).compare(pairs));
    }

    private PrimeConfig priming(DataConfig data, Path out) {
        return PrimeConfig.defaults(encoder, data.directory(), SOURCES, out)
                .with(new Outer(5e-4, 0.1, AdamW.Constants.defaults()), Length.ofEpochs(4)).withSeed(seed);
    }

    private Evaluation tune(DataConfig data, String language, Path from, String name) {
        Path out = folder.resolve(language + "-" + name + "-priming");
        FineTuneConfig config = FineTuneConfig.defaults(from, data.directory(), language, out)
                .with(new Outer(2e-3, 0, AdamW.Constants.defaults()), Length.ofEpochs(10)).withSeed(seed);
        new FineTuneRun(config, engine, new Quiet(listener)).run();
        try (PointerScope scope = new PointerScope(); TunedFolder model = TunedFolder.open(out, Optional.empty(), engine)) {
            return Evaluation.of(model, data, language, Split.TEST, SCORER);
        }
    }

    /** Shows progress, but not the facts of each run. */
    private record Quiet(RunListener listener) implements RunListener {
        @Override
        public void say(String line) {}

        @Override
        public Task begin(String name, long total) {
            return listener.begin(name, total);
        }
    }
}
