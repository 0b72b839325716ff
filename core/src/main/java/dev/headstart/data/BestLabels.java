package dev.headstart.data;

import dev.headstart.torch.HostArrays;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Tensor;

/** The most probable label wherever one is read off. */
public final class BestLabels {
    private BestLabels() {}

    /**
     * @param logits [R, labels], the readout rows of the units' {@link TokenBatch}
     * @return for each unit one label index per place that is read off, in order: per word that the unit starts, or one
     */
    public static List<int[]> of(Tensor logits, List<Unit> units) {
        int[] best = Arrays.stream(HostArrays.longs(logits.argmax(new LongOptional(-1), false)))
                .mapToInt(Math::toIntExact).toArray();
        List<int[]> labels = new ArrayList<>();
        int row = 0;
        for (Unit unit : units) {
            labels.add(Arrays.copyOfRange(best, row, row + unit.wordCount()));
            row += unit.wordCount();
        }
        return labels;
    }

    /** @return the logits themselves, for each unit one row per place that is read off */
    public static List<List<double[]>> rows(Tensor logits, List<Unit> units) {
        double[] all = HostArrays.doubles(logits);
        int width = Math.toIntExact(logits.size(1));
        List<List<double[]>> rows = new ArrayList<>();
        int row = 0;
        for (Unit unit : units) {
            int first = row;
            rows.add(IntStream.range(first, first + unit.wordCount())
                    .mapToObj(i -> Arrays.copyOfRange(all, i * width, (i + 1) * width)).toList());
            row += unit.wordCount();
        }
        return rows;
    }

    /** @return the probabilities of those labels, in [0, 1] */
    public static List<double[]> probabilities(Tensor logits, List<Unit> units) {
        double[] best = HostArrays.doubles(logits.softmax(-1).amax(new long[] {-1}, false));
        List<double[]> probabilities = new ArrayList<>();
        int row = 0;
        for (Unit unit : units) {
            probabilities.add(Arrays.copyOfRange(best, row, row + unit.wordCount()));
            row += unit.wordCount();
        }
        return probabilities;
    }
}
