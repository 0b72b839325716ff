package dev.headstart.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkplaceTest {
    @TempDir
    private Path folder;

    @Test
    void aTemporaryFolderGoesWithAllThatIsInIt() throws IOException {
        Path temporary;
        try (Workplace place = Workplace.of(Optional.empty())) {
            temporary = place.folder();
            Files.writeString(Files.createDirectories(temporary.resolve("deep/er")).resolve("file"), "text");
        }
        assertThat(temporary).doesNotExist();
    }

    @Test
    void whatIsThereIsNotOverwritten() throws IOException {
        Files.writeString(folder.resolve("file"), "text");
        assertThatIllegalArgumentException().isThrownBy(() -> Workplace.of(Optional.of(folder)))
                .withMessageContaining("is not empty; nothing is ever overwritten");
        assertThatIllegalArgumentException().isThrownBy(() -> Workplace.of(Optional.of(folder.resolve("file"))))
                .withMessageStartingWith("There is a file at ");
        assertThat(folder.resolve("file")).hasContent("text");
    }

    @Test
    void theUsersFolderStays() throws IOException {
        try (Workplace place = Workplace.of(Optional.of(folder.resolve("mine")))) {
            Files.writeString(place.folder().resolve("file"), "text");
        }
        assertThat(folder.resolve("mine/file")).hasContent("text");
    }
}
