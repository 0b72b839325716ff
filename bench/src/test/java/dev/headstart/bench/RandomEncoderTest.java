package dev.headstart.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.headstart.checkpoint.EncoderCheckpoint;
import dev.headstart.model.Activation;
import dev.headstart.model.EmbeddingConfig;
import dev.headstart.model.EncoderConfig;
import dev.headstart.model.Parameters;
import dev.headstart.torch.Engine;
import dev.headstart.torch.HostArrays;
import dev.headstart.torch.Precision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.bytedeco.javacpp.PointerScope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RandomEncoderTest {
    private static final Path MINI = Path.of("../models/mini");
    @TempDir
    private Path folder;

    @Test
    void itIsACheckpointOfTheNamedSize() {
        RandomEncoder.write(NamedSize.MINI.config(), MINI, 1, folder);
        try (PointerScope scope = new PointerScope()) {
            EncoderCheckpoint checkpoint = EncoderCheckpoint.load(folder, Engine.start(Engine.Device.CPU, 1, Precision.FP32));
            assertThat(checkpoint.config()).isEqualTo(NamedSize.MINI.config());
            Parameters encoder = checkpoint.encoder();
            assertThat(values(encoder, "encoder.layer.3.output.LayerNorm.weight")).containsOnly(1);
            assertThat(values(encoder, "encoder.layer.3.output.dense.bias")).containsOnly(0);
            double[] matrix = values(encoder, "encoder.layer.3.output.dense.weight");
            double deviation = Math.sqrt(Arrays.stream(matrix).map(x -> x * x).average().orElseThrow());
            assertThat(deviation).isCloseTo(0.02, within(1e-3));   // of 262,144 draws, whose own error is 3e-5
        }
    }

    @Test
    void xlmRIsWrittenInItsOwnLayout() throws IOException {
        EncoderConfig small = new EncoderConfig("XLM-RoBERTa", new EmbeddingConfig(16_000, 8, 20, 2, 1), 8, 1, 2, 12,
                Activation.GELU, 1e-5, 0.1, 0.1);
        RandomEncoder.write(small, MINI, 1, folder);
        try (PointerScope scope = new PointerScope()) {
            assertThat(EncoderCheckpoint.load(folder, Engine.start()).config()).isEqualTo(small);
        }
        assertThat(folder.resolve("config.json")).content().contains("\"xlm-roberta\"");
    }

    private static double[] values(Parameters encoder, String name) {
        return HostArrays.doubles(encoder.get(name));
    }

    @Test
    void theSameSeedGivesTheSameWeights() throws IOException {
        Path other = Files.createDirectory(folder.resolve("other"));
        RandomEncoder.write(NamedSize.MINI.config(), MINI, 1, folder);
        RandomEncoder.write(NamedSize.MINI.config(), MINI, 1, other);
        assertThat(other.resolve("model.safetensors")).hasSameBinaryContentAs(folder.resolve("model.safetensors"));
    }

    @Test
    void aTokenizerWithoutAFolderIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> RandomEncoder.write(NamedSize.MINI.config(), folder, 1, folder))
                .withMessageStartingWith("No tokenizer in");
    }
}
