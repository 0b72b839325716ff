package dev.headstart.parquet;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * What stands before a page. The numbers of fields are those of the format's description, parquet.thrift.
 *
 * @param type         of the format's page types
 * @param size         of the page when decompressed, bytes, at most {@link #LARGEST}
 * @param stored       of the page in the file, bytes
 * @param values       nulls and empty lists among them
 * @param encoding     of the values
 * @param levels       of a page of version 2: how many bytes before the values, never compressed, hold their levels
 * @param isCompressed false only where version 2 says so
 */
record PageHeader(Type type, int size, int stored, int values, int encoding, Levels levels, boolean isCompressed) {
    /** Writers aim at 1 MB, some at 100 MB. */
    static final int LARGEST = 128 << 20;
    static final int PLAIN = 0;
    static final int PLAIN_DICTIONARY = 2;
    static final int RLE = 3;
    static final int RLE_DICTIONARY = 8;

    /** In the order of the format's numbers. */
    enum Type { DATA, INDEX, DICTIONARY, DATA_V2 }

    record Levels(int repetition, int definition) {}

    /** @param in left behind the header; what remains is not shorter than the page */
    static PageHeader read(ByteBuffer in, Column.Leaf leaf) {
        ThriftStruct header = ThriftReader.struct(in);
        int type = header.count(1, "page's type");
        int size = header.count(2, "page's size");
        int stored = header.count(3, "page's stored size");
        if (type >= Type.values().length || stored > in.remaining()) {
            throw ParquetException.damaged(type >= Type.values().length ? "a page has the unknown type " + type
                    : "a page has " + stored + " bytes, but its column only " + in.remaining() + " more");
        }
        if (size > LARGEST) {
            throw ParquetException.unsupported("a page has " + size + " bytes, more than " + LARGEST, ParquetException.WRITE_AGAIN);
        }
        if (header.has(4)) {
            check(in.slice(in.position(), stored), header.number(4, "page's checksum"));
        }
        return of(Type.values()[type], size, stored, header, leaf);
    }

    private static PageHeader of(Type type, int size, int stored, ThriftStruct header, Column.Leaf leaf) {
        Optional<ThriftStruct> own = switch (type) {
            case DATA -> header.struct(5, "page's header");
            case DICTIONARY -> header.struct(7, "page's header");
            case DATA_V2 -> header.struct(8, "page's header");
            case INDEX -> Optional.empty();
        };
        Levels none = new Levels(0, 0);
        if (type == Type.INDEX) {
            return new PageHeader(type, size, stored, 0, PLAIN, none, true);
        }
        ThriftStruct page = own.orElseThrow(() -> ParquetException.damaged("a page has no header of its type"));
        int values = page.count(1, "page's number of values");
        if (type == Type.DATA) {
            requireRuns(leaf.maxDefinition(), page, 3);
            requireRuns(leaf.maxRepetition(), page, 4);
        }
        if (type != Type.DATA_V2) {
            return new PageHeader(type, size, stored, values, page.count(2, "page's encoding"), none, true);
        }
        Levels levels = new Levels(page.count(6, "length of repetition levels"), page.count(5, "length of definition levels"));
        if ((long) levels.repetition() + levels.definition() > Math.min(size, stored)) {
            throw ParquetException.damaged("the levels of a page are longer than the page");
        }
        return new PageHeader(type, size, stored, values, page.count(4, "page's encoding"), levels,
                page.flag(7, true, "page's compression"));
    }

    /** Version 1 may still say that levels are packed bit by bit, as they were long ago. */
    private static void requireRuns(int highest, ThriftStruct page, int field) {
        if (highest > 0 && page.count(field, "encoding of levels") != RLE) {
            throw ParquetException.unsupported("the encoding of levels is number " + page.count(field, "encoding of levels")
                    + ", not RLE", ParquetException.WRITE_AGAIN);
        }
    }

    private static void check(ByteBuffer page, long expected) {
        CRC32 checksum = new CRC32();
        checksum.update(page);
        if ((int) checksum.getValue() != (int) expected) {
            throw ParquetException.damaged("the checksum of a page is wrong");
        }
    }
}
