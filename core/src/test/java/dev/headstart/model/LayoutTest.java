package dev.headstart.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LayoutTest {
    static LongStream seeds() {
        return LongStream.range(0, 20);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everySequenceLiesWhollyInOneBlockAndNoTwoShareARow(long seed) {
        Layout layout = Layout.of(sequences(seed));
        int[] takenBy = new int[layout.rows()];
        int[] starts = layout.starts();
        for (int s = 0; s < starts.length; s++) {
            int block = blockAt(layout, starts[s]);
            int length = layout.sequences().get(s).length();
            assertThat(blockAt(layout, starts[s] + length - 1)).as("seed %d, sequence %d", seed, s).isEqualTo(block);
            for (int row = starts[s]; row < starts[s] + length; row++) {
                assertThat(takenBy[row]++).as("seed %d, row %d", seed, row).isZero();
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aRowSeesItsOwnSequenceAndFillerSeesItself(long seed) {
        Layout layout = Layout.of(sequences(seed));
        int first = 0;
        for (Layout.Block block : layout.blocks()) {
            int[] owner = owners(layout, first, block.length());
            float[] mask = layout.mask(block);
            for (int row = 0; row < block.length(); row++) {
                for (int column = 0; column < block.length(); column++) {
                    boolean seen = row == column || (owner[row] >= 0 && owner[row] == owner[column]);
                    assertThat(mask[row * block.length() + column]).as("seed %d, block at %d, [%d, %d]", seed, first, row, column)
                            .isEqualTo(seen ? 0 : Float.NEGATIVE_INFINITY);
                }
            }
            first += block.length();
        }
    }

    @Test
    void shortSentencesLeaveLittleFiller() {
        List<Packed.Sequence> sequences = new ArrayList<>();
        Random random = new Random(1);
        for (int i = 0; i < 64; i++) {
            sequences.add(sequence(5 + random.nextInt(16)));
        }
        int pieces = sequences.stream().mapToInt(Packed.Sequence::length).sum();
        assertThat(Layout.of(sequences).rows()).isLessThan((int) (1.06 * pieces));
    }

    @Test
    void aSingleShortSentenceTakesABlockOfItsOwnSize() {
        assertThat(Layout.of(List.of(sequence(6))).rows()).isEqualTo(8);
        assertThat(Layout.of(List.of(sequence(33))).rows()).isEqualTo(64);
    }

    private static List<Packed.Sequence> sequences(long seed) {
        Random random = new Random(seed);
        return IntStream.range(0, 1 + random.nextInt(40))
                .mapToObj(i -> sequence(random.nextInt(10) == 0 ? 1 + random.nextInt(128) : 1 + random.nextInt(25))).toList();
    }

    private static Packed.Sequence sequence(int length) {
        return new Packed.Sequence(new int[length], new int[] {0});
    }

    private static int blockAt(Layout layout, int row) {
        int block = 0;
        for (int end = layout.blocks().get(0).length(); row >= end; end += layout.blocks().get(block).length()) {
            block++;
        }
        return block;
    }

    private static int[] owners(Layout layout, int first, int length) {
        int[] owner = IntStream.range(0, length).map(i -> -1).toArray();
        int[] starts = layout.starts();
        for (int s = 0; s < starts.length; s++) {
            for (int row = starts[s]; row < starts[s] + layout.sequences().get(s).length(); row++) {
                if (row >= first && row < first + length) {
                    owner[row - first] = s;
                }
            }
        }
        return owner;
    }
}
