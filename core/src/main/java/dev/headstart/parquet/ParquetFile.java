package dev.headstart.parquet;

import dev.headstart.io.DiskException;
import dev.headstart.io.MalformedFileException;
import dev.headstart.io.ReadFully;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A Parquet file of which columns of text, whole numbers, truth values and lists of them can be read: compressed by Snappy, gzip,
 * Zstandard or not at all, encoded plainly or by a dictionary.
 */
public final class ParquetFile implements AutoCloseable {
    /** What a few bytes can claim must fit into memory. */
    private static final int MOST_ROWS = 1 << 22;
    private static final int MOST_VALUES = 1 << 24;
    private static final int LONGEST_FOOTER = 8 << 20;
    private static final int MAGIC_BYTES = 4;
    private static final int END_BYTES = 8;

    private final Path path;
    private final FileChannel channel;
    private final long dataEnd;
    private final Footer footer;

    private ParquetFile(Path path, FileChannel channel) throws IOException {
        this.path = path;
        this.channel = channel;
        int length = checkedFooterLength();
        this.dataEnd = channel.size() - END_BYTES - length;
        this.footer = Footer.read(ReadFully.bytes(channel, dataEnd, length));
        if (footer.rows() > MOST_ROWS) {
            throw ParquetException.unsupported("it has " + footer.rows() + " rows, more than the " + MOST_ROWS + " of one file",
                    ParquetException.DIVIDE);
        }
    }

    /**
     * @throws MalformedFileException if the file is no Parquet, or damaged
     * @throws DiskException          if the disk refuses
     */
    public static ParquetFile open(Path path) {
        try {
            FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
            try {
                return new ParquetFile(path, channel);
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
        } catch (ParquetException e) {
            throw new MalformedFileException(path, "footer", e.getMessage(), e);
        } catch (BufferUnderflowException e) {
            throw new MalformedFileException(path, "footer", endsEarly(e).getMessage(), e);
        } catch (IOException e) {
            throw new DiskException("Cannot read", path, e);
        }
    }

    /** @return names of all columns, in the file's order */
    public List<String> columns() {
        return footer.columns().stream().map(Column::name).toList();
    }

    /** @return a remark of the program that wrote the file */
    public Optional<String> metadata(String key) {
        return Optional.ofNullable(footer.metadata().get(key));
    }

    /**
     * @return a text, a number, a truth value, an array of them, or null for every row
     * @throws IllegalArgumentException if there is no such column
     * @throws MalformedFileException   if the column cannot be read, nothing of which is then returned
     */
    public List<JsonNode> read(String column) {
        Column found = footer.columns().stream().filter(each -> each.name().equals(column)).findFirst().orElseThrow(
                () -> new IllegalArgumentException("There is no column '" + column + "' in " + path + "; there are "
                        + String.join(", ", columns()) + ". Name one of them."));
        try {
            return cells(found.leaf().orElseThrow(() -> ParquetException.unsupported(
                    "it holds neither single values nor lists of them", "Name another column, or write this one as a list of texts.")));
        } catch (ParquetException e) {
            throw new MalformedFileException(path, "column '" + column + "'", e.getMessage(), e);
        } catch (BufferUnderflowException e) {
            throw new MalformedFileException(path, "column '" + column + "'", endsEarly(e).getMessage(), e);
        } catch (IOException e) {
            throw new DiskException("Cannot read", path, e);
        }
    }

    private List<JsonNode> cells(Column.Leaf leaf) throws IOException {
        ColumnReader reader = new ColumnReader(leaf);
        long values = 0;
        long stored = 0;
        int expected = 0;
        for (Footer.RowGroup group : footer.groups()) {
            Chunk chunk = Chunk.of(group.chunk(leaf), leaf, dataEnd);
            values += chunk.values();
            stored += chunk.length();
            expected += group.rows();
            if (values > MOST_VALUES) {
                throw ParquetException.unsupported("it has more than the " + MOST_VALUES + " values of one file", ParquetException.DIVIDE);
            }
            if (stored > dataEnd) {
                throw ParquetException.damaged("its parts overlap");
            }
            reader.read(chunk, ReadFully.bytes(channel, chunk.start(), chunk.length()));
            if (reader.rows().count() != expected) {
                throw ParquetException.damaged("it has " + reader.rows().count() + " rows where " + expected + " were expected");
            }
        }
        return reader.rows().cells();
    }

    private int checkedFooterLength() throws IOException {
        long size = channel.size();
        if (size < MAGIC_BYTES + END_BYTES) {
            throw ParquetException.damaged("the file has " + size + " bytes, too few for Parquet");
        }
        ByteBuffer end = ReadFully.bytes(channel, size - END_BYTES, END_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        int length = end.getInt();
        checkMagic("begin", text(ReadFully.bytes(channel, 0, MAGIC_BYTES)));
        checkMagic("end", text(end));
        if (length < 0 || length > size - MAGIC_BYTES - END_BYTES) {
            throw ParquetException.damaged("it claims " + Integer.toUnsignedString(length) + " bytes in a file of " + size);
        }
        if (length > LONGEST_FOOTER) {
            throw ParquetException.unsupported("it has " + length + " bytes, more than " + LONGEST_FOOTER, ParquetException.DIVIDE);
        }
        return length;
    }

    private static void checkMagic(String where, String magic) {
        if (magic.equals("vers")) {
            throw ParquetException.damaged("the file looks like a pointer of Git LFS, not the data ('git lfs pull' gets them)");
        }
        if (magic.equals("PARE")) {
            throw ParquetException.unsupported("the file is encrypted", ParquetException.DECRYPT);
        }
        if (!magic.equals("PAR1")) {
            throw ParquetException.damaged("the file does not " + where + " as Parquet does, with PAR1");
        }
    }

    private static String text(ByteBuffer ascii) {
        return StandardCharsets.ISO_8859_1.decode(ascii).toString();
    }

    private static ParquetException endsEarly(BufferUnderflowException e) {
        return ParquetException.damaged("it ends too early", e);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new DiskException("Cannot close", path, e);
        }
    }
}
