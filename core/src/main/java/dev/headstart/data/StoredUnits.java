package dev.headstart.data;

import dev.headstart.io.DiskBytes;
import dev.headstart.io.Sha256;
import dev.headstart.io.Store;
import dev.headstart.io.StoreKey;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Tokenised corpora that outlive a run. Where one is found no tokenizer need be loaded, which takes longer than tokenising a
 * small corpus. Pieces depend on words alone; labels are put to them anew.
 *
 * @param store     where they are kept
 * @param tokenizer {@link Tokenizer#fingerprint}
 * @param maxLength of {@link Encoding}
 * @param policy    of {@link Encoding}
 * @param readout   of {@link Encoding}
 */
public record StoredUnits(Store store, String tokenizer, int maxLength, LongSentences policy, Readout readout) {
    public StoredUnits {
        policy = readout.policy(policy);
    }

    /** Raised when {@link Encoding} or {@link UnitCodec} changes. */
    private static final int FORMAT = 1;

    /**
     * As {@link Encoding#encode}.
     *
     * @param encoding asked for only where the corpus is not found
     */
    public EncodedCorpus encode(Corpus corpus, LabelSet labels, Supplier<Encoding> encoding) {
        labels.requireAllOf(corpus);
        StoreKey key = key(corpus);
        UnitCodec codec = new UnitCodec(corpus, labels, policy, readout);
        Optional<DiskBytes> found = store.find(key);
        if (found.isPresent()) {
            try (DiskBytes content = found.get()) {
                ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(content.size())).order(ByteOrder.LITTLE_ENDIAN);
                content.read(0, bytes);
                return codec.read(bytes.flip());
            }
        }
        EncodedCorpus encoded = encoding.get().encode(corpus, labels);
        ByteBuffer bytes = codec.write(encoded);
        store.put(key, bytes.remaining(), sink -> sink.write(bytes));
        return encoded;
    }

    private StoreKey key(Corpus corpus) {
        StringBuilder words = new StringBuilder();
        for (Sentence sentence : corpus.sentences()) {
            sentence.words().forEach(word -> words.append(word).append('\n'));
            words.append('\n');
        }
        Map<String, String> facts = new HashMap<>();
        facts.put("format", String.valueOf(FORMAT));
        facts.put("words", Sha256.ofText(words.toString()));
        facts.put("tokenizer", tokenizer);
        facts.put("max_length", String.valueOf(maxLength));
        facts.put("long_sentences", policy.name());
        if (readout != Readout.WORDS) {
            facts.put("readout", readout.name());
        }
        return new StoreKey("units", facts);
    }
}
