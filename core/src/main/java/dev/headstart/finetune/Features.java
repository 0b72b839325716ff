package dev.headstart.finetune;

import dev.headstart.data.TokenBatch;
import dev.headstart.data.Unit;
import dev.headstart.model.Hidden;
import dev.headstart.model.Packed;
import dev.headstart.model.Parameters;
import dev.headstart.model.Part;
import dev.headstart.peft.TokenClassifier;
import dev.headstart.torch.Owner;
import dev.headstart.torch.Scope;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;

/**
 * What the encoder computes below the entry, for every unit of a corpus. With θp frozen it is computed once and kept;
 * with θp moving there is nothing to keep.
 */
public final class Features implements AutoCloseable {
    /** Tokens per encoder pass: enough to fill the cores, little enough to stay in cache. */
    private static final int TOKENS_PER_PASS = 2048;

    private final TokenClassifier model;
    private final List<Unit> units;
    private final int entry;
    private final int[] firstRow;
    private final Optional<Tensor> rows;
    private final Optional<Owner> owner;

    /**
     * @param moving which parts of θ will move while these features are in use
     * @param onUnit told how many units are done
     */
    public Features(TokenClassifier model, Parameters pretrained, List<Unit> units, Set<Part> moving, IntConsumer onUnit) {
        this.model = model;
        this.units = units;
        this.entry = model.entry(moving);
        this.firstRow = new int[units.size() + 1];
        for (int i = 0; i < units.size(); i++) {
            firstRow[i + 1] = firstRow[i] + rowsOf(units.get(i));
        }
        if (entry == 0) {
            this.rows = Optional.empty();
            this.owner = Optional.empty();
            return;
        }
        try (PointerScope scope = new PointerScope()) {
            Tensor kept = Scope.withoutGraph(() -> compute(pretrained, onUnit));
            this.rows = Optional.of(kept);
            this.owner = Optional.of(new Owner(List.of(kept)));
        }
    }

    /** @return number of units */
    public int size() {
        return units.size();
    }

    /** @return labels of units, [R] int64 @param batch numbers of units */
    public TokenBatch batch(List<Integer> batch) {
        return TokenBatch.of(batch.stream().map(units::get).toList(), model.encoder().engine());
    }

    /** @return what lies below the entry, for the units of {@code input} */
    public Hidden below(List<Integer> batch, Packed input) {
        return new Hidden(input, entry, rows.map(all -> all.index_select(0, rowNumbers(batch, input))));
    }

    /** Runs shortest first, so that a pass holds sequences of similar length. */
    private Tensor compute(Parameters pretrained, IntConsumer onUnit) {
        long width = model.encoder().config().hiddenSize();
        Tensor all = model.encoder().engine().place(torch.empty(new long[] {firstRow[units.size()], width},
                new TensorOptions(pretrained.tensors().get(0).scalar_type()), new org.bytedeco.pytorch.MemoryFormatOptional()));
        int done = 0;
        for (List<Integer> pass : passes(units)) {
            try (PointerScope scope = new PointerScope()) {
                Packed input = batch(pass).input();
                Tensor states = model.encoder().below(pretrained, input, entry).states().orElseThrow();
                Tensor inOrder = atTop() ? states : states.index_select(0, model.encoder().engine().longs(input.pieceRows()));
                all.index_copy_(0, model.encoder().engine().longs(rowsOf(pass)), inOrder);
            }
            done += pass.size();
            onUnit.accept(done);
        }
        return all;
    }

    /** @return numbers of units, shortest first, in lists of as many as one encoder pass takes */
    static List<List<Integer>> passes(List<Unit> units) {
        List<List<Integer>> passes = new ArrayList<>();
        List<Integer> pass = new ArrayList<>();
        int filled = 0;
        List<Integer> byLength = IntStream.range(0, units.size()).boxed()
                .sorted(Comparator.comparingInt(i -> units.get(i).length())).toList();
        for (int unit : byLength) {
            if (!pass.isEmpty() && filled + units.get(unit).length() > TOKENS_PER_PASS) {
                passes.add(List.copyOf(pass));
                pass.clear();
                filled = 0;
            }
            pass.add(unit);
            filled += units.get(unit).length();
        }
        if (!pass.isEmpty()) {
            passes.add(List.copyOf(pass));
        }
        return passes;
    }

    /** Where the states of a batch lie: at the top by readout in the caller's order, below it by row as packed. */
    private Tensor rowNumbers(List<Integer> batch, Packed input) {
        return model.encoder().engine().longs(atTop() ? rowsOf(batch)
                : input.rowsFrom(batch.stream().mapToInt(unit -> firstRow[unit]).toArray()));
    }

    private long[] rowsOf(List<Integer> batch) {
        return batch.stream().flatMapToInt(unit -> IntStream.range(firstRow[unit], firstRow[unit + 1])).asLongStream().toArray();
    }

    private int rowsOf(Unit unit) {
        return atTop() ? (int) IntStream.of(unit.words()).filter(word -> word >= 0).count() : unit.length();
    }

    private boolean atTop() {
        return entry == model.encoder().config().layers();
    }

    @Override
    public void close() {
        owner.ifPresent(Owner::close);
    }
}
