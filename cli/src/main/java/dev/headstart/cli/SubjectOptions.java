package dev.headstart.cli;

import dev.headstart.bench.NamedSize;
import dev.headstart.bench.RandomEncoder;
import dev.headstart.bench.Subject;
import dev.headstart.hub.Hub;
import dev.headstart.run.DataConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** On which encoder to measure, and how. */
final class SubjectOptions {
    @Option(names = "--model", paramLabel = "DIR|NAME", description = "An encoder; without it and --size models/mini.")
    private Optional<String> model;
    @Option(names = "--size", paramLabel = "NAME",
            description = "Instead, random weights in the size of a known encoder: mbert, xlmr-base or mini.")
    private Optional<String> size;
    @Option(names = "--tokenizer", paramLabel = "DIR",
            description = "With --size, whose tokenizer to use; without it that of models/mini. Its ids must lie within the "
                    + "vocabulary.")
    private Optional<Path> tokenizer;
    @Option(names = "--threads", paramLabel = "N", defaultValue = "0", converter = Numbers.AtLeastZero.class,
            description = "Threads inside one operation; 0 means each variant's own choice (default: ${DEFAULT-VALUE}).")
    private int threads;
    @Option(names = "--seed", paramLabel = "N", defaultValue = "1",
            description = "Of random weights and of the order of sentences (default: ${DEFAULT-VALUE}).")
    private long seed;

    /** @param place for an encoder of random weights */
    Subject open(Workplace place, Hub hub, DataConfig data, List<String> languages) {
        if (model.isPresent() && size.isPresent()) {
            throw new IllegalArgumentException("Give an encoder with --model or a size with --size, not both.");
        }
        if (tokenizer.isPresent() && size.isEmpty()) {
            throw new IllegalArgumentException("--tokenizer goes with --size; the encoder of --model brings its own.");
        }
        Optional<NamedSize> named = size.map(name -> Names.of(NamedSize.class, "--size", name));
        Path encoder = named.isPresent() ? place.folder() : model.map(hub::model).orElse(mini());
        Subject subject = new Subject(encoder, data, languages, threads, seed);
        named.ifPresent(known -> RandomEncoder.write(known.config(), tokenizer.orElse(mini()), seed, place.folder()));
        return subject;
    }

    private static Path mini() {
        return Path.of(System.getProperty("headstart.home", "."), "models", "mini");
    }
}
