package dev.headstart.parquet;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.LongNode;
import tools.jackson.databind.node.StringNode;

/** How a file writes single values, in the order of the format's numbers. */
enum PhysicalType {
    BOOLEAN, INT32, INT64, INT96, FLOAT, DOUBLE, BYTE_ARRAY, FIXED_LEN_BYTE_ARRAY;

    static PhysicalType of(int number) {
        if (number >= values().length) {
            throw ParquetException.damaged("it names the unknown type " + number);
        }
        return values()[number];
    }

    /**
     * @param in little-endian; left behind the values
     * @return {@code count} values in the encoding PLAIN
     */
    JsonNode[] plain(ByteBuffer in, int count) {
        return switch (this) {
            case BOOLEAN -> bits(in, count);
            case INT32 -> fill(in, count, Integer.BYTES, () -> LongNode.valueOf(in.getInt()));
            case INT64 -> fill(in, count, Long.BYTES, () -> LongNode.valueOf(in.getLong()));
            case BYTE_ARRAY -> {
                CharsetDecoder utf8 = StandardCharsets.UTF_8.newDecoder();
                yield fill(in, count, Integer.BYTES, () -> StringNode.valueOf(text(in, utf8)));
            }
            default -> throw ParquetException.unsupported("its values are " + this + ", neither text nor whole numbers",
                    ParquetException.OTHER_COLUMN);
        };
    }

    /** @return {@code count} values in the encoding RLE, which only truth values have */
    JsonNode[] runs(ByteBuffer in, int count) {
        if (this != BOOLEAN) {
            throw ParquetException.damaged("its values are " + this + ", but encoded as truth values are");
        }
        in.getInt();   // their length in bytes
        return Arrays.stream(RunLength.read(in, 1, count)).mapToObj(bit -> BooleanNode.valueOf(bit == 1)).toArray(JsonNode[]::new);
    }

    /** Eight a byte, the lowest first. */
    private static JsonNode[] bits(ByteBuffer in, int count) {
        JsonNode[] values = new JsonNode[count];
        int held = 0;
        for (int i = 0; i < count; i++) {
            held = i % Byte.SIZE == 0 ? in.get() : held >> 1;
            values[i] = BooleanNode.valueOf((held & 1) == 1);
        }
        return values;
    }

    private static JsonNode[] fill(ByteBuffer in, int count, int leastBytes, Supplier<JsonNode> next) {
        if (count > in.remaining() / leastBytes) {
            throw ParquetException.damaged("it claims " + count + " values in " + in.remaining() + " bytes");
        }
        JsonNode[] values = new JsonNode[count];
        for (int i = 0; i < count; i++) {
            values[i] = next.get();
        }
        return values;
    }

    private static String text(ByteBuffer in, CharsetDecoder utf8) {
        int length = in.getInt();
        if (length < 0 || length > in.remaining()) {
            throw ParquetException.damaged("a page ends before a text of " + Integer.toUnsignedString(length) + " bytes does");
        }
        ByteBuffer bytes = in.slice(in.position(), length);
        in.position(in.position() + length);
        try {
            return utf8.decode(bytes).toString();
        } catch (CharacterCodingException e) {
            throw ParquetException.damaged("a text is not UTF-8", e);
        }
    }
}
