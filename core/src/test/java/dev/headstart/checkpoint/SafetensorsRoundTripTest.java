package dev.headstart.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headstart.torch.Engine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SafetensorsRoundTripTest {
    @TempDir
    Path folder;
    private PointerScope scope;

    @BeforeEach
    void openScope() {
        Engine.start();
        scope = new PointerScope();
    }

    @AfterEach
    void closeScope() {
        scope.close();
    }

    @ParameterizedTest
    @EnumSource(ElementType.class)
    void everyTypeComesBackAsItWas(ElementType type) {
        Tensor tensor = torch.arange(new Scalar(6)).reshape(2, 3).to(type.scalarType());
        Path file = write(Map.of("x", tensor));
        try (SafetensorsFile read = SafetensorsFile.open(file)) {
            assertThat(read.type("x")).isEqualTo(type);
            assertThat(read.shape("x")).containsExactly(2L, 3L);
            assertThat(read.read("x").scalar_type().intern()).isEqualTo(type.scalarType());
            assertThat(read.read("x").equal(tensor)).isTrue();
        }
    }

    @Test
    void scalarsAndEmptyTensorsComeBack() {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("empty", torch.ones(0, 4));
        tensors.put("scalar", torch.ones(1).reshape());
        try (SafetensorsFile read = SafetensorsFile.open(write(tensors))) {
            assertThat(read.shape("scalar")).isEmpty();
            assertThat(read.read("scalar").item_float()).isEqualTo(1);
            assertThat(read.shape("empty")).containsExactly(0L, 4L);
            assertThat(read.read("empty").numel()).isZero();
        }
    }

    @Test
    void aTransposedTensorIsWrittenRowByRow() {
        Tensor tensor = Tensor.create(new float[] {1, 2, 3, 4, 5, 6}, 2, 3).t();
        try (SafetensorsFile read = SafetensorsFile.open(write(Map.of("x", tensor)))) {
            assertThat(read.read("x").equal(tensor)).isTrue();
        }
    }

    @Test
    void aTensorThatNeedsAGradientIsWritten() {
        Tensor tensor = torch.ones(3).requires_grad_(true);
        try (SafetensorsFile read = SafetensorsFile.open(write(Map.of("x", tensor)))) {
            assertThat(read.read("x").equal(tensor)).isTrue();
            assertThat(read.read("x").requires_grad()).isFalse();
        }
    }

    @Test
    void theHeaderKeepsTheGivenOrderWhileTheDataIsAligned() throws IOException {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("z", torch.ones(3).to(torch.ScalarType.Bool));
        tensors.put("a", torch.ones(1));
        Path file = write(tensors);
        String header = "{\"__metadata__\":{\"format\":\"pt\"},\"z\":{\"dtype\":\"BOOL\",\"shape\":[3],\"data_offsets\":[4,7]},"
                + "\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}";
        byte[] bytes = Files.readAllBytes(file);
        assertThat(new String(bytes, 8, bytes.length - 8 - 7, StandardCharsets.UTF_8)).startsWith(header)
                .hasSizeLessThan(header.length() + 8).isEqualToIgnoringWhitespace(header);
        assertThat((bytes.length - 7) % 8).isZero();
        try (SafetensorsFile read = SafetensorsFile.open(file)) {
            assertThat(read.names()).containsExactly("z", "a");
        }
    }

    @Test
    void metadataComesBackInOrderBehindTheFormat() {
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("method", "top-adapter \"64\"");
        metadata.put("Sprache", "हिन्दी");
        SafetensorsWriter.write(folder.resolve("m"), Map.of(), metadata);
        try (SafetensorsFile read = SafetensorsFile.open(folder.resolve("m"))) {
            assertThat(read.metadata().keySet()).containsExactly("format", "method", "Sprache");
            assertThat(read.metadata()).containsAllEntriesOf(metadata).containsEntry("format", "pt");
        }
    }

    @Test
    void equalContentGivesEqualBytes() throws IOException {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        List.of("b", "a", "c").forEach(name -> tensors.put(name, torch.ones(5)));
        byte[] first = Files.readAllBytes(write(tensors));
        Files.delete(folder.resolve("x.safetensors"));
        tensors.replaceAll((name, tensor) -> tensor.clone());
        assertThat(Files.readAllBytes(write(tensors))).isEqualTo(first);
    }

    @Test
    void rawBytesPassFromFileToFile() throws IOException {
        Tensor halves = torch.rand(7).to(torch.ScalarType.Half);
        try (SafetensorsFile source = SafetensorsFile.open(write(Map.of("h", halves)))) {
            SafetensorsWriter.write(folder.resolve("copy"), Map.of("h", source.raw("h")), Map.of());
        }
        assertThat(folder.resolve("copy")).hasSameBinaryContentAs(folder.resolve("x.safetensors"));
    }

    @Test
    void aFailureLeavesTheOldFile() throws IOException {
        Path file = write(Map.of("x", torch.ones(3)));
        byte[] before = Files.readAllBytes(file);
        Payload failing = new Payload() {
            @Override
            public TensorLayout layout() {
                return new TensorLayout(ElementType.U8, List.of(5L));
            }

            @Override
            public void writeTo(FileChannel channel) throws IOException {
                throw new IOException("disk full");
            }
        };
        assertThatThrownBy(() -> SafetensorsWriter.write(file, Map.of("x", failing), Map.of()))
                .isInstanceOf(UncheckedIOException.class).hasMessageContainingAll("disk full", "x.safetensors");
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    @Test
    void anUnknownNameIsRefusedWithTheKnownOnes() {
        try (SafetensorsFile read = SafetensorsFile.open(write(Map.of("x", torch.ones(3))))) {
            assertThatThrownBy(() -> read.read("y")).isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("'y'").hasMessageContaining("[x]");
        }
    }

    @Test
    void whatIsReadBelongsToTheOpenScope() {
        Tensor tensor;
        Path file = write(Map.of("x", torch.ones(3)));
        try (SafetensorsFile read = SafetensorsFile.open(file); PointerScope inner = new PointerScope()) {
            tensor = read.read("x");
        }
        assertThat(tensor.isNull()).isTrue();
    }

    private Path write(Map<String, Tensor> tensors) {
        Map<String, Payload> payloads = new LinkedHashMap<>();
        tensors.forEach((name, tensor) -> payloads.put(name, Payload.of(tensor)));
        Path file = folder.resolve("x.safetensors");
        SafetensorsWriter.write(file, payloads, Map.of());
        return file;
    }
}
