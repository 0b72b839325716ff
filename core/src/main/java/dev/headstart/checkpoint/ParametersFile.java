package dev.headstart.checkpoint;

import dev.headstart.io.MalformedFileException;
import dev.headstart.model.Parameters;
import dev.headstart.torch.Engine;
import dev.headstart.torch.Scope;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * A parameter set of ours in a safetensors file, e.g. θa in adapter.safetensors.
 *
 * @param parameters the tensors
 * @param metadata   remarks, e.g. the method they belong to
 */
public record ParametersFile(Parameters parameters, Map<String, String> metadata) {
    public ParametersFile {
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    }

    /**
     * Writes the tensors in their own types and order.
     *
     * @throws java.io.UncheckedIOException if the disk refuses; an older {@code target} is then untouched
     */
    public static void write(Path target, Parameters parameters, Map<String, String> metadata) {
        Map<String, Payload> payloads = new LinkedHashMap<>();
        parameters.byName().forEach((name, tensor) -> payloads.put(name, Payload.of(tensor)));
        SafetensorsWriter.write(target, payloads, metadata);
    }

    /**
     * Reads the tensors as fp32; they belong to the open scope.
     *
     * @param shapes what the file must hold, no more and no less; the result has this order
     * @throws MalformedFileException if it holds something else
     */
    public static ParametersFile read(Path file, Map<String, List<Long>> shapes, Engine engine) {
        try (SafetensorsFile tensors = SafetensorsFile.open(file)) {
            check(tensors, shapes);
            Map<String, Tensor> parameters = new LinkedHashMap<>();
            for (String name : shapes.keySet()) {
                parameters.put(name, Scope.tidy(() -> engine.place(tensors.read(name).to(ScalarType.Float))));
            }
            return new ParametersFile(new Parameters(parameters), tensors.metadata());
        }
    }

    /** {@link #read(Path, Map, Engine)} of whatever is in the file, in its own types and on the CPU. */
    public static ParametersFile readAll(Path file) {
        try (SafetensorsFile tensors = SafetensorsFile.open(file)) {
            Map<String, Tensor> parameters = new LinkedHashMap<>();
            for (String name : tensors.names()) {
                parameters.put(name, Scope.tidy(() -> tensors.read(name)));
            }
            return new ParametersFile(new Parameters(parameters), tensors.metadata());
        }
    }

    /** @return the remarks alone, from which the caller may learn what shapes to expect */
    public static Map<String, String> metadata(Path file) {
        try (SafetensorsFile tensors = SafetensorsFile.open(file)) {
            return tensors.metadata();
        }
    }

    /** @return shapes by name, in the set's order */
    public static Map<String, List<Long>> shapes(Parameters parameters) {
        Map<String, List<Long>> shapes = new LinkedHashMap<>();
        parameters.byName().forEach((name, tensor) -> shapes.put(name, TensorLayout.shapeOf(tensor)));
        return shapes;
    }

    private static void check(SafetensorsFile tensors, Map<String, List<Long>> shapes) {
        List<String> names = tensors.names();
        for (String name : names) {
            if (!shapes.containsKey(name)) {
                throw malformed(tensors, name, "it is not expected here; expected are " + shapes.keySet()
                        + ". Is the file from another method or model?");
            }
            if (!tensors.shape(name).equals(shapes.get(name))) {
                throw malformed(tensors, name, "its shape is " + tensors.shape(name) + ", expected " + shapes.get(name)
                        + ". Is the file from another method or model?");
            }
            if (!tensors.type(name).isFloating()) {
                throw malformed(tensors, name, "it holds " + tensors.type(name)
                        + " numbers; expected F64, F32, F16 or BF16.");
            }
        }
        for (String name : shapes.keySet()) {
            if (!names.contains(name)) {
                throw malformed(tensors, name, "it is missing; expected " + shapes.get(name)
                        + ". Is the file from another method or model?");
            }
        }
    }

    private static MalformedFileException malformed(SafetensorsFile tensors, String name, String why) {
        return new MalformedFileException(tensors.path(), "tensor '" + name + "'", why);
    }
}
