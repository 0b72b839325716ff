package dev.headstart.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headstart.synthetic.SyntheticCorpus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What several tests look at, made once: a small corpus, an encoder primed on it, a model tuned from that. Goes with the JVM. */
final class Runs {
    static final Path MINI = Path.of("../models/mini");
    static final int STEPS = 6;
    private static final Path FOLDER = Workplace.of(Optional.empty()).folder();
    private static Path data;
    private static Path primed;
    private static Path tuned;

    private Runs() {}

    /** @return a folder of 60 sentences to train on in en, es, hi and nl */
    static synchronized Path data() {
        if (data == null) {
            try {
                SyntheticCorpus.writeTo(FOLDER.resolve("data"), List.of("en", "es", "hi", "nl"),
                        new SyntheticCorpus.Sizes(60, 20, 20), 1);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            data = FOLDER.resolve("data");
        }
        return data;
    }

    /** @return models/mini after {@link #STEPS} steps of priming, with recorded episodes */
    static synchronized Path primed() {
        if (primed == null) {
            Ran ran = prime(FOLDER.resolve("primed"), "--steps", STEPS, "--record-episodes");
            assertThat(ran.exitCode()).as(ran.err()).isZero();
            primed = FOLDER.resolve("primed");
        }
        return primed;
    }

    /** @return an adapter and a head for nl on {@link #primed} */
    static synchronized Path tuned() {
        if (tuned == null) {
            Ran ran = fineTune(primed(), FOLDER.resolve("tuned"), "--epochs", 6);
            assertThat(ran.exitCode()).as(ran.err()).isZero();
            tuned = FOLDER.resolve("tuned");
        }
        return tuned;
    }

    /** Primes models/mini on en and es in small steps. */
    static Ran prime(Path out, Object... more) {
        return Ran.headstart(words(List.of("prime", "--model", MINI, "--languages", "en,es", "--data", data(), "--out", out,
                "--support", 4, "--query", 4, "--outer-rate", "1e-3"), more));
    }

    /** Fine-tunes on nl. */
    static Ran fineTune(Path encoder, Path out, Object... more) {
        return Ran.headstart(words(List.of("finetune", "--model", encoder, "--language", "nl", "--data", data(), "--out", out,
                "--batch-size", 8), more));
    }

    private static Object[] words(List<Object> command, Object... more) {
        List<Object> all = new ArrayList<>(command);
        all.addAll(List.of(more));
        return all.toArray();
    }

    /** @return paths of all files in a folder and below, with {@code /} */
    static List<String> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).map(file -> folder.relativize(file).toString().replace('\\', '/')).sorted().toList();
        }
    }

    /** @return {@link #files} of a run but TensorBoard's, of which there is one, named by time and machine */
    static List<String> filesButEvents(Path run) throws IOException {
        List<String> all = new ArrayList<>(files(run));
        assertThat(all).filteredOn(name -> name.startsWith("events.out.tfevents.")).hasSize(1);
        all.removeIf(name -> name.startsWith("events.out.tfevents."));
        return all;
    }

    static JsonNode json(Path file) throws IOException {
        return json(Files.readString(file));
    }

    static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }

    static List<JsonNode> lines(Path file) throws IOException {
        return Files.readAllLines(file).stream().map(Runs::json).toList();
    }

    /** A copy of models/mini, to be damaged. */
    static Path copyOfMini(Path target) throws IOException {
        Files.createDirectories(target);
        for (String name : List.of("config.json", "model.safetensors", "tokenizer.json", "vocab.txt")) {
            Files.copy(MINI.resolve(name), target.resolve(name));
        }
        return target;
    }
}
