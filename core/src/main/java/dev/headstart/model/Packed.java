package dev.headstart.model;

import dev.headstart.torch.Engine;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;

/**
 * Sequences laid end to end without padding, shortest first, so that sequences of one length lie together.
 *
 * @param sequences the input in the caller's order
 * @param order     order[i] = index in {@code sequences} of the i-th one laid down
 * @param ids       [T] int64, word pieces
 * @param positions [T] int64, place in the own sequence from 0
 * @param types     [T] int64, segment
 * @param readout   [R] int64, rows of the encoder's output that are read off, in the caller's order
 */
public record Packed(List<Sequence> sequences, List<Integer> order, Tensor ids, Tensor positions, Tensor types,
        Tensor readout) {
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
    }

    /** Lays the sequences down. The tensors belong to the open scope. */
    public static Packed of(List<Sequence> sequences, Engine engine) {
        List<Integer> order = IntStream.range(0, sequences.size()).boxed()
                .sorted(Comparator.comparingInt(i -> sequences.get(i).ids().length)).toList();
        int tokens = sequences.stream().mapToInt(s -> s.ids().length).sum();
        long[] ids = new long[tokens];
        long[] positions = new long[tokens];
        long[] types = new long[tokens];
        int[] start = new int[sequences.size()];
        int row = 0;
        for (int sequence : order) {
            start[sequence] = row;
            Sequence laid = sequences.get(sequence);
            for (int i = 0; i < laid.ids().length; i++, row++) {
                ids[row] = laid.ids()[i];
                positions[row] = i;
                types[row] = laid.types()[i];
            }
        }
        long[] readout = IntStream.range(0, sequences.size())
                .flatMap(s -> IntStream.of(sequences.get(s).readout()).map(place -> start[s] + place)).asLongStream().toArray();
        return new Packed(List.copyOf(sequences), order, engine.longs(ids), engine.longs(positions), engine.longs(types),
                engine.longs(readout));
    }

    /** @return the sequences of all {@code parts}, one part after the other, packed anew */
    public static Packed join(List<Packed> parts, Engine engine) {
        return parts.size() == 1 ? parts.get(0)
                : of(parts.stream().flatMap(part -> part.sequences.stream()).toList(), engine);
    }

    /** @return T */
    public int tokens() {
        return Math.toIntExact(ids.numel());
    }

    /** @return R */
    public int readouts() {
        return Math.toIntExact(readout.numel());
    }

    /** @return length of the longest sequence */
    public int longest() {
        return sequences.get(order.get(order.size() - 1)).ids().length;
    }

    /** @return runs of sequences of one length, in the order of their rows */
    List<Group> groups() {
        List<Group> groups = new ArrayList<>();
        for (int sequence : order) {
            int length = sequences.get(sequence).ids().length;
            int last = groups.size() - 1;
            if (last >= 0 && groups.get(last).length() == length) {
                groups.set(last, new Group(groups.get(last).count() + 1, length));
            } else {
                groups.add(new Group(1, length));
            }
        }
        return groups;
    }

    /** {@code count} sequences of {@code length} pieces each, which attention takes as one block. */
    record Group(int count, int length) {
        int rows() {
            return count * length;
        }
    }
}
