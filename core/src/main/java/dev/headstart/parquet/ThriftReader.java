package dev.headstart.parquet;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Thrift's compact protocol, as far as Parquet uses it: no maps. */
final class ThriftReader {
    private static final int DEEPEST = 16;
    private static final int STOP = 0;
    private static final int TRUE = 1;
    private static final int FALSE = 2;
    private static final int BYTE = 3;
    private static final int I64 = 6;
    private static final int DOUBLE = 7;
    private static final int BINARY = 8;
    private static final int LIST = 9;
    private static final int SET = 10;
    private static final int STRUCT = 12;
    private static final int LONG_LIST = 15;

    private final ByteBuffer in;

    private ThriftReader(ByteBuffer in) {
        this.in = in;
    }

    /** @param in left behind the struct */
    static ThriftStruct struct(ByteBuffer in) {
        return new ThriftReader(in).struct(0);
    }

    private ThriftStruct struct(int depth) {
        Map<Integer, Object> fields = new HashMap<>();
        int id = 0;
        while (true) {
            int head = in.get() & 0xff;
            int type = head & 0xf;
            if (type == STOP) {
                return new ThriftStruct(fields);
            }
            int step = head >>> 4;
            id = step == 0 ? (int) Varint.signed(in) : id + step;
            fields.put(id, type == TRUE || type == FALSE ? (Object) (type == TRUE) : value(type, depth));
        }
    }

    private Object value(int type, int depth) {
        if (depth > DEEPEST) {
            throw ParquetException.damaged("its structures are nested too deeply");
        }
        if (type > BYTE && type <= I64) {
            return Varint.signed(in);
        }
        return switch (type) {
            case TRUE, FALSE, BYTE -> (long) in.get();   // only elements of lists
            case DOUBLE -> in.order(ByteOrder.LITTLE_ENDIAN).getDouble();
            case BINARY -> binary();
            case LIST, SET -> list(depth);
            case STRUCT -> struct(depth + 1);
            default -> throw ParquetException.damaged("it holds a value of the unknown type " + type);
        };
    }

    private byte[] binary() {
        byte[] bytes = new byte[size()];
        in.get(bytes);
        return bytes;
    }

    private List<Object> list(int depth) {
        int head = in.get() & 0xff;
        int size = head >>> 4 == LONG_LIST ? size() : head >>> 4;
        List<Object> elements = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            elements.add(value(head & 0xf, depth + 1));
        }
        return elements;
    }

    /** Every element takes a byte at least. */
    private int size() {
        long size = Varint.unsigned(in);
        if (size < 0 || size > in.remaining()) {
            throw ParquetException.damaged("it ends before a value of " + Long.toUnsignedString(size) + " bytes does");
        }
        return (int) size;
    }
}
