package dev.headstart.run;

import dev.headstart.checkpoint.EncoderCheckpoint;
import dev.headstart.checkpoint.SavedAdapter;
import dev.headstart.checkpoint.TunedModel;
import dev.headstart.data.Corpus;
import dev.headstart.data.EncodedCorpus;
import dev.headstart.data.LabelSet;
import dev.headstart.data.LongSentences;
import dev.headstart.data.Readout;
import dev.headstart.data.Tokenizer;
import dev.headstart.finetune.FeatureStorage;
import dev.headstart.hub.Snapshot;
import dev.headstart.model.Dropout;
import dev.headstart.model.Encoder;
import dev.headstart.model.EncoderConfig;
import dev.headstart.model.Parameters;
import dev.headstart.peft.PeftMethod;
import dev.headstart.torch.Engine;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A pretrained or primed encoder, opened: θp, its tokenizer and, if it was primed, θa*. */
public final class EncoderFolder implements AutoCloseable {
    /** Name of the folder in which {@code prime} leaves θa*. */
    static final String ADAPTER = "adapter";

    private final Path path;
    private final EncoderCheckpoint checkpoint;
    private final Optional<SavedAdapter> primed;
    private final Engine engine;
    private final Cache cache;
    private Optional<Tokenizer> tokenizer = Optional.empty();
    private Optional<String> fingerprint = Optional.empty();

    private EncoderFolder(Path path, EncoderCheckpoint checkpoint, Optional<SavedAdapter> primed, Engine engine, Cache cache) {
        this.path = path;
        this.checkpoint = checkpoint;
        this.primed = primed;
        this.engine = engine;
        this.cache = cache;
    }

    /** @return the sizes of the encoder in {@code path}, without its weights: mistakes show at once */
    static EncoderConfig config(Path path) {
        requireEncoder(path);
        return EncoderCheckpoint.readConfig(path);
    }

    /** @return what the encoder in {@code path} was primed for, if it was */
    public static Optional<PeftMethod> primedFor(Path path) {
        Path adapter = path.resolve(ADAPTER);
        return SavedAdapter.isIn(adapter) ? Optional.of(SavedAdapter.method(adapter)) : Optional.empty();
    }

    /** {@link #open(Path, Engine, Cache)} without a cache. */
    public static EncoderFolder open(Path path, Engine engine) {
        return open(path, engine, Cache.none());
    }

    /** The tensors belong to the open scope. */
    public static EncoderFolder open(Path path, Engine engine, Cache cache) {
        requireEncoder(path);
        EncoderCheckpoint checkpoint = EncoderCheckpoint.load(path, engine);
        Path adapter = path.resolve(ADAPTER);
        Optional<SavedAdapter> primed = SavedAdapter.isIn(adapter)
                ? Optional.of(SavedAdapter.read(adapter, checkpoint.config(), checkpoint.encoder(), engine)) : Optional.empty();
        return new EncoderFolder(path, checkpoint, primed, engine, cache);
    }

    private static void requireEncoder(Path path) {
        if (TunedModel.isIn(path)) {
            throw new IllegalArgumentException(path + " holds a fine-tuned model, where an encoder is wanted. Give the folder "
                    + "of a pretrained or primed encoder.");
        }
    }

    /** @return where it lies */
    public Path path() {
        return path;
    }

    /** @return what a model that is trained on it remembers of it */
    TunedModel.Home home() {
        return new TunedModel.Home(path.toAbsolutePath().normalize().toString(), fingerprint(),
                Snapshot.containing(path).map(Snapshot::toString));
    }

    /** @return configuration and θp */
    public EncoderCheckpoint checkpoint() {
        return checkpoint;
    }

    /** @return θa* and its method */
    public Optional<SavedAdapter> primed() {
        return primed;
    }

    /** @return the encoder's, loaded when it is first asked for: a corpus may have been tokenised by an earlier run */
    public synchronized Tokenizer tokenizer() {
        if (tokenizer.isEmpty()) {
            tokenizer = Optional.of(loadTokenizer());
        }
        return tokenizer.get();
    }

    private Tokenizer loadTokenizer() {
        Tokenizer loaded = Tokenizer.load(path);
        int embedded = checkpoint.config().vocabularySize();
        if (loaded.vocabularySize() > embedded) {
            loaded.close();
            throw new IllegalArgumentException("The tokenizer in " + path + " has " + loaded.vocabularySize()
                    + " pieces, but the encoder embeds only " + embedded + ". Do they come from the same checkpoint?");
        }
        return loaded;
    }

    /** @return θa and θh that were trained on this encoder; anything else is refused */
    TunedModel tuned(Path folder) {
        TunedModel.requireTrainedOn(folder, path, fingerprint());
        return TunedModel.read(folder, checkpoint.config(), pretrained(), engine);
    }

    EncodedCorpus encode(Corpus corpus, LabelSet labels, int maxLength, LongSentences policy, Readout readout) {
        return cache.encode(corpus, labels,
                new Cache.Cutting(path, checkpoint.config().vocabularySize(), maxLength, policy, readout), this::tokenizer);
    }

    Encoder encoder(Dropout dropout) {
        return new Encoder(checkpoint.config(), dropout, engine);
    }

    Parameters pretrained() {
        return checkpoint.encoder();
    }

    FeatureStorage features() {
        return cache.features(this::fingerprint);
    }

    boolean isCached() {
        return cache.store().isPresent();
    }

    synchronized String fingerprint() {
        if (fingerprint.isEmpty()) {
            fingerprint = Optional.of(cache.fingerprint(path));
        }
        return fingerprint.get();
    }

    /** @return what makes a run with this encoder another than with another: also θa*, its tokenizer's library, and dropout */
    Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>(Map.of("encoder_sha256", fingerprint(),
                "encoder_config", checkpoint.config().toString(), "tokenizer", Tokenizer.fingerprint(path)));
        primed.ifPresent(saved -> settings.put("adapter_sha256", SavedAdapter.fingerprint(path.resolve(ADAPTER))));
        return settings;
    }

    @Override
    public void close() {
        tokenizer.ifPresent(Tokenizer::close);
    }
}
