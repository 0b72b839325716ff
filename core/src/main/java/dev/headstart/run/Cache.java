package dev.headstart.run;

import dev.headstart.checkpoint.EncoderFingerprint;
import dev.headstart.data.Corpus;
import dev.headstart.data.EncodedCorpus;
import dev.headstart.data.Encoding;
import dev.headstart.data.LabelSet;
import dev.headstart.data.LongSentences;
import dev.headstart.data.Readout;
import dev.headstart.data.StoredUnits;
import dev.headstart.data.Tokenizer;
import dev.headstart.finetune.FeatureStorage;
import dev.headstart.io.KnownHashes;
import dev.headstart.io.Store;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a run finds of earlier ones and keeps for later ones, and what it does without.
 *
 * @param store         empty: nothing outlives the run
 * @param featureMemory as in {@link CacheConfig}
 */
public record Cache(Optional<Store> store, Optional<Long> featureMemory) {
    /** Finds and keeps nothing. */
    public static Cache none() {
        return CacheConfig.off().open(RunListener.SILENT);
    }

    /** As {@link EncoderFingerprint#of(Path)}. */
    String fingerprint(Path encoder) {
        return store.map(kept -> EncoderFingerprint.of(encoder, new KnownHashes(kept, Clock.systemUTC())::ofFile))
                .orElseGet(() -> EncoderFingerprint.of(encoder));
    }

    /** How a model cuts its sentences. @param vocabulary pieces that the encoder embeds */
    record Cutting(Path model, int vocabulary, int maxLength, LongSentences policy, Readout readout) {}

    /** As {@link Encoding#encode}. @param tokenizer asked for only where the corpus is not found */
    EncodedCorpus encode(Corpus corpus, LabelSet labels, Cutting cutting, Supplier<Tokenizer> tokenizer) {
        Supplier<Encoding> encoding = () -> new Encoding(tokenizer.get(), cutting.maxLength(), cutting.policy(),
                cutting.readout());
        return store.map(kept -> units(kept, cutting).encode(corpus, labels, encoding))
                .orElseGet(() -> encoding.get().encode(corpus, labels));
    }

    /** An encoder that embeds fewer pieces than the tokenizer has is refused when that is loaded, so its size is in the key. */
    private static StoredUnits units(Store store, Cutting cutting) {
        return new StoredUnits(store, Tokenizer.fingerprint(cutting.model()) + ", embedded pieces " + cutting.vocabulary(),
                cutting.maxLength(), cutting.policy(), cutting.readout());
    }

    /** @param fingerprint of the encoder, asked for only where features are stored */
    FeatureStorage features(Supplier<String> fingerprint) {
        Map<String, String> origin = store.isEmpty() ? Map.of()
                : Map.of("encoder", fingerprint.get(), "headstart", Version.current());
        return new FeatureStorage(store, origin, featureMemory.orElseGet(FeatureStorage::defaultMemory));
    }
}
