package dev.headstart.parquet;

/**
 * Where one row group has the values of one column.
 *
 * @param values nulls and empty lists among them
 * @param start  of the first page in the file, bytes
 * @param length of all pages, bytes
 */
record Chunk(Codec codec, int values, long start, int length) {
    private static final int FILE_PATH = 1;
    private static final int META_DATA = 3;
    private static final int TYPE = 1;
    private static final int CODEC = 4;
    private static final int VALUES = 5;
    private static final int LENGTH = 7;
    private static final int FIRST_PAGE = 9;
    private static final int DICTIONARY = 11;
    private static final int LONGEST = 512 << 20;

    /** @param end where the data of the file end, bytes */
    static Chunk of(ThriftStruct column, Column.Leaf leaf, long end) {
        ThriftStruct data = column.struct(META_DATA, "column's metadata").orElseThrow(
                () -> ParquetException.unsupported("a column is encrypted, or its metadata are elsewhere", ParquetException.DECRYPT));
        if (column.has(FILE_PATH)) {
            throw ParquetException.unsupported("a column is in another file", ParquetException.WRITE_AGAIN);
        }
        if (data.count(TYPE, "column's type") != leaf.type().ordinal()) {
            throw ParquetException.damaged("a column's type is not the schema's");
        }
        long first = data.number(FIRST_PAGE, "place of the first page");
        long dictionary = data.has(DICTIONARY) ? data.number(DICTIONARY, "place of the dictionary") : 0;
        long start = dictionary > 0 ? Math.min(dictionary, first) : first;
        int length = data.count(LENGTH, "length of a column");
        if (start < 0 || start > end || length > end - start) {
            throw ParquetException.damaged("a column is " + length + " bytes from byte " + start + " on, but the data end at " + end);
        }
        if (length > LONGEST) {
            throw ParquetException.unsupported("a row group has " + length + " bytes of one column, more than " + LONGEST,
                    ParquetException.DIVIDE);
        }
        return new Chunk(Codec.of(data.count(CODEC, "compression")), data.count(VALUES, "number of values"), start, length);
    }
}
