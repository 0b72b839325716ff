package dev.headstart.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class Utf8LinesTest {
    private static List<String> lines(String text) {
        return Utf8Lines.of(Path.of("f"), text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void onlyLineFeedsEndLines() {
        assertThat(lines("a\u2028b\u0085c\n\nd")).containsExactly("a\u2028b\u0085c", "", "d");
    }

    @Test
    void byteOrderMarkAndCarriageReturnsAreDropped() {
        assertThat(lines("\uFEFFa\r\n\r\nb\r\n")).containsExactly("a", "", "b");
    }

    @Test
    void anEmptyFileHasNoLine() {
        assertThat(lines("")).isEmpty();
        assertThat(lines("\n")).containsExactly("");
    }

    @Test
    void invalidBytesAreAnErrorNamingTheLine() {
        assertThatThrownBy(() -> Utf8Lines.of(Path.of("f.tsv"), new byte[] {'a', '\n', 'b', (byte) 0xE9, '\n'}))
                .isInstanceOf(MalformedFileException.class).hasMessageContainingAll("f.tsv", "line 2", "0xE9", "iconv");
    }

    @Test
    void aCharacterCutOffAtTheEndIsAnError() {
        assertThatThrownBy(() -> Utf8Lines.of(Path.of("f.tsv"), new byte[] {'a', (byte) 0xC3}))
                .isInstanceOf(MalformedFileException.class).hasMessageContaining("line 1");
    }

    @Test
    void aMissingFileIsNamed() {
        assertThatThrownBy(() -> Utf8Lines.read(Path.of("no", "such.tsv")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(Path.of("no", "such.tsv").toString());
    }
}
