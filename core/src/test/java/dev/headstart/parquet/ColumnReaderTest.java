package dev.headstart.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** Pages that pyarrow does not write. */
class ColumnReaderTest {
    private static final Column.Leaf OPTIONAL_TEXT = new Column.Leaf(0, PhysicalType.BYTE_ARRAY, 1, 0, 0);

    /** Snappy makes one byte of nothing; the levels before it say twice that nothing is there. */
    @Test
    void aPageOfNothingButNullsMayHoldWhatNothingIsCompressedTo() {
        byte[] header = {0x15, 6, 0x15, 4, 0x15, 6, 0x5c, 0x15, 4, 0x15, 4, 0x15, 4, 0x15, 0, 0x15, 4, 0x15, 0, 0x11, 0, 0};
        byte[] page = {4, 0, 0};
        ColumnReader reader = new ColumnReader(OPTIONAL_TEXT);
        ByteBuffer bytes = ByteBuffer.allocate(header.length + page.length).put(header).put(page).flip();
        reader.read(new Chunk(Codec.SNAPPY, 2, 0, bytes.limit()), bytes);
        assertThat(reader.rows().cells()).containsExactly(Rows.NOTHING, Rows.NOTHING);
    }

    /** Read as runs they would be other levels. */
    @Test
    void levelsThatAreOnlyPackedAreRefusedWhereThereAreAny() {
        byte[] header = {0x15, 0, 0x15, 0, 0x15, 0, 0x2c, 0x15, 4, 0x15, 0, 0x15, 8, 0x15, 8, 0, 0};
        assertThatThrownBy(() -> PageHeader.read(ByteBuffer.wrap(header), OPTIONAL_TEXT)).isInstanceOf(ParquetException.class)
                .hasMessageContainingAll("encoding of levels is number 4", "write_table");
        Column.Leaf required = new Column.Leaf(0, PhysicalType.BYTE_ARRAY, 0, 0, 0);
        assertThat(PageHeader.read(ByteBuffer.wrap(header), required).values()).isEqualTo(2);
    }
}
