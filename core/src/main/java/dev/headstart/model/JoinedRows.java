package dev.headstart.model;

import dev.headstart.torch.Engine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/** Where the pieces of each part lie in a joined input. */
record JoinedRows(Packed joined, List<Packed> parts) {
    /**
     * @param states [T of all parts, H], rows in the order of {@code joined}
     * @return one [T, H] a part, rows in the part's own order
     */
    List<Tensor> split(Tensor states, Engine engine) {
        List<Tensor> result = new ArrayList<>();
        int first = 0;
        for (Packed part : parts) {
            int next = first + part.sequences().size();
            int[] starts = Arrays.copyOfRange(joined.starts(), first, next);
            result.add(states.index_select(0, engine.longs(part.rowsFrom(starts))));
            first = next;
        }
        return result;
    }
}
