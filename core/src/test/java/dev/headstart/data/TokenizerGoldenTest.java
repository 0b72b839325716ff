package dev.headstart.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headstart.io.Utf8Lines;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** pieces.tsv was made by make_pieces.py beside it, with Hugging Face's own binding. */
class TokenizerGoldenTest {
    @Test
    void piecesEqualThoseOfHuggingFace() throws URISyntaxException {
        Path golden = Path.of(TokenizerGoldenTest.class.getResource("pieces.tsv").toURI());
        List<String> words = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        try (Tokenizer tokenizer = MiniModel.tokenizer()) {
            for (String line : Utf8Lines.read(golden)) {
                if (line.isEmpty()) {
                    assertThat(tokenizer.pieces(words)).extracting(TokenizerGoldenTest::joined).isEqualTo(expected);
                    words.clear();
                    expected.clear();
                } else {
                    words.add(line.substring(0, line.indexOf('\t')));
                    expected.add(line.substring(line.indexOf('\t') + 1));
                }
            }
        }
        assertThat(words).as("the file ends with a blank line").isEmpty();
    }

    private static String joined(int[] ids) {
        return Arrays.stream(ids).mapToObj(String::valueOf).collect(Collectors.joining(" "));
    }
}
