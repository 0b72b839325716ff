package dev.headstart.torch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headstart.testing.JavaProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnpackingTest {
    /** A file in the way, not a folder without permissions, which root would not mind. */
    @Test
    void aMachineWithoutRoomForTheEngineIsToldHowToGiveItSome(@TempDir Path folder) throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        JavaProcess.Result result = JavaProcess.run(List.of("-Duser.home=" + file, "-Djava.io.tmpdir=" + file), Start.class);
        assertThat(result.output()).contains("libtorch cannot be unpacked (", "-Dorg.bytedeco.javacpp.cachedir=DIR");
    }

    @Test
    void withoutAHomeTheEngineIsUnpackedToTheTemporaryFolder(@TempDir Path folder) throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        JavaProcess.Result result = JavaProcess.run(List.of("-Duser.home=" + file, "-Djava.io.tmpdir=" + folder), Start.class);
        assertThat(result.output()).contains("started");
    }

    /** Prints how the engine's start went. */
    static final class Start {
        private Start() {}

        public static void main(String[] args) {
            try {
                Engine.start();
                System.out.println("started");
            } catch (EngineException e) {
                System.out.println(e.getMessage());
            }
        }
    }
}
