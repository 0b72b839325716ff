package dev.headstart.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headstart.io.MalformedFileException;
import dev.headstart.model.Parameters;
import dev.headstart.torch.Engine;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParametersFileTest {
    @TempDir
    Path folder;
    private Engine engine;
    private PointerScope scope;
    private Path file;
    private Parameters head;

    @BeforeEach
    void writeFile() {
        engine = Engine.start();
        scope = new PointerScope();
        file = folder.resolve("head.safetensors");
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("weight", torch.rand(7, 4));
        tensors.put("bias", torch.rand(7));
        head = new Parameters(tensors).leaves();
        ParametersFile.write(file, head, Map.of("labels", "O B-PER"));
    }

    @AfterEach
    void closeScope() {
        scope.close();
    }

    @Test
    void aSetComesBackWithItsMetadata() {
        ParametersFile read = ParametersFile.read(file, ParametersFile.shapes(head), engine);
        assertThat(read.parameters().byName().keySet()).containsExactly("weight", "bias");
        read.parameters().byName().forEach((name, tensor) -> assertThat(tensor.equal(head.get(name))).isTrue());
        assertThat(read.metadata()).containsEntry("labels", "O B-PER");
        assertThat(ParametersFile.metadata(file)).isEqualTo(read.metadata());
    }

    @Test
    void theResultHasTheExpectedOrderAndIsFp32() {
        ParametersFile.write(file, head.map(tensor -> tensor.detach().to(ScalarType.Double)), Map.of());
        Map<String, List<Long>> shapes = new LinkedHashMap<>();
        shapes.put("bias", List.of(7L));
        shapes.put("weight", List.of(7L, 4L));
        Parameters read = ParametersFile.read(file, shapes, engine).parameters();
        assertThat(read.byName().keySet()).containsExactly("bias", "weight");
        assertThat(read.get("bias").scalar_type().intern()).isEqualTo(ScalarType.Float);
    }

    @Test
    void anUnexpectedTensorIsNamed() {
        assertRefused(Map.of("weight", List.of(7L, 4L)), "tensor 'bias'", "not expected", "[weight]");
    }

    @Test
    void aMissingTensorIsNamed() {
        assertRefused(Map.of("weight", List.of(7L, 4L), "bias", List.of(7L), "scale", List.of(1L)), "tensor 'scale'", "missing");
    }

    @Test
    void aMisshapenTensorIsNamedWithBothShapes() {
        assertRefused(Map.of("weight", List.of(9L, 4L), "bias", List.of(7L)), "tensor 'weight'", "[7, 4], expected [9, 4]");
    }

    @Test
    void integersAreNoParameters() {
        ParametersFile.write(file, new Parameters(Map.of("bias", torch.ones(2).to(ScalarType.Long))), Map.of());
        assertRefused(Map.of("bias", List.of(2L)), "tensor 'bias'", "I64");
    }

    private void assertRefused(Map<String, List<Long>> shapes, String... parts) {
        assertThatThrownBy(() -> ParametersFile.read(file, shapes, engine)).isInstanceOf(MalformedFileException.class)
                .hasMessageContaining("head.safetensors").hasMessageContainingAll(parts);
    }
}
