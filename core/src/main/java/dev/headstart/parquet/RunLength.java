package dev.headstart.parquet;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** The encoding RLE: runs of one number alternate with numbers packed bit by bit. */
final class RunLength {
    private static final int GROUP = 8;

    private RunLength() {}

    /** @return bits that the numbers from 0 to {@code largest} need */
    static int width(int largest) {
        return Integer.SIZE - Integer.numberOfLeadingZeros(largest);
    }

    /**
     * @param width bits of a number, 0 to 32
     * @return {@code count} numbers, unsigned
     */
    static int[] read(ByteBuffer in, int width, int count) {
        int[] numbers = new int[count];
        int at = 0;
        while (at < count) {
            long head = Varint.unsigned(in);
            long length = head >>> 1;
            if ((head & 1) == 0) {
                int end = (int) Math.min(count, at + length);
                Arrays.fill(numbers, at, end, one(in, width));
                at = end;
            } else {
                int end = (int) Math.min(count, at + Math.min(length, count) * GROUP);
                packed(in, width, numbers, at, end, length);
                at = end;
            }
        }
        return numbers;
    }

    private static int one(ByteBuffer in, int width) {
        int value = 0;
        for (int shift = 0; shift < width; shift += Byte.SIZE) {
            value |= (in.get() & 0xff) << shift;
        }
        return value;
    }

    private static void packed(ByteBuffer in, int width, int[] numbers, int from, int to, long groups) {
        int start = in.remaining();
        long bits = 0;
        int held = 0;
        for (int i = from; i < to; i++) {
            for (; held < width; held += Byte.SIZE) {
                bits |= (in.get() & 0xffL) << held;
            }
            numbers[i] = (int) (bits & ((1L << width) - 1));
            bits >>>= width;
            held -= width;
        }
        long padding = Math.min(groups, Integer.MAX_VALUE) * width - (start - in.remaining());
        in.position(in.position() + (int) Math.min(padding, in.remaining()));   // some writers leave out the last padding
    }
}
