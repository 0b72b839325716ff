package dev.headstart.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Sha256Test {
    /** FIPS 180-2, appendix B. */
    @Test
    void theStandardsExamplesHold() {
        assertThat(Sha256.ofText("abc")).isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assertThat(Sha256.ofText("a".repeat(1_000_000)))
                .isEqualTo("cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
    }

    @Test
    void aFileOfSeveralBlocksHashesLikeItsText(@TempDir Path folder) throws IOException {
        String text = "headstart ".repeat(300_000);
        assertThat(Sha256.ofFile(Files.writeString(folder.resolve("a"), text))).isEqualTo(Sha256.ofText(text));
    }
}
