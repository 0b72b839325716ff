package dev.headstart.data;

import dev.headstart.torch.HostArrays;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Tensor;

/** The most probable label of every word. */
public final class BestLabels {
    private BestLabels() {}

    /**
     * @param logits [R, labels], the readout rows of the units' {@link TokenBatch}
     * @return for each unit one label index per word that the unit starts, in order
     */
    public static List<int[]> of(Tensor logits, List<Unit> units) {
        int[] best = Arrays.stream(HostArrays.longs(logits.argmax(new LongOptional(-1), false)))
                .mapToInt(Math::toIntExact).toArray();
        List<int[]> labels = new ArrayList<>();
        int row = 0;
        for (Unit unit : units) {
            int words = (int) IntStream.of(unit.words()).filter(word -> word >= 0).count();
            labels.add(Arrays.copyOfRange(best, row, row + words));
            row += words;
        }
        return labels;
    }
}
