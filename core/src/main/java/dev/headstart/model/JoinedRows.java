package dev.headstart.model;

import dev.headstart.torch.Engine;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/** Where the tokens of each part lie in a joined input. */
record JoinedRows(Packed joined, List<Packed> parts) {
    /**
     * @param states [T of all parts, H], rows in the order of {@code joined}
     * @return one [T, H] a part, rows in the part's own order
     */
    List<Tensor> split(Tensor states, Engine engine) {
        int[] starts = starts();
        List<Tensor> result = new ArrayList<>();
        int first = 0;
        for (Packed part : parts) {
            long[] rows = new long[part.tokens()];
            int row = 0;
            for (int sequence : part.order()) {
                for (int i = 0; i < part.sequences().get(sequence).ids().length; i++) {
                    rows[row++] = starts[first + sequence] + i;
                }
            }
            result.add(states.index_select(0, engine.longs(rows)));
            first += part.sequences().size();
        }
        return result;
    }

    private int[] starts() {
        int[] starts = new int[joined.sequences().size()];
        int row = 0;
        for (int sequence : joined.order()) {
            starts[sequence] = row;
            row += joined.sequences().get(sequence).ids().length;
        }
        return starts;
    }
}
