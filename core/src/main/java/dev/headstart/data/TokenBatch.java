package dev.headstart.data;

import dev.headstart.model.Layout;
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
    /**
     * A batch before it becomes tensors. It needs no engine, so any thread can make it ahead.
     *
     * @param labels [R], as above
     */
    public record Plan(Layout layout, long[] labels) {
        public static Plan of(List<Unit> units) {
            List<int[]> firstPieces = units.stream().map(Plan::firstPieces).toList();
            List<Packed.Sequence> sequences = IntStream.range(0, units.size())
                    .mapToObj(i -> new Packed.Sequence(units.get(i).ids(), firstPieces.get(i))).toList();
            long[] labels = IntStream.range(0, units.size())
                    .flatMap(i -> IntStream.of(firstPieces.get(i)).map(place -> units.get(i).labels()[place])).asLongStream().toArray();
            return new Plan(Layout.of(sequences), labels);
        }

        private static int[] firstPieces(Unit unit) {
            return IntStream.range(0, unit.ids().length).filter(place -> unit.words()[place] >= 0).toArray();
        }
    }

    /** Packs the units. The tensors belong to the open scope. */
    public static TokenBatch of(List<Unit> units, Engine engine) {
        return of(Plan.of(units), engine);
    }

    /** Makes tensors of a plan. They belong to the open scope. */
    public static TokenBatch of(Plan plan, Engine engine) {
        return new TokenBatch(Packed.of(plan.layout, engine), engine.longs(plan.labels));
    }
}
