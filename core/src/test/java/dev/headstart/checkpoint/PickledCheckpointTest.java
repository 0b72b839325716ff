package dev.headstart.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headstart.io.MalformedFileException;
import dev.headstart.torch.Engine;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A pytorch_model.bin is a pickle, a program for Python's unpickler. This one makes a file. */
class PickledCheckpointTest {
    private static final String PICKLE = "pytorch_model.bin";
    private static final String INDEX = "pytorch_model.bin.index.json";

    @TempDir
    Path folder;
    private Path trace;

    @BeforeEach
    void writePickle() throws IOException {
        trace = folder.resolve("trace");
        TinyCheckpoint.writeConfig(folder);
        Files.write(folder.resolve(PICKLE), running("touch '" + trace + "'"));
    }

    @AfterEach
    void nothingRan() {
        assertThat(trace).doesNotExist();
    }

    /** Protocol 2: push os.system, push the command in a tuple, call. */
    private static byte[] running(String command) throws IOException {
        byte[] text = command.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream pickle = new ByteArrayOutputStream();
        pickle.write(new byte[] {(byte) 0x80, 2});
        pickle.write("cos\nsystem\nX".getBytes(StandardCharsets.US_ASCII));
        pickle.write(ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN).putInt(text.length).array());
        pickle.write(text);
        pickle.write(new byte[] {(byte) 0x85, 'R', '.'});
        return pickle.toByteArray();
    }

    @Test
    void itIsRefusedWithTheWayOut() {
        assertRefused();
    }

    @Test
    void itsShardsAreRefusedAlike() throws IOException {
        Files.move(folder.resolve(PICKLE), folder.resolve("pytorch_model-00001-of-00001.bin"));
        Files.writeString(folder.resolve(INDEX), "{\"weight_map\": {\"x\": \"pytorch_model-00001-of-00001.bin\"}}");
        assertRefused();
    }

    @Test
    void besideSafetensorsItIsNotOpened() throws IOException {
        try (PointerScope scope = new PointerScope()) {
            TinyCheckpoint.write(folder.resolve(WeightFiles.SINGLE),
                    TinyCheckpoint.encoder(folder, ScalarType.Float, UnaryOperator.identity()));
            assertThat(EncoderCheckpoint.load(folder, Engine.start()).encoder().byName()).hasSize(21);
        }
    }

    @Test
    void asAShardOfSafetensorsItIsRefused() throws IOException {
        Files.writeString(folder.resolve("model.safetensors.index.json"), "{\"weight_map\": {\"x\": \"" + PICKLE + "\"}}");
        assertThatThrownBy(() -> WeightFiles.open(folder)).isInstanceOf(MalformedFileException.class)
                .hasMessageContainingAll(PICKLE, "header");
    }

    private void assertRefused() {
        assertThatThrownBy(() -> EncoderCheckpoint.load(folder, Engine.start())).isInstanceOf(MalformedFileException.class)
                .hasMessageContainingAll("only as pytorch_model.bin", "if you trust it", "AutoModel",
                        "save_pretrained('" + folder + "', safe_serialization=True)");
    }
}
