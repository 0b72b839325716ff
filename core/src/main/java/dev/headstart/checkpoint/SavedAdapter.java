package dev.headstart.checkpoint;

import dev.headstart.io.AtomicFile;
import dev.headstart.io.DiskException;
import dev.headstart.io.JsonText;
import dev.headstart.io.MalformedFileException;
import dev.headstart.model.Activation;
import dev.headstart.model.EncoderConfig;
import dev.headstart.model.Parameters;
import dev.headstart.peft.NoAdapter;
import dev.headstart.peft.PeftMethod;
import dev.headstart.peft.TopAdapter;
import dev.headstart.torch.Engine;
import dev.headstart.torch.Scope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.bytedeco.pytorch.global.torch.ScalarType;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/**
 * θa with the method it belongs to, in a folder of its own: {@code adapter_config.json} and {@code adapter.safetensors}.
 *
 * @param method  what θa does
 * @param adapter θa
 */
public record SavedAdapter(PeftMethod method, Parameters adapter) {
    private static final String CONFIG = "adapter_config.json";
    private static final String TENSORS = "adapter.safetensors";
    private static final String TOP_ADAPTER = "top-adapter";
    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES).build();

    /** The form of adapter_config.json. */
    private record Config(String method, int bottleneck, String activation, boolean residual, String initialisation) {
        static Config of(TopAdapter top) {
            return new Config(TOP_ADAPTER, top.bottleneck(), top.activation().label(), top.residual(),
                    top.initialisation().toString());
        }

        TopAdapter toMethod() {
            if (!TOP_ADAPTER.equals(method)) {
                throw new IllegalArgumentException("method is '" + method + "'; this version knows '" + TOP_ADAPTER + "'.");
            }
            return new TopAdapter(bottleneck, Activation.named(activation), residual, initialisation(initialisation));
        }

        private static TopAdapter.Initialisation initialisation(String name) {
            List<TopAdapter.Initialisation> all = Arrays.asList(TopAdapter.Initialisation.values());
            return all.stream().filter(value -> value.toString().equals(name)).findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("initialisation is '" + name + "'; known are "
                            + all.stream().map(Object::toString).collect(Collectors.joining(", ")) + "."));
        }
    }

    /** @return whether {@code folder} holds an adapter */
    public static boolean isIn(Path folder) {
        return Files.exists(folder.resolve(CONFIG));
    }

    /** Writes nothing for {@link NoAdapter}. */
    public static void write(Path folder, PeftMethod method, Parameters adapter) {
        if (!(method instanceof TopAdapter top)) {
            return;
        }
        try {
            Files.createDirectories(folder);
            AtomicFile.writeString(folder.resolve(CONFIG),
                    JSON.writerWithDefaultPrettyPrinter().writeValueAsString(Config.of(top)) + "\n");
        } catch (IOException e) {
            throw new DiskException("Cannot write the adapter to", folder, e);
        }
        ParametersFile.write(folder.resolve(TENSORS), adapter, Map.of("format", "pt"));
    }

    /** @return the adapter in {@code folder}, its tensors in the open scope @throws MalformedFileException if it is broken */
    public static SavedAdapter read(Path folder, EncoderConfig encoder, Engine engine) {
        TopAdapter method = method(folder.resolve(CONFIG));
        Map<String, List<Long>> shapes = Scope.tidy(
                () -> ParametersFile.shapes(method.fresh(encoder, 0, engine, ScalarType.Float)), none -> List.of());
        return new SavedAdapter(method, ParametersFile.read(folder.resolve(TENSORS), shapes, engine).parameters());
    }

    private static TopAdapter method(Path file) {
        try {
            return JSON.treeToValue(StrictJson.read(file), Config.class).toMethod();
        } catch (tools.jackson.core.JacksonException e) {
            throw new MalformedFileException(file, "", "it does not describe an adapter of this version: "
                    + JsonText.reason(e) + ".", e);
        } catch (IllegalArgumentException e) {
            throw new MalformedFileException(file, "", e.getMessage(), e);
        }
    }
}
