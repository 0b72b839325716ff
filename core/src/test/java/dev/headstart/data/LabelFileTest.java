package dev.headstart.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headstart.io.MalformedFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelFileTest {
    @TempDir
    private Path directory;

    private List<List<String>> read(String text) throws IOException {
        return LabelFile.read(Files.writeString(directory.resolve("gold.tsv"), text));
    }

    @Test
    void theLastColumnIsTheTag() throws IOException {
        assertThat(read("New York\tB-LOC\n#\tO\n\na NN I-PER\nb X S-ODD\n"))
                .containsExactly(List.of("B-LOC", "O"), List.of("I-PER", "S-ODD"));
    }

    @Test
    void theOnlyColumnIsTheTag() throws IOException {
        assertThat(read("O\nB-PER\n\n\nO\n")).containsExactly(List.of("O", "B-PER"), List.of("O"));
    }

    @Test
    void anEmptyTagIsAnErrorNamingTheLine() {
        assertThatThrownBy(() -> read("a\tO\nb\t\n")).isInstanceOf(MalformedFileException.class)
                .hasMessageContainingAll("gold.tsv", "line 2", "empty");
    }

    @Test
    void aFileWithoutTagsIsAnError() {
        assertThatThrownBy(() -> read("\n\n"))
                .isInstanceOf(MalformedFileException.class).hasMessageContaining("no tag");
    }
}
