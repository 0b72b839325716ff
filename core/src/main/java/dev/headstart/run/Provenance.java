package dev.headstart.run;

import dev.headstart.data.Corpus;
import dev.headstart.data.Sentence;
import dev.headstart.hub.Snapshot;
import dev.headstart.io.Sha256;
import dev.headstart.torch.Engine;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Where a result comes from. */
final class Provenance {
    private Provenance() {}

    /** @return versions of all that computes */
    static Map<String, String> versions(Engine engine) {
        Map<String, String> versions = new LinkedHashMap<>();
        versions.put("headstart", Version.current());
        versions.put("libtorch", Engine.libraryVersion());
        versions.put("engine", engine.describe());
        versions.put("java", Runtime.version().toString());
        versions.put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        versions.put("openblas_coretype", System.getenv().getOrDefault("OPENBLAS_CORETYPE", "default"));
        return versions;
    }

    /** @return all besides its configuration and its encoder that the last bits of a result may depend on */
    static Map<String, String> settings(Engine engine, Map<String, String> dataHashes) {
        Map<String, String> settings = new LinkedHashMap<>(Map.of("headstart", Version.current(), "engine", engine.numerics()));
        dataHashes.forEach((name, hash) -> settings.put("data_sha256." + name, hash));
        return settings;
    }

    /** @return {@code NAME@COMMIT} by path, of those paths that lie in the cache of the hub */
    static Map<String, String> repositories(Stream<Path> paths) {
        Map<String, String> repositories = new LinkedHashMap<>();
        paths.forEach(path -> Snapshot.containing(path)
                .ifPresent(snapshot -> repositories.put(path.toString(), snapshot.toString())));
        return repositories;
    }

    /**
     * @return SHA-256 by {@code language/split} of each corpus as UTF-8 lines {@code word TAB tag}, or {@code text TAB label}, and a
     *         blank one after a sentence
     */
    static Map<String, String> hashes(List<Corpus> corpora) {
        Map<String, String> hashes = new LinkedHashMap<>();
        corpora.forEach(corpus -> hashes.put(corpus.language() + "/" + corpus.split(), hash(corpus)));
        return hashes;
    }

    /** @return SHA-256 as in {@link #hashes} */
    static String hash(Corpus corpus) {
        StringBuilder text = new StringBuilder();
        for (Sentence sentence : corpus.sentences()) {
            sentence.label().ifPresent(label -> text.append(sentence.text()).append('\t').append(label).append('\n'));
            for (int i = 0; i < sentence.tags().size(); i++) {
                text.append(sentence.words().get(i)).append('\t').append(sentence.tags().get(i)).append('\n');
            }
            text.append('\n');
        }
        return Sha256.ofText(text.toString());
    }
}
