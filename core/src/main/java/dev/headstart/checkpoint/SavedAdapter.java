package dev.headstart.checkpoint;

import dev.headstart.io.AtomicFile;
import dev.headstart.io.DiskException;
import dev.headstart.io.MalformedFileException;
import dev.headstart.io.Sha256;
import dev.headstart.model.EncoderConfig;
import dev.headstart.model.Parameters;
import dev.headstart.peft.InitialValues;
import dev.headstart.peft.PeftMethod;
import dev.headstart.torch.Engine;
import dev.headstart.torch.Scope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * θa with the method it belongs to, in a folder of its own: {@code adapter_config.json} and {@code adapter.safetensors}.
 *
 * @param method  what θa does
 * @param adapter θa
 */
public record SavedAdapter(PeftMethod method, Parameters adapter) {
    private static final String CONFIG = "adapter_config.json";
    private static final String TENSORS = "adapter.safetensors";

    /** @return whether {@code folder} holds an adapter */
    public static boolean isIn(Path folder) {
        return Files.exists(folder.resolve(CONFIG));
    }

    /** @return SHA-256 over the bytes of its files */
    public static String fingerprint(Path folder) {
        try {
            Path tensors = folder.resolve(TENSORS);
            return Sha256.ofText(Sha256.ofFile(folder.resolve(CONFIG)) + (Files.exists(tensors) ? Sha256.ofFile(tensors) : ""));
        } catch (IOException e) {
            throw new DiskException("Cannot read the adapter in", folder, e);
        }
    }

    /** Writes the method, and θa if there is any. */
    public static void write(Path folder, PeftMethod method, Parameters adapter) {
        try {
            Files.createDirectories(folder);
            AtomicFile.writeString(folder.resolve(CONFIG), MethodForm.write(method) + "\n");
        } catch (IOException e) {
            throw new DiskException("Cannot write the adapter to", folder, e);
        }
        if (!adapter.isEmpty()) {
            ParametersFile.write(folder.resolve(TENSORS), adapter, Map.of("format", "pt"));
        }
    }

    /**
     * @param pretrained all of θp, whose tensors some methods take for θa
     * @return the adapter in {@code folder}, its tensors in the open scope
     * @throws MalformedFileException if it is broken, or does not fit the encoder
     */
    public static SavedAdapter read(Path folder, EncoderConfig encoder, Parameters pretrained, Engine engine) {
        PeftMethod method = method(folder, encoder);
        Map<String, List<Long>> shapes = Scope.tidy(() -> ParametersFile.shapes(
                method.fresh(encoder, pretrained, new InitialValues(0, engine, ScalarType.Float))), none -> List.of());
        return new SavedAdapter(method, shapes.isEmpty() ? Parameters.NONE
                : ParametersFile.read(folder.resolve(TENSORS), shapes, engine).parameters());
    }

    /** @return the method of the adapter in {@code folder} @throws MalformedFileException if the file describes none */
    public static PeftMethod method(Path folder) {
        Path file = folder.resolve(CONFIG);
        try {
            return MethodForm.read(StrictJson.read(file));
        } catch (IllegalArgumentException e) {
            throw new MalformedFileException(file, "", e.getMessage(), e);
        }
    }

    private static PeftMethod method(Path folder, EncoderConfig encoder) {
        PeftMethod method = method(folder);
        try {
            method.check(encoder);
            return method;
        } catch (IllegalArgumentException e) {
            throw new MalformedFileException(folder.resolve(CONFIG), "", e.getMessage(), e);
        }
    }
}
