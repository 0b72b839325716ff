package dev.headstart.parquet;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A struct as it was read; Parquet's description numbers the fields of each.
 *
 * @param fields by number: Long, Boolean, Double, byte[], List of these, or ThriftStruct
 */
record ThriftStruct(Map<Integer, Object> fields) {
    boolean has(int field) {
        return fields.containsKey(field);
    }

    /** @param what names the field in errors */
    long number(int field, String what) {
        return get(field, Long.class, what);
    }

    /** @return at least 0 */
    int count(int field, String what) {
        long number = number(field, what);
        if (number < 0 || number > Integer.MAX_VALUE) {
            throw ParquetException.damaged("its " + what + " is " + number);
        }
        return (int) number;
    }

    boolean flag(int field, boolean otherwise, String what) {
        return has(field) ? get(field, Boolean.class, what) : otherwise;
    }

    String text(int field, String what) {
        return text(get(field, byte[].class, what));
    }

    Optional<ThriftStruct> struct(int field, String what) {
        return has(field) ? Optional.of(get(field, ThriftStruct.class, what)) : Optional.empty();
    }

    List<ThriftStruct> structs(int field, String what) {
        List<?> elements = get(field, List.class, what);
        if (!elements.stream().allMatch(ThriftStruct.class::isInstance)) {
            throw ParquetException.damaged("its " + what + " is not a list of structures");
        }
        return elements.stream().map(ThriftStruct.class::cast).toList();
    }

    private <T> T get(int field, Class<T> type, String what) {
        Object value = fields.get(field);
        if (!type.isInstance(value)) {
            throw ParquetException.damaged("its " + what + " is missing or of the wrong type");
        }
        return type.cast(value);
    }

    /** @return UTF-8, strictly */
    static String text(byte[] utf8) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
        } catch (CharacterCodingException e) {
            throw ParquetException.damaged("a text is not UTF-8", e);
        }
    }
}
