package dev.headstart.exchange;

import dev.headstart.checkpoint.EncoderCheckpoint;
import dev.headstart.checkpoint.ParametersFile;
import dev.headstart.checkpoint.TransformersModel;
import dev.headstart.data.Readout;
import dev.headstart.io.MalformedFileException;
import dev.headstart.model.EncoderConfig;
import dev.headstart.model.Parameters;
import dev.headstart.peft.InitialValues;
import dev.headstart.peft.PeftMethod;
import dev.headstart.torch.Engine;
import dev.headstart.torch.Scope;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * The encoder that an adapter sits on.
 *
 * @param config     its sizes
 * @param pretrained all of its θp
 */
public record Host(EncoderConfig config, Parameters pretrained, Engine engine) {
    public static Host of(EncoderCheckpoint checkpoint, Engine engine) {
        return new Host(checkpoint.config(), checkpoint.encoder(), engine);
    }

    TransformersModel model() {
        return new TransformersModel(config, Readout.WORDS);
    }

    /** @return our names of all tensors that {@code method} has on this encoder, with their shapes */
    Map<String, List<Long>> shapes(PeftMethod method) {
        return Scope.tidy(() -> ParametersFile.shapes(method.fresh(config, pretrained, new InitialValues(0, engine, ScalarType.Float))),
                none -> List.of());
    }

    /**
     * @param found θa as it was read, by our names in any order
     * @param file  it is from
     * @return the same in fp32 and in our order
     * @throws MalformedFileException if the method has other tensors, or in other shapes
     */
    Parameters fitted(Path file, PeftMethod method, Parameters found) {
        method.check(config);
        Map<String, List<Long>> expected = shapes(method);
        Map<String, List<Long>> given = ParametersFile.shapes(found);
        given.forEach((name, shape) -> {
            if (!shape.equals(expected.get(name))) {
                throw new MalformedFileException(file, "tensor '" + name + "'", "it is " + shape + ", but " + method.describe()
                        + " on this encoder has " + (expected.containsKey(name) ? expected.get(name) : "no such tensor")
                        + ". Is it for another encoder?");
            }
        });
        Map<String, Tensor> ordered = new LinkedHashMap<>();
        expected.forEach((name, shape) -> {
            if (!given.containsKey(name)) {
                throw new MalformedFileException(file, "tensor '" + name + "'", "it is missing; expected " + shape
                        + ". Headstart's methods are at the same places in every layer that they touch.");
            }
            ordered.put(name, placed(found.get(name)));
        });
        return new Parameters(ordered);
    }

    Tensor placed(Tensor tensor) {
        return engine.place(tensor.to(ScalarType.Float).contiguous());
    }
}
