package dev.headstart.data;

import java.nio.file.Path;

/** The small encoder of this repository, seen from the module whose tests run. */
final class MiniModel {
    static final Path DIRECTORY = Path.of("..", "models", "mini");

    private MiniModel() {
    }

    static Tokenizer tokenizer() {
        return Tokenizer.load(DIRECTORY);
    }
}
