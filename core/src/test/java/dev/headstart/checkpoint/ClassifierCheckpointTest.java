package dev.headstart.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headstart.data.LabelSet;
import dev.headstart.data.Readout;
import dev.headstart.model.LinearHead;
import dev.headstart.model.Parameters;
import dev.headstart.testing.TinyModel;
import java.nio.file.Path;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ClassifierCheckpointTest {
    private static final Path ENCODER = Path.of("src/test/resources/golden/family/xlm-roberta");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void theHeadIsReadBackAsItWas(Readout readout) {
        try (PointerScope scope = new PointerScope()) {
            EncoderCheckpoint encoder = EncoderCheckpoint.load(ENCODER, TinyModel.engine());
            Parameters head = new LinearHead(encoder.config().hiddenSize(), 3).fresh(1, TinyModel.engine(), ScalarType.Float);
            ClassifierCheckpoint.write(folder, encoder, encoder.encoder(), head, new LabelSet(List.of("A", "B", "C")), readout);
            Parameters back = ClassifierCheckpoint.readHead(folder, encoder.config(), readout, TinyModel.engine());
            assertThat(back.byName().keySet()).containsExactlyElementsOf(head.byName().keySet());
            head.byName().forEach((name, tensor) -> assertThat(back.get(name).equal(tensor)).as(name).isTrue());
        }
    }
}
