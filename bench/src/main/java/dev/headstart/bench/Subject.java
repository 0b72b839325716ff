package dev.headstart.bench;

import dev.headstart.checkpoint.EncoderConfigFile;
import dev.headstart.data.DataDirectory;
import dev.headstart.data.Split;
import dev.headstart.run.DataConfig;
import java.nio.file.Path;
import java.util.List;

/**
 * What is measured on.
 *
 * @param encoder   folder in Hugging Face layout
 * @param data      real sentences
 * @param languages sources of priming; fine-tuning and prediction take the first
 * @param threads   inside one operation; 0 for the engine's own choice
 * @param seed      of fresh parameters and of the order of sentences
 */
public record Subject(Path encoder, DataConfig data, List<String> languages, int threads, long seed) {
    public Subject {
        languages = List.copyOf(languages);
        if (languages.isEmpty() || languages.stream().distinct().count() < languages.size()) {
            throw new IllegalArgumentException("The languages are " + languages + "; give at least one, each once, e.g. en,es.");
        }
        if (threads < 0) {
            throw new IllegalArgumentException("--threads is " + threads + "; it must be at least 1, or 0 for all cores.");
        }
    }

    /** Looks for what the children will read, so that a mistake shows before the first of them starts. */
    public void check(Split split) {
        EncoderConfigFile.read(encoder.resolve("config.json"));
        DataDirectory directory = DataDirectory.open(data.directory());
        for (String language : languages) {
            if (!directory.has(language, split)) {
                throw new IllegalArgumentException("There is no " + split + " split of '" + language + "' in " + data.directory()
                        + ". Languages there: " + String.join(", ", directory.languages()) + ".");
            }
        }
    }

    /** @return the language that fine-tuning and prediction take */
    String target() {
        return languages.get(0);
    }
}
