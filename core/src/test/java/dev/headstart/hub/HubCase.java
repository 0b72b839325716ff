package dev.headstart.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A server with one model and one data set, an empty cache, and a client that waits in no time. */
class HubCase {
    static final String MODEL = "someone/tiny-bert";
    static final String DATA = "someone/names";
    static final byte[] WEIGHTS = bytes(300_000);
    static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    Path folder;
    HubServer server;
    Map<String, String> environment;
    final List<Duration> waited = new ArrayList<>();
    final List<String> said = new ArrayList<>();
    final List<String> fetched = new ArrayList<>();

    @BeforeEach
    void start() {
        server = new HubServer(0);
        server.put("models/" + MODEL, model());
        server.put("datasets/" + DATA, repository(DATA, "README.md", "en/train-00000-of-00001.parquet",
                "en/validation-00000-of-00001.parquet", "en/test-00000-of-00001.parquet", "hi/train-00000-of-00001.parquet"));
        environment = new HashMap<>(Map.of("HF_ENDPOINT", server.address(), "HF_HUB_CACHE", cache().toString()));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    static HubRepository model() {
        HubRepository model = repository(MODEL, ".gitattributes", "README.md", "config.json", "pytorch_model.bin", "tf_model.h5",
                "tokenizer.json", "tokenizer_config.json", "vocab.txt");
        model.files().put("model.safetensors", WEIGHTS);
        return model;
    }

    /** A repository whose files hold their own names. */
    static HubRepository repository(String name, String... paths) {
        Map<String, byte[]> files = new TreeMap<>();
        Arrays.stream(paths).forEach(path -> files.put(path, ("content of " + path).getBytes(StandardCharsets.UTF_8)));
        return new HubRepository(name, files);
    }

    static byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        new Random(7).nextBytes(bytes);
        return bytes;
    }

    Path cache() {
        return folder.resolve("cache");
    }

    /** @return a folder of the model in the cache */
    Path of(String name) {
        return cache().resolve("models--someone--tiny-bert").resolve(name);
    }

    Hub hub() {
        return hub(Duration.ofSeconds(20));
    }

    Hub hub(Duration silence) {
        return new Hub(HubConfig.of(environment, folder), new Patience(silence, Clock.fixed(NOW, ZoneOffset.UTC), waited::add),
                new HubListener() {
                    @Override
                    public void say(String line) {
                        said.add(line);
                    }

                    @Override
                    public Transfer fetching(String file, long bytes) {
                        fetched.add(file);
                        return done -> assertThat(done).isBetween(0L, bytes);
                    }
                });
    }

    Path partial() {
        return of("blobs").resolve(model().hash("model.safetensors") + ".headstart");
    }

    /** Lays down the beginning of the weights as a broken-off run would have left it. */
    void leavePartial(int bytes) throws IOException {
        Files.createDirectories(of("blobs"));
        Files.write(partial(), Arrays.copyOf(WEIGHTS, bytes));
    }

    List<String> ranges() {
        return server.contentsAsked().stream().flatMap(asked -> asked.range().stream()).toList();
    }

    static List<String> names(Path folder) throws IOException {
        try (var all = Files.list(folder)) {
            return all.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
