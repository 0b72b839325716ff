package dev.headstart.parquet;

import java.nio.ByteBuffer;

/** Whole numbers in as few bytes as they need, 7 bits a byte, the lowest first. */
final class Varint {
    private static final int MOST_BITS = 63;

    private Varint() {}

    /** @return at least 0 if the number has less than 64 bits */
    static long unsigned(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; shift <= MOST_BITS; shift += 7) {
            byte next = in.get();
            value |= (next & 0x7fL) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw ParquetException.damaged("a number has more than 64 bits");
    }

    /** A number with its sign in the lowest bit. */
    static long signed(ByteBuffer in) {
        long folded = unsigned(in);
        return (folded >>> 1) ^ -(folded & 1);
    }
}
