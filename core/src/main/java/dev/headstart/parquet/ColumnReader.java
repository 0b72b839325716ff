package dev.headstart.parquet;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import tools.jackson.databind.JsonNode;

/** Reads one column, chunk after chunk, from data pages of versions 1 and 2. */
final class ColumnReader {
    /** Bytes of all pages when decompressed: a small file can hold many large ones, of which much stays in memory. */
    private static final long LARGEST = 512L << 20;

    private final Column.Leaf leaf;
    private final Rows rows;
    private long unpackedBytes;

    ColumnReader(Column.Leaf leaf) {
        this.leaf = leaf;
        this.rows = new Rows(leaf);
    }

    Rows rows() {
        return rows;
    }

    /** @param pages the bytes of the chunk */
    void read(Chunk chunk, ByteBuffer pages) {
        JsonNode[] dictionary = {};
        int left = chunk.values();
        while (left > 0) {
            PageHeader header = PageHeader.read(pages, leaf);
            byte[] page = new byte[header.stored()];
            pages.get(page);
            switch (header.type()) {
                case DICTIONARY -> dictionary = leaf.type().plain(unpacked(chunk.codec(), page, header.size()), header.values());
                case DATA -> first(header, unpacked(chunk.codec(), page, header.size()), dictionary);
                case DATA_V2 -> second(header, chunk.codec(), page, dictionary);
                case INDEX -> { }
            }
            left -= header.type() == PageHeader.Type.DICTIONARY ? 0 : header.values();
        }
        if (left < 0) {
            throw ParquetException.damaged("its pages have " + -left + " values more than it counts");
        }
    }

    private ByteBuffer unpacked(Codec codec, byte[] page, int size) {
        unpackedBytes += size;
        if (unpackedBytes > LARGEST) {
            throw ParquetException.unsupported("it has more than the " + LARGEST + " bytes of one file", ParquetException.DIVIDE);
        }
        if (size == 0) {
            return ByteBuffer.allocate(0);   // some writers compress nothing too, to one byte
        }
        return ByteBuffer.wrap(codec.decompress(page, size)).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Levels with their length before them, then values, all compressed together. */
    private void first(PageHeader header, ByteBuffer page, JsonNode[] dictionary) {
        int[] repetitions = levels(measured(page, leaf.maxRepetition()), leaf.maxRepetition(), header.values());
        int[] definitions = levels(measured(page, leaf.maxDefinition()), leaf.maxDefinition(), header.values());
        add(repetitions, definitions, header.encoding(), page, dictionary);
    }

    /** Levels as they are, then values, which may be compressed. */
    private void second(PageHeader header, Codec codec, byte[] page, JsonNode[] dictionary) {
        ByteBuffer whole = ByteBuffer.wrap(page);
        int[] repetitions = levels(part(whole, header.levels().repetition()), leaf.maxRepetition(), header.values());
        int[] definitions = levels(part(whole, header.levels().definition()), leaf.maxDefinition(), header.values());
        byte[] stored = Arrays.copyOfRange(page, whole.position(), page.length);
        int size = header.size() - whole.position();
        ByteBuffer values = unpacked(header.isCompressed() ? codec : Codec.NONE, stored, size);
        add(repetitions, definitions, header.encoding(), values, dictionary);
    }

    private static ByteBuffer measured(ByteBuffer page, int highest) {
        return highest == 0 ? page : part(page, page.getInt());
    }

    private static ByteBuffer part(ByteBuffer page, int length) {
        if (length < 0 || length > page.remaining()) {
            throw ParquetException.damaged("the levels of a page are longer than the page");
        }
        ByteBuffer part = page.slice(page.position(), length);
        page.position(page.position() + length);
        return part;
    }

    private static int[] levels(ByteBuffer in, int highest, int count) {
        if (highest == 0) {
            return new int[count];
        }
        int[] levels = RunLength.read(in, RunLength.width(highest), count);
        if (Arrays.stream(levels).anyMatch(level -> level > highest)) {
            throw ParquetException.damaged("a level is more than " + highest);
        }
        return levels;
    }

    private void add(int[] repetitions, int[] definitions, int encoding, ByteBuffer in, JsonNode[] dictionary) {
        int there = (int) Arrays.stream(definitions).filter(level -> level == leaf.maxDefinition()).count();
        JsonNode[] values = switch (encoding) {
            case PageHeader.PLAIN -> leaf.type().plain(in, there);
            case PageHeader.PLAIN_DICTIONARY, PageHeader.RLE_DICTIONARY -> lookedUp(in, there, dictionary);
            case PageHeader.RLE -> leaf.type().runs(in, there);
            default -> throw ParquetException.unsupported("the encoding of a page is number " + encoding
                    + ", neither plain nor by a dictionary", ParquetException.WRITE_AGAIN);
        };
        int next = 0;
        for (int i = 0; i < definitions.length; i++) {
            boolean isThere = definitions[i] == leaf.maxDefinition();
            rows.add(repetitions[i], definitions[i], isThere ? values[next++] : Rows.NOTHING);
        }
    }

    private static JsonNode[] lookedUp(ByteBuffer in, int count, JsonNode[] dictionary) {
        int width = count == 0 ? 0 : in.get();
        if (width < 0 || width > Integer.SIZE) {
            throw ParquetException.damaged("the places in a dictionary have " + width + " bits");
        }
        int[] places = RunLength.read(in, width, count);
        JsonNode[] values = new JsonNode[count];
        for (int i = 0; i < count; i++) {
            if (places[i] < 0 || places[i] >= dictionary.length) {
                throw ParquetException.damaged("a value is number " + Integer.toUnsignedString(places[i]) + " of a dictionary of "
                        + dictionary.length);
            }
            values[i] = dictionary[places[i]];
        }
        return values;
    }
}
