package dev.headstart.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headstart.testing.JavaProcess;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The tokenizer library warns about GPUs when it loads; users shall not see that. Only a fresh process shows it. */
class TokenizerSilenceTest {
    @Test
    void loadingATokenizerPrintsNothing() {
        JavaProcess.Result result = JavaProcess.run(List.of(), Load.class, MiniModel.DIRECTORY.toString());
        assertThat(result.output()).isEmpty();
        assertThat(result.exitCode()).isZero();
    }

    static final class Load {
        private Load() {
        }

        public static void main(String[] arguments) {
            try (Tokenizer tokenizer = Tokenizer.load(Path.of(arguments[0]))) {
                tokenizer.pieces(List.of("a"));
            }
        }
    }
}
