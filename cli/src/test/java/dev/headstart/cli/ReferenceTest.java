package dev.headstart.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ReferenceTest {
    @Test
    void theReferenceIsWhatTheCommandsSay() throws IOException {
        assertThat(Files.readString(Path.of("../docs/reference.md"))).as("run './headstart reference > docs/reference.md'")
                .isEqualTo(ReferenceCommand.page());
    }
}
