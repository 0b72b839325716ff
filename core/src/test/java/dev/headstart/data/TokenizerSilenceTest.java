package dev.headstart.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The tokenizer library warns about GPUs when it loads; users shall not see that. Only a fresh process shows it. */
class TokenizerSilenceTest {
    @Test
    void loadingATokenizerPrintsNothing() throws IOException, InterruptedException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        List<String> command = new ArrayList<>(List.of(java.toString()));
        if (Runtime.version().feature() >= 24) {
            command.add("--enable-native-access=ALL-UNNAMED");
        }
        String classes = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        command.addAll(List.of("-cp", classes, Load.class.getName(), MiniModel.DIRECTORY.toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(output).isEmpty();
        assertThat(process.waitFor()).isZero();
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
