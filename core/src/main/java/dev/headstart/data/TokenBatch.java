package dev.headstart.data;

import dev.headstart.model.Packed;
import dev.headstart.torch.Engine;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;

/**
 * Units as the model takes them: input without padding, and one label for every row that is read off.
 *
 * @param input  sequences; the readout rows are the first pieces of words
 * @param labels [R] int64, in the order of units and words; −100 where there is none
 */
public record TokenBatch(Packed input, Tensor labels) {
    /** Packs the units. The tensors belong to the open scope. */
    public static TokenBatch of(List<Unit> units, Engine engine) {
        List<Packed.Sequence> sequences = units.stream()
                .map(unit -> new Packed.Sequence(unit.ids(), firstPieces(unit))).toList();
        long[] labels = units.stream()
                .flatMapToInt(unit -> IntStream.of(firstPieces(unit)).map(place -> unit.labels()[place])).asLongStream().toArray();
        return new TokenBatch(Packed.of(sequences, engine), engine.longs(labels));
    }

    private static int[] firstPieces(Unit unit) {
        return IntStream.range(0, unit.ids().length).filter(place -> unit.words()[place] >= 0).toArray();
    }
}
