package dev.headstart.model;

import dev.headstart.checkpoint.SafetensorsFile;
import dev.headstart.torch.HostArrays;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;

/**
 * What transformers computed; tools/golden/encoder_golden.py and family_golden.py made the files.
 *
 * @param sequences without padding; every position is read off
 * @param hidden    [tokens, H], sequence after sequence
 * @param logits    [tokens, labels], where the checkpoint has a head
 */
record EncoderGolden(List<Packed.Sequence> sequences, Tensor hidden, Optional<Tensor> logits) {
    static final Path FOLDER = Path.of("src", "test", "resources", "golden", "encoder");

    /** The tensors belong to the open scope. */
    static EncoderGolden read(String name) {
        return read(FOLDER.resolve(name));
    }

    /** @param checkpoint folder of the golden file */
    static EncoderGolden read(Path checkpoint) {
        try (SafetensorsFile file = SafetensorsFile.open(checkpoint.resolve("expected.safetensors"))) {
            int longest = Math.toIntExact(file.shape("input_ids").get(1));
            int[] ids = ints(file, "input_ids");
            int[] mask = ints(file, "attention_mask");
            int[] types = ints(file, "token_type_ids");
            List<Packed.Sequence> sequences = new ArrayList<>();
            for (int start = 0; start < ids.length; start += longest) {
                int[] kept = IntStream.range(start, start + longest).filter(i -> mask[i] == 1).toArray();
                int[] everywhere = IntStream.range(0, kept.length).toArray();
                sequences.add(new Packed.Sequence(at(ids, kept), at(types, kept), everywhere));
            }
            return new EncoderGolden(sequences, file.read("last_hidden"),
                    file.names().contains("logits") ? Optional.of(file.read("logits")) : Optional.empty());
        }
    }

    private static int[] ints(SafetensorsFile file, String name) {
        return Arrays.stream(HostArrays.longs(file.read(name))).mapToInt(Math::toIntExact).toArray();
    }

    private static int[] at(int[] values, int[] places) {
        return IntStream.of(places).map(place -> values[place]).toArray();
    }
}
