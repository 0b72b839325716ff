package dev.headstart.peft;

import dev.headstart.checkpoint.SafetensorsFile;
import dev.headstart.model.Packed;
import dev.headstart.model.Parameters;
import dev.headstart.torch.HostArrays;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;

/**
 * What Python peft and AdapterHub's adapters computed; tools/golden/peft_golden.py and adapters_golden.py made the files.
 *
 * @param adapter θa under our names
 * @param hidden  [tokens, H], sentence after sentence
 */
public record PeftGolden(Parameters adapter, Tensor hidden) {
    public static final Path FOLDER = Path.of("src", "test", "resources", "golden", "peft");
    private static final String HIDDEN = "last_hidden";

    /** @param layers of the encoder @return tensors of the open scope */
    public static PeftGolden read(String name, int layers) {
        try (SafetensorsFile file = SafetensorsFile.open(FOLDER.resolve(name + ".safetensors"))) {
            Map<String, Tensor> adapter = new LinkedHashMap<>();
            file.names().stream().filter(tensor -> !tensor.equals(HIDDEN)).forEach(tensor -> adapter.put(ours(tensor),
                    tensor.endsWith("ia3_l") ? file.read(tensor).flatten() : file.read(tensor)));
            return new PeftGolden(new Parameters(name.startsWith("prefix") ? unpacked(adapter, layers) : adapter), file.read(HIDDEN));
        }
    }

    private static String ours(String theirs) {
        return theirs.replace("base_model.model.bert.", "").replace("adapters.golden.", "").replace("adapter_down.0.", "adapter_down.");
    }

    /** peft keeps the prefixes of all layers side by side: keys of the first, its values, keys of the second and so on. */
    private static Map<String, Tensor> unpacked(Map<String, Tensor> adapter, int layers) {
        List<Tensor> parts = parts(adapter.get("prompt_embeddings"), 2 * layers);
        Map<String, Tensor> prefixes = new LinkedHashMap<>();
        for (int layer = 0; layer < layers; layer++) {
            String attention = "encoder.layer." + layer + ".attention.self.";
            prefixes.put(attention + "key.prefix", parts.get(2 * layer));
            prefixes.put(attention + "value.prefix", parts.get(2 * layer + 1));
        }
        return prefixes;
    }

    private static List<Tensor> parts(Tensor packed, int count) {
        long width = packed.size(1) / count;
        return IntStream.range(0, count).mapToObj(part -> packed.narrow(1, part * width, width).contiguous()).toList();
    }

    /**
     * The sentences, behind {@code prompt} pieces each that something else will stand for; all other positions are read off.
     *
     * @param segments whether the encoder tells them apart
     */
    static List<Packed.Sequence> sentences(int prompt, boolean segments) {
        try (SafetensorsFile file = SafetensorsFile.open(FOLDER.resolve("inputs.safetensors"))) {
            int count = Math.toIntExact(file.shape("input_ids").get(0));
            return IntStream.range(0, count).mapToObj(row -> sentence(file, row, prompt, segments)).toList();
        }
    }

    private static Packed.Sequence sentence(SafetensorsFile file, int row, int prompt, boolean segments) {
        int length = IntStream.of(row(file, "attention_mask", row)).sum();
        int[] types = segments ? row(file, "token_type_ids", row) : new int[length];
        return new Packed.Sequence(led(prompt, Arrays.copyOf(row(file, "input_ids", row), length)),
                led(prompt, Arrays.copyOf(types, length)), IntStream.range(prompt, prompt + length).toArray());
    }

    private static int[] led(int zeros, int[] values) {
        return IntStream.concat(IntStream.range(0, zeros).map(i -> 0), IntStream.of(values)).toArray();
    }

    private static int[] row(SafetensorsFile file, String name, int row) {
        return Arrays.stream(HostArrays.longs(file.read(name).select(0, row).contiguous())).mapToInt(Math::toIntExact).toArray();
    }
}
