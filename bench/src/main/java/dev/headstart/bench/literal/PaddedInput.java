package dev.headstart.bench.literal;

import dev.headstart.data.Unit;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;

/**
 * Sentences padded to the longest.
 *
 * @param ids    [B, S] int64
 * @param mask   [B, 1, 1, S], 0 at pieces and −∞ at padding, to be added to attention scores
 * @param labels [B, S] int64, {@link Unit#IGNORED} where there is none
 */
record PaddedInput(Tensor ids, Tensor mask, Tensor labels) {
    /** @param type number format of the weights */
    static PaddedInput of(List<Unit> units, torch.ScalarType type) {
        int longest = units.stream().mapToInt(Unit::length).max().orElseThrow();
        long[] ids = new long[units.size() * longest];
        long[] labels = new long[ids.length];
        boolean[] padding = new boolean[ids.length];
        Arrays.fill(labels, Unit.IGNORED);
        Arrays.fill(padding, true);
        for (int b = 0; b < units.size(); b++) {
            for (int i = 0; i < units.get(b).length(); i++) {
                ids[b * longest + i] = units.get(b).ids()[i];
                labels[b * longest + i] = units.get(b).labels()[i];
                padding[b * longest + i] = false;
            }
        }
        long[] shape = {units.size(), longest};
        Tensor mask = torch.zeros(shape, new TensorOptions(type))
                .masked_fill(Tensor.create(padding, shape), new Scalar(Double.NEGATIVE_INFINITY));
        return new PaddedInput(Tensor.create(ids, shape), mask.view(units.size(), 1, 1, longest), Tensor.create(labels, shape));
    }

    /** @return S */
    long longest() {
        return ids.size(1);
    }
}
