package dev.headstart.checkpoint;

import dev.headstart.io.AtomicFile;
import dev.headstart.io.DiskException;
import dev.headstart.io.MalformedFileException;
import dev.headstart.model.EncoderConfig;
import dev.headstart.model.Parameters;
import dev.headstart.peft.Draw;
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

    /** Writes nothing if θa is empty. */
    public static void write(Path folder, PeftMethod method, Parameters adapter) {
        if (adapter.isEmpty()) {
            return;
        }
        try {
            Files.createDirectories(folder);
            AtomicFile.writeString(folder.resolve(CONFIG), MethodForm.write(method) + "\n");
        } catch (IOException e) {
            throw new DiskException("Cannot write the adapter to", folder, e);
        }
        ParametersFile.write(folder.resolve(TENSORS), adapter, Map.of("format", "pt"));
    }

    /**
     * @param pretrained all of θp, whose tensors some methods take for θa
     * @return the adapter in {@code folder}, its tensors in the open scope
     * @throws MalformedFileException if it is broken, or does not fit the encoder
     */
    public static SavedAdapter read(Path folder, EncoderConfig encoder, Parameters pretrained, Engine engine) {
        PeftMethod method = method(folder.resolve(CONFIG), encoder);
        Map<String, List<Long>> shapes = Scope.tidy(() -> ParametersFile.shapes(
                method.fresh(encoder, pretrained, new Draw(0, engine, ScalarType.Float))), none -> List.of());
        return new SavedAdapter(method, ParametersFile.read(folder.resolve(TENSORS), shapes, engine).parameters());
    }

    private static PeftMethod method(Path file, EncoderConfig encoder) {
        try {
            PeftMethod method = MethodForm.read(StrictJson.read(file));
            method.check(encoder);
            return method;
        } catch (IllegalArgumentException e) {
            throw new MalformedFileException(file, "", e.getMessage(), e);
        }
    }
}
