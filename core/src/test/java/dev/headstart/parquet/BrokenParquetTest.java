package dev.headstart.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headstart.io.MalformedFileException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that are no Parquet, or claim what they do not hold: each is refused by one clear message. */
class BrokenParquetTest {
    private static final Path WHOLE = Path.of("src/test/resources/golden/parquet/forms/snappy-1.0-dictionary.parquet");

    @TempDir
    Path folder;

    private Path file(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("x.parquet"), bytes);
    }

    private static void assertRefused(Path file, String... parts) {
        assertThatThrownBy(() -> {
            try (ParquetFile parquet = ParquetFile.open(file)) {
                parquet.read(parquet.columns().get(0));
            }
        }).isInstanceOf(MalformedFileException.class).hasMessageStartingWith(file.toString())
                .hasMessageContainingAll(parts).message().doesNotContain("\n");
    }

    @Test
    void aFileCutShortAnywhereIsRefused() throws IOException {
        byte[] whole = Files.readAllBytes(WHOLE);
        for (int length = 0; length < whole.length; length += 13) {
            assertRefused(file(Arrays.copyOf(whole, length)), "fetch or copy it again");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "PAR1          | 4 bytes, too few",
        "word,tag;a,O; | does not begin as Parquet",
        "PAR1word,tag; | does not end as Parquet",
        "PARE....0000PARE | encrypted, which is not read here. Decrypt",
        "version https://git-lfs.github.com/spec/v1 | git lfs pull",
    })
    void whatIsNoParquetIsNamed(String content, String what) throws IOException {
        assertRefused(file(content.getBytes(StandardCharsets.US_ASCII)), "footer", what);
    }

    @ParameterizedTest
    @CsvSource({"-1,4294967295 bytes", "2147483647,2147483647 bytes in a file", "100,100 bytes in a file of 22"})
    void aFooterLongerThanTheFileIsRefused(int length, String what) throws IOException {
        assertRefused(withFooter(new byte[10], length), "footer", what);
    }

    @Test
    void aFooterBeyondTheLimitIsRefusedUnread() throws IOException {
        assertRefused(withFooter(new byte[(8 << 20) + 1], (8 << 20) + 1), "footer", "more than 8388608");
    }

    /** A list of lists of lists, each of one: an unguarded reader would run out of stack. */
    @Test
    void deepNestingIsRefused() throws IOException {
        byte[] nested = new byte[1 << 20];
        Arrays.fill(nested, (byte) 0x19);
        assertRefused(withFooter(nested, nested.length), "nested too deeply");
    }

    @Test
    void listsAndTextsLongerThanTheFooterAreRefusedUnread() throws IOException {
        byte[] manyStructs = {0x19, (byte) 0xfc, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x7f};
        assertRefused(withFooter(manyStructs, manyStructs.length), "ends before a value of 268435455 bytes");
        byte[] longText = {0x18, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x7f};
        assertRefused(withFooter(longText, longText.length), "ends before a value of 34359738367 bytes");
    }

    @Test
    void aPageThatClaimsGigabytesIsRefusedUnread() {
        byte[] header = thrift(0x15, 0, 0x15, 0xfe, 0xff, 0xff, 0xff, 0x0f, 0x15, 0);
        assertThatThrownBy(() -> PageHeader.read(ByteBuffer.wrap(header), new Column.Leaf(0, PhysicalType.BYTE_ARRAY, 0, 0, 0))).isInstanceOf(ParquetException.class)
                .hasMessageContaining("2147483647 bytes, more than 134217728");
    }

    /** Runs say "the same number again, 2^30 times" in six bytes. */
    @Test
    void runsDoNotFillMoreThanIsAskedFor() {
        byte[] run = thrift(0xfe, 0xff, 0xff, 0xff, 0x0f, 1);
        assertThat(RunLength.read(ByteBuffer.wrap(run), 1, 3)).containsExactly(1, 1, 1);
        byte[] empty = {0, 0, 0, 0, 0, 0};
        assertThatThrownBy(() -> RunLength.read(ByteBuffer.wrap(empty), 1, 3)).isInstanceOf(java.nio.BufferUnderflowException.class);
    }

    private static byte[] thrift(int... bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Arrays.stream(bytes).forEach(out::write);
        out.write(0);
        return out.toByteArray();
    }

    private Path withFooter(byte[] footer, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(footer.length + 12).order(ByteOrder.LITTLE_ENDIAN);
        byte[] magic = "PAR1".getBytes(StandardCharsets.US_ASCII);
        return file(bytes.put(magic).put(footer).putInt(length).put(magic).array());
    }
}
