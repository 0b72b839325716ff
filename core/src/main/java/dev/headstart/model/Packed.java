package dev.headstart.model;

import dev.headstart.torch.Engine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * Sequences laid end to end, in blocks that hold whole sequences. A few rows may be filler, which nothing reads.
 *
 * @param sequences the input in the caller's order
 * @param starts    first row of each sequence, in the caller's order
 * @param groups    runs of blocks of one length, in the order of their rows
 * @param ids       [T] int64, word pieces
 * @param positions [T] int64, place in the own sequence from 0
 * @param types     [T] int64, segment
 * @param readouts  R, number of rows of the encoder's output that are read off
 * @param readout   [R + filler] int64, these rows in the caller's order, then filler up to a round number
 */
public record Packed(List<Sequence> sequences, int[] starts, List<Group> groups, Tensor ids, Tensor positions, Tensor types,
        int readouts, Tensor readout) {
    /**
     * One input sequence.
     *
     * @param ids     word pieces with special tokens, at least one
     * @param types   segment of each piece
     * @param readout places in this sequence whose hidden state is wanted, e.g. the first pieces of words
     */
    public record Sequence(int[] ids, int[] types, int[] readout) {
        public Sequence {
            if (ids.length == 0 || ids.length != types.length) {
                throw new IllegalArgumentException("A sequence has " + ids.length + " pieces and " + types.length
                        + " segment ids; it needs at least one piece and as many segment ids.");
            }
            if (IntStream.of(readout).anyMatch(place -> place < 0 || place >= ids.length)) {
                throw new IllegalArgumentException("A sequence of " + ids.length
                        + " pieces cannot be read off at a place outside it.");
            }
        }

        /** A single segment. */
        public Sequence(int[] ids, int[] readout) {
            this(ids, new int[ids.length], readout);
        }

        int length() {
            return ids.length;
        }
    }

    /**
     * {@code count} blocks of {@code length} rows each, which attention takes together.
     *
     * @param mask [count, 1, length, length] fp32, 0 or −∞: keeps the sequences of a block apart
     */
    record Group(int count, int length, Tensor mask) {
        int rows() {
            return count * length;
        }
    }

    /** Lays the sequences down. The tensors belong to the open scope. */
    public static Packed of(List<Sequence> sequences, Engine engine) {
        return of(Layout.of(sequences), engine);
    }

    /** Makes tensors of a layout. They belong to the open scope. */
    public static Packed of(Layout layout, Engine engine) {
        int[] starts = layout.starts();
        long[] ids = new long[layout.rows()];
        long[] positions = new long[layout.rows()];
        long[] types = new long[layout.rows()];
        Arrays.fill(ids, layout.sequences().get(0).ids()[0]);   // filler repeats a piece that is there
        for (int s = 0; s < starts.length; s++) {
            Sequence laid = layout.sequences().get(s);
            for (int i = 0; i < laid.length(); i++) {
                ids[starts[s] + i] = laid.ids()[i];
                positions[starts[s] + i] = i;
                types[starts[s] + i] = laid.types()[i];
            }
        }
        long[] readout = IntStream.range(0, starts.length)
                .flatMap(s -> IntStream.of(layout.sequences().get(s).readout()).map(place -> starts[s] + place))
                .asLongStream().toArray();
        return new Packed(layout.sequences(), starts, groups(layout, engine), engine.longs(ids), engine.longs(positions),
                engine.longs(types), readout.length, engine.longs(Arrays.copyOf(readout, Layout.round(readout.length))));
    }

    private static List<Group> groups(Layout layout, Engine engine) {
        List<Group> groups = new ArrayList<>();
        List<Layout.Block> run = new ArrayList<>();
        for (Layout.Block block : layout.blocks()) {
            if (!run.isEmpty() && run.get(0).length() != block.length()) {
                groups.add(group(layout, run, engine));
                run.clear();
            }
            run.add(block);
        }
        groups.add(group(layout, run, engine));
        return List.copyOf(groups);
    }

    private static Group group(Layout layout, List<Layout.Block> blocks, Engine engine) {
        int length = blocks.get(0).length();
        float[] masks = new float[blocks.size() * length * length];
        for (int b = 0; b < blocks.size(); b++) {
            System.arraycopy(layout.mask(blocks.get(b)), 0, masks, b * length * length, length * length);
        }
        return new Group(blocks.size(), length, engine.floats(masks).view(blocks.size(), 1, length, length));
    }

    /** @return T, filler included */
    public int rows() {
        return Math.toIntExact(ids.numel());
    }

    /**
     * @param words  [T, E]
     * @param prompt [P, E]; every sequence has at least P pieces
     * @return [T, E], {@code prompt} in the place of each sequence's first P rows
     */
    Tensor led(Tensor words, Tensor prompt) {
        long[] rows = LongStream.range(0, rows()).toArray();
        for (int start : starts) {
            for (int i = 0; i < prompt.size(0); i++) {
                rows[start + i] = rows() + i;
            }
        }
        Tensor numbers = torch.tensor(rows).to(words.device(), torch.ScalarType.Long);
        return torch.cat(new TensorVector(words, prompt.to(words.scalar_type())), 0).index_select(0, numbers);
    }

    /** @return length of the longest sequence */
    public int longest() {
        return sequences.stream().mapToInt(Sequence::length).max().orElse(0);
    }

    /** @return the row of every piece, one sequence after the other in the caller's order */
    public long[] pieceRows() {
        return IntStream.range(0, starts.length)
                .flatMap(s -> IntStream.range(starts[s], starts[s] + sequences.get(s).length())).asLongStream().toArray();
    }

    /**
     * @param firstRows of each sequence somewhere else, in the caller's order
     * @return [T] for each row of this input its row there; for filler any
     */
    public long[] rowsFrom(int[] firstRows) {
        long[] rows = new long[rows()];
        for (int s = 0; s < starts.length; s++) {
            for (int i = 0; i < sequences.get(s).length(); i++) {
                rows[starts[s] + i] = firstRows[s] + i;
            }
        }
        return rows;
    }
}
