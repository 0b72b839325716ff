package dev.headstart.run;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.headstart.checkpoint.EncoderFingerprint;
import dev.headstart.checkpoint.TunedModel;
import dev.headstart.data.Corpus;
import dev.headstart.data.EncodedCorpus;
import dev.headstart.data.LabelSet;
import dev.headstart.data.Split;
import dev.headstart.finetune.FineTuning;
import dev.headstart.model.Dropout;
import dev.headstart.model.EncoderConfig;
import dev.headstart.model.Part;
import dev.headstart.model.Theta;
import dev.headstart.optim.Checkpoints;
import dev.headstart.peft.Classifier;
import dev.headstart.peft.PeftMethod;
import dev.headstart.task.Task;
import dev.headstart.torch.Engine;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bytedeco.javacpp.PointerScope;

/** From an encoder to a model of one target: θa and θh, θh alone, or everything. */
public final class FineTuneRun {
    /**
     * @param steps       updates that ran
     * @param figure      what is scored on dev, e.g. {@code f1}
     * @param dev         its value for the parameters that were kept, a fraction of 1
     * @param keptStep    number of updates after which they stood
     * @param finalLoss   mean loss of the last tenth of the steps, nats per labelled token
     * @param wallSeconds of the whole run
     */
    public record Result(int steps, String figure, Optional<Double> dev, Optional<Integer> keptStep, double finalLoss,
            double wallSeconds) {
        /** @return as results have it: the score under the name of what was scored, e.g. {@code dev_f1} */
        @JsonValue
        public Map<String, Object> byName() {
            Map<String, Object> all = new LinkedHashMap<>();
            all.put("steps", steps);
            all.put("dev_" + figure, dev);
            all.put("kept_step", keptStep);
            all.put("final_loss", finalLoss);
            all.put("wall_seconds", wallSeconds);
            return all;
        }

        /** @return the score on dev for people, e.g. {@code dev F1 71.30} */
        public Optional<String> shownDev() {
            return dev.map(value -> String.format(Locale.ROOT, "dev %s %.2f", Figures.shown(figure), 100 * value));
        }
    }

    /** What run.json holds. */
    record Card(String command, FineTuneConfig config, String adapter, Map<String, String> conventions,
            Map<String, String> versions, Map<String, String> repositories,
            String encoderSha256, Map<String, String> dataSha256, List<String> labels, String lengths,
            ParameterTable parameters, Map<Split, TrainingLog.Origin> features, Result result) {}

    private record Trained(Result result, Map<Split, TrainingLog.Origin> features) {}

    private record Data(EncodedCorpus train, Optional<EncodedCorpus> dev, LabelSet labels) {
        List<Corpus> corpora() {
            return Stream.concat(Stream.of(train), dev.stream()).map(EncodedCorpus::corpus).toList();
        }

        IntStream pieces() {
            return Stream.concat(Stream.of(train), dev.stream()).flatMapToInt(EncodedCorpus::pieces);
        }
    }

    private final FineTuneConfig config;
    private final Engine engine;
    private final RunListener listener;
    private final Checkpointing pace;
    private final WallTime time = new WallTime();

    /** Leaves no checkpoints. @param listener told how it goes */
    public FineTuneRun(FineTuneConfig config, Engine engine, RunListener listener) {
        this(config, engine, listener, Checkpointing.off());
    }

    /** @param pace of checkpoints; the run goes on from one that it finds */
    public FineTuneRun(FineTuneConfig config, Engine engine, RunListener listener, Checkpointing pace) {
        this.config = config;
        this.engine = engine;
        this.listener = listener;
        this.pace = pace;
    }

    /** Fine-tunes. The folder {@code config.out()} is complete afterwards, or absent after an exception. */
    public Result run() {
        return RunDirectory.fill(config.out(), this::fineTune);
    }

    private Result fineTune(RunDirectory directory) {
        Corpus all = config.data().read(config.language(), Split.TRAIN);
        Corpus train = config.trainSentences().map(count -> all.sample(count, config.seed())).orElse(all);
        Optional<Corpus> dev = config.selection().bestOnDev()
                ? Optional.of(config.data().read(config.language(), Split.DEV)) : Optional.empty();
        EncoderConfig encoder = EncoderFolder.config(config.encoder());
        config.method().ifPresent(method -> method.check(encoder));
        config.method().ifPresent(method -> config.data().requireRoom(encoder, method));
        try (PointerScope scope = new PointerScope(); EncoderFolder folder = openEncoder()) {
            Start start = Start.of(config, folder.primed(), folder.pretrained());
            Classifier model = new Classifier(folder.encoder(config.dropout()), start.method());
            config.data().requireRoom(encoder, start.method());
            Data data = encode(train, dev, folder, start.method());
            Theta theta = start.theta(model, folder.pretrained(), data.labels().size(), config.seed());
            ParameterTable table = announce(folder, start, data, theta);
            RunCheckpoints checkpoints = RunCheckpoints.open(directory, pace, () -> settings(folder, data), time, listener);
            Trained trained = train(directory, checkpoints, model, folder, theta, data);
            save(directory, folder, model, theta, data.labels());
            Card card = card(folder, model, data, table, trained);
            directory.writeJson("run.json", card);
            directory.writeText(ModelCard.FILE, ModelCard.of(card, model.method()).text());
            return trained.result();
        }
    }

    private Task task() {
        return config.data().annotation().task();
    }

    private EncoderFolder openEncoder() {
        return EncoderFolder.open(config.encoder(), engine, config.cache().open(listener));
    }

    private Data encode(Corpus train, Optional<Corpus> dev, EncoderFolder folder, PeftMethod method) {
        List<Corpus> all = new ArrayList<>(List.of(train));
        dev.ifPresent(all::add);
        LabelSet labels = config.data().annotation().labelsOf(all);
        Function<Corpus, EncodedCorpus> encode = corpus -> folder.encode(corpus, labels, config.data().maxLength(),
                config.data().longSentences(), task().readout()).led(method.prompt());
        return new Data(encode.apply(train), dev.map(encode), labels);
    }

    private ParameterTable announce(EncoderFolder folder, Start start, Data data, Theta theta) {
        listener.say(folder.encoder(config.dropout()).describe() + "; " + start.describe() + "; " + engine.describe());
        listener.say(config.language() + ": " + data.train().lengths());
        Set<Part> moving = config.tuning().parts(start.method());
        if (config.dropout() == Dropout.ON && !moving.contains(Part.PRETRAINED)) {
            listener.say("Encoder dropout is on, so the encoder's output cannot be reused: every step computes it anew.");
        }
        Map<Part, ParameterTable.Role> roles = new EnumMap<>(Part.class);
        moving.forEach(part -> roles.put(part, ParameterTable.Role.TRAINED));
        ParameterTable table = ParameterTable.of(theta, roles);
        listener.say(table.toString());
        return table;
    }

    private FineTuning.Config settings(Data data) {
        int perEpoch = (data.train().units().size() + config.batchSize() - 1) / config.batchSize();
        return new FineTuning.Config(config.tuning(), config.outer().over(config.length().in(perEpoch)),
                config.outer().constants(), config.batchSize(), perEpoch, config.selection().patience(), config.seed(),
                config.microBatch().orElse(Integer.MAX_VALUE));
    }

    private Settings settings(EncoderFolder folder, Data data) {
        return config.settings().and(folder.settings())
                .and(Provenance.settings(engine, Provenance.hashes(data.corpora())));
    }

    private Trained train(RunDirectory directory, Checkpoints checkpoints, Classifier model, EncoderFolder folder, Theta theta, Data data) {
        BiFunction<Classifier, Theta, Trained> training = (function, point) ->
                train(directory, checkpoints, new FineTuning(function, settings(data), folder.features()), point, data);
        return movesEncoder(model) ? new UsedRows(model, theta).train_(data.pieces(), training)
                : training.apply(model, theta);
    }

    private boolean movesEncoder(Classifier model) {
        return config.tuning().parts(model.method()).contains(Part.PRETRAINED);
    }

    private Trained train(RunDirectory directory, Checkpoints checkpoints, FineTuning training, Theta theta, Data data) {
        int steps = training.config().schedule().steps();
        try (TrainingLog log = new TrainingLog(config.language(), steps, directory, config.settings(), listener)) {
            Optional<FineTuning.Best> best = training.run(theta, data.train().units(),
                    data.dev().map(dev -> new FineTuning.Dev(dev, task().scorer())), log, checkpoints.with(log));
            return new Trained(new Result(log.steps(), task().scorer().mainFigure(), best.map(FineTuning.Best::dev),
                    best.map(FineTuning.Best::step), log.loss().ofLastTenth(), time.seconds()),
                    log.features());
        }
    }

    private void save(RunDirectory directory, EncoderFolder folder, Classifier model, Theta theta, LabelSet labels) {
        boolean own = movesEncoder(model);
        if (own) {
            folder.checkpoint().save(TunedModel.encoderIn(directory.path(".")), Classifier.encoderOf(theta, folder.pretrained()));
        }
        TunedModel.Home home = !own ? folder.home() : new TunedModel.Home(TunedModel.ENCODER,
                EncoderFingerprint.of(TunedModel.encoderIn(directory.path("."))), Optional.empty());
        new TunedModel(new TunedModel.Card(task(), config.tuning(), home, labels, config.data().maxLength(),
                config.data().longSentences()), model.method(), theta.adapter(), theta.head()).write(directory.path("."));
    }

    private Card card(EncoderFolder folder, Classifier model, Data data, ParameterTable table, Trained trained) {
        return new Card("finetune", config, model.method().describe(), Conventions.ofTraining(model.method()), Provenance.versions(engine),
                Provenance.repositories(Stream.of(config.encoder(), config.data().directory())), folder.fingerprint(),
                Provenance.hashes(data.corpora()), data.labels().names(), data.train().lengths().toString(), table,
                trained.features(), trained.result());
    }
}
