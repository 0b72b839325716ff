package dev.headstart.run;

import dev.headstart.checkpoint.SavedAdapter;
import dev.headstart.model.EncoderConfig;
import dev.headstart.model.Theta;
import dev.headstart.peft.Classifier;
import dev.headstart.torch.Engine;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.bytedeco.javacpp.PointerScope;

/** From θp to θp* and θa*: reads, primes, and leaves a folder in Hugging Face layout with {@code adapter/}. */
public final class PrimeRun {
    /**
     * @param algorithm   what ran, e.g. {@code algorithm-1, first-order meta-gradient, 5 inner steps of sgd}
     * @param steps       outer steps that ran
     * @param finalLoss   mean loss of the last tenth of the steps, nats per labelled token
     * @param keptStep    step whose parameters were kept, when the best was asked for
     * @param dev         score of the parameters that were kept, when dev data were watched
     * @param wallSeconds of the whole run
     */
    public record Result(String algorithm, int steps, double finalLoss, Optional<Integer> keptStep, Optional<DevScore> dev,
            double wallSeconds) {}

    /** What run.json holds. @param labels a list if all sources have the same, else lists by source */
    record Card(String command, String algorithm, PrimeConfig config, Map<String, String> conventions,
            Map<String, String> versions, Map<String, String> repositories,
            String encoderSha256, Map<String, String> dataSha256, Object labels, Map<String, String> tasks, Map<String, String> lengths,
            ParameterTable parameters, Result result) {}

    private final PrimeConfig config;
    private final Engine engine;
    private final RunListener listener;
    private final Checkpointing pace;
    private final WallTime time = new WallTime();

    /** Leaves no checkpoints. @param listener told how it goes */
    public PrimeRun(PrimeConfig config, Engine engine, RunListener listener) {
        this(config, engine, listener, Checkpointing.off());
    }

    /** @param pace of checkpoints; the run goes on from one that it finds */
    public PrimeRun(PrimeConfig config, Engine engine, RunListener listener, Checkpointing pace) {
        this.config = config;
        this.engine = engine;
        this.listener = listener;
        this.pace = pace;
    }

    /** Primes. The folder {@code config.out()} is complete afterwards, or absent after an exception. */
    public Result run() {
        return RunDirectory.fill(config.out(), this::prime);
    }

    private Result prime(RunDirectory directory) {
        SourceCorpora corpora = SourceCorpora.read(config.sources(), config.convergence().isPresent());
        config.recipe().requireFitting(corpora);
        EncoderConfig encoder = EncoderFolder.config(config.encoder());
        config.method().check(encoder);
        config.sources().forEach(set -> set.data().requireRoom(encoder, config.method()));
        try (PointerScope scope = new PointerScope(); EncoderFolder folder = EncoderFolder.open(config.encoder(), engine)) {
            Classifier model = new Classifier(folder.encoder(config.dropout()), config.method());
            Sources sources = Sources.of(corpora, folder.tokenizer(), config.method().prompt());
            Theta theta = model.fresh(folder.pretrained(), sources.firstLabels().size(), config.seed());
            ParameterTable table = announce(folder, sources, theta);
            RunCheckpoints checkpoints = RunCheckpoints.open(directory, pace, () -> settings(folder, sources), time, listener);
            PrimingLoop.Outcome outcome = new UsedRows(model, theta).train_(sources.pieces(),
                    (small, point) -> PrimingLoop.of(config, small, sources, listener).run(point, directory, checkpoints));
            save(directory, folder, theta);
            Result result = new Result(config.recipe().describe(), outcome.steps(), outcome.finalLoss(),
                    outcome.keptStep(), outcome.dev(), time.seconds());
            Card card = card(folder, sources, table, result);
            directory.writeJson("run.json", card);
            directory.writeText(ModelCard.FILE, ModelCard.of(card).text());
            return result;
        }
    }

    private ParameterTable announce(EncoderFolder folder, Sources sources, Theta theta) {
        listener.say(folder.encoder(config.dropout()).describe() + "; " + config.method().describe() + "; " + engine.describe());
        listener.say("Priming by " + config.recipe().describe() + ", encoder dropout " + config.dropout());
        sources.train().forEach((source, corpus) -> listener.say(source + ": " + what(sources, source) + corpus.lengths()));
        ParameterTable table = ParameterTable.of(theta, config.recipe().roles(config.method()));
        listener.say(table.toString());
        return table;
    }

    /** The kind of task is news only where there are several. */
    private static String what(Sources sources, String source) {
        return sources.corpora().isOneTask() ? ""
                : sources.corpora().byName().get(source).task().name() + ", " + sources.labels(source) + " labels, ";
    }

    private void save(RunDirectory directory, EncoderFolder folder, Theta theta) {
        folder.checkpoint().save(directory.path("."), Classifier.encoderOf(theta, folder.pretrained()));
        SavedAdapter.write(directory.path(EncoderFolder.ADAPTER), config.method(), theta.adapter());
    }

    private static Map<String, String> hashes(Sources sources) {
        Map<String, String> hashes = new LinkedHashMap<>();
        sources.train().forEach((source, corpus) -> hashes.put(source + "/train", Provenance.hash(corpus.corpus())));
        sources.dev().forEach((source, corpus) -> hashes.put(source + "/dev", Provenance.hash(corpus.corpus())));
        return hashes;
    }

    private Settings settings(EncoderFolder folder, Sources sources) {
        return config.settings().and(folder.settings()).and(Provenance.settings(engine, hashes(sources)))
                .and(Map.of("algorithm", config.recipe().describe()));
    }

    private Card card(EncoderFolder folder, Sources sources, ParameterTable table, Result result) {
        Map<String, String> lengths = new LinkedHashMap<>();
        Map<String, String> tasks = new LinkedHashMap<>();
        Map<String, List<String>> labels = new LinkedHashMap<>();
        sources.train().forEach((source, corpus) -> {
            lengths.put(source, corpus.lengths().toString());
            tasks.put(source, sources.corpora().byName().get(source).task().name());
            labels.put(source, corpus.labels().names());
        });
        return new Card("prime", config.recipe().algorithm(), config, Conventions.ofPriming(config.method()), Provenance.versions(engine),
                Provenance.repositories(paths()), folder.fingerprint(),
                hashes(sources), sources.corpora().isOneTask() ? sources.firstLabels().names() : labels, tasks, lengths, table, result);
    }

    private Stream<Path> paths() {
        return Stream.concat(Stream.of(config.encoder()), config.sources().stream().map(set -> set.data().directory()));
    }
}
