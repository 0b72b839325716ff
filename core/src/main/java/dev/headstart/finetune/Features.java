package dev.headstart.finetune;

import dev.headstart.data.Ahead;
import dev.headstart.data.TokenBatch;
import dev.headstart.data.Unit;
import dev.headstart.model.Hidden;
import dev.headstart.model.Packed;
import dev.headstart.model.Parameters;
import dev.headstart.model.Part;
import dev.headstart.peft.Classifier;
import dev.headstart.torch.Scope;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * What the encoder computes below the entry, for every unit of a corpus. With θp frozen it is computed once and kept, also
 * for later runs; with θp moving there is nothing to keep.
 *
 * <p>Units are computed, and their states lie, shortest first, in the order of {@link #passes}.
 */
public final class Features implements AutoCloseable {
    /** Tokens per encoder pass: enough to fill the cores, little enough to stay in cache. */
    private static final int TOKENS_PER_PASS = 2048;
    /** Raised whenever the encoder or the passes compute other bits than before: stored features must equal fresh ones. */
    private static final int FORMAT = 2;

    private final Classifier model;
    private final List<Unit> units;
    private final int entry;
    private final int[] firstRow;
    private final int[] rowsOf;
    private final Optional<FeatureStorage.Kept> kept;

    /**
     * @param moving  which parts of θ will move while these features are in use
     * @param storage where they are kept
     * @param onUnit  told how many units are done, if they have to be computed; from the start again where the disk fails
     */
    public Features(Classifier model, Parameters pretrained, List<Unit> units, Set<Part> moving, FeatureStorage storage,
            IntConsumer onUnit) {
        this.model = model;
        this.units = units;
        this.entry = model.entry(moving);
        this.rowsOf = units.stream().mapToInt(unit -> atTop() ? unit.wordCount() : unit.length()).toArray();
        this.firstRow = new int[units.size()];
        List<List<Integer>> passes = passes(units);
        int rows = 0;
        for (List<Integer> pass : passes) {
            for (int unit : pass) {
                firstRow[unit] = rows;
                rows += rowsOf[unit];
            }
        }
        TableShape shape = new TableShape(rows, model.encoder().config().hiddenSize(), pretrained.tensors().get(0).scalar_type());
        this.kept = entry == 0 ? Optional.empty() : Optional.of(keep(storage, shape, pretrained, passes, onUnit));
    }

    private FeatureStorage.Kept keep(FeatureStorage storage, TableShape shape, Parameters pretrained, List<List<Integer>> passes,
            IntConsumer onUnit) {
        try (PointerScope scope = new PointerScope()) {
            Parameters working = Scope.withoutGraph(() -> model.encoder().working(pretrained));
            return storage.keep(new ComputedTable(facts(shape.type()), shape, model.encoder().engine(),
                    () -> new Passage(passes, working, onUnit)));
        }
    }

    /** All of the encoder's passes, once. */
    private final class Passage implements ComputedTable.Blocks {
        private final Iterator<List<Integer>> passes;
        private final Ahead<TokenBatch.Plan> plans;
        private final Parameters working;
        private final IntConsumer onUnit;
        private int done;

        Passage(List<List<Integer>> passes, Parameters working, IntConsumer onUnit) {
            this.passes = passes.iterator();
            this.plans = new Ahead<>(passes.stream().map(Features.this::plan).iterator());
            this.working = working;
            this.onUnit = onUnit;
        }

        @Override
        public boolean hasNext() {
            return passes.hasNext();
        }

        @Override
        public Tensor next() {
            Tensor block = Scope.tidy(() -> Scope.withoutGraph(() -> states(plans.next(), working)));
            done += passes.next().size();
            onUnit.accept(done);
            return block;
        }

        @Override
        public void close() {
            plans.close();
        }
    }

    /** @return number of units */
    public int size() {
        return units.size();
    }

    /** @return whether they were there already; empty if there is nothing to keep */
    public Optional<Boolean> reused() {
        return kept.map(FeatureStorage.Kept::reused);
    }

    private TokenBatch.Plan plan(List<Integer> batch) {
        return TokenBatch.Plan.of(batch.stream().map(units::get).toList());
    }

    /** @return what lies below the entry, for the units of {@code input} */
    public Hidden below(List<Integer> batch, Packed input) {
        return new Hidden(input, entry, kept.map(found -> found.rows().select(rowNumbers(batch, input))));
    }

    /** @return the states of the pass's units, unit after unit */
    private Tensor states(TokenBatch.Plan pass, Parameters working) {
        Packed input = Packed.of(pass.layout(), model.encoder().engine());
        Tensor states = model.encoder().below(working, input, entry).states().orElseThrow();
        return atTop() ? states : states.index_select(0, model.encoder().engine().longs(input.pieceRows()));
    }

    /** Labels are none of them, so that every labelling of the same sentences shares the features. */
    private Map<String, String> facts(torch.ScalarType type) {
        Map<String, String> facts = new HashMap<>();
        facts.put("format", String.valueOf(FORMAT));
        facts.put("units", UnitsHash.of(units));
        facts.put("entry", String.valueOf(entry));
        facts.put("number_format", type.toString());   // name() is null in what libtorch returns
        facts.put("engine", model.encoder().engine().numerics());
        return facts;
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
    private long[] rowNumbers(List<Integer> batch, Packed input) {
        if (!atTop()) {
            return input.rowsFrom(batch.stream().mapToInt(unit -> firstRow[unit]).toArray());
        }
        return batch.stream().flatMapToInt(unit -> IntStream.range(firstRow[unit], firstRow[unit] + rowsOf[unit]))
                .asLongStream().toArray();
    }

    private boolean atTop() {
        return entry == model.encoder().config().layers();
    }

    @Override
    public void close() {
        kept.ifPresent(found -> found.rows().close());
    }
}
