package dev.headstart.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headstart.io.MalformedFileException;
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

/** Every way in which a file can be other than its header says, each refused before any of it is used. */
class BrokenSafetensorsTest {
    @TempDir
    Path folder;

    /** A table: one case a line, however wide. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "an unknown type     | {'x':{'dtype':'F7','shape':[2],'data_offsets':[0,8]}} | tensor 'x' | \"F7\"",
        "no type             | {'x':{'shape':[2],'data_offsets':[0,8]}} | tensor 'x' | dtype is missing",
        "no shape            | {'x':{'dtype':'F32','data_offsets':[0,8]}} | tensor 'x' | shape is missing",
        "a negative size     | {'x':{'dtype':'F32','shape':[-2],'data_offsets':[0,8]}} | tensor 'x' | shape is [-2]",
        "a size of text      | {'x':{'dtype':'F32','shape':['2'],'data_offsets':[0,8]}} | tensor 'x' | shape is [\"2\"]",
        "a fraction          | {'x':{'dtype':'F32','shape':[2.0],'data_offsets':[0,8]}} | tensor 'x' | shape is [2.0]",
        "a size beyond 2^63  | {'x':{'dtype':'F32','shape':[9223372036854775807,9],'data_offsets':[0,8]}} | tensor 'x' | larger",
        "nothing, beyond 2^63| {'x':{'dtype':'F32','shape':[0,9223372036854775807,9],'data_offsets':[0,0]}} | tensor 'x' | larger",
        "a shape of text     | {'x':{'dtype':'F32','shape':'2','data_offsets':[0,8]}} | tensor 'x' | not a list",
        "no offsets          | {'x':{'dtype':'F32','shape':[2]}} | tensor 'x' | data_offsets is missing",
        "one offset          | {'x':{'dtype':'F32','shape':[2],'data_offsets':[8]}} | tensor 'x' | not a begin and an end",
        "offsets backwards   | {'x':{'dtype':'F32','shape':[2],'data_offsets':[8,0]}} | tensor 'x' | not a begin and an end",
        "offsets too wide    | {'x':{'dtype':'F32','shape':[1],'data_offsets':[0,8]}} | tensor 'x' | takes 4",
        "data beyond the end | {'x':{'dtype':'F32','shape':[3],'data_offsets':[0,12]}} | tensor 'x' | only 8 bytes",
        "data left over      | {'x':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}} | header | holds 8 bytes",
        "no tensor           | {} | header | holds 8 bytes",
        "a gap at the start  | {'x':{'dtype':'F32','shape':[1],'data_offsets':[4,8]}} | tensor 'x' | gap",
        "a gap inside        | {'y':{'dtype':'U8','shape':[2],'data_offsets':[6,8]},'x':{'dtype':'U8','shape':[5],'data_offsets':[0,5]}} | tensor 'y' | gap",
        "an overlap          | {'x':{'dtype':'U8','shape':[5],'data_offsets':[0,5]},'y':{'dtype':'U8','shape':[4],'data_offsets':[4,8]}} | tensor 'y' | inside",
        "the same bytes      | {'x':{'dtype':'U8','shape':[8],'data_offsets':[0,8]},'y':{'dtype':'U8','shape':[8],'data_offsets':[0,8]}} | tensor 'y' | inside",
        "a name twice        | {'x':{'dtype':'U8','shape':[8],'data_offsets':[0,8]},'x':{'dtype':'U8','shape':[8],'data_offsets':[0,8]}} | header | \"x\"",
        "an entry of text    | {'x':'y'} | tensor 'x' | dtype is missing",
        "a list              | [] | header | not a JSON object",
        "broken JSON         | {'x' | header | not well-formed JSON",
        "two objects         | {} {} | header | not well-formed JSON",
        "nothing             | `` | header | JSON",
        "a remark of numbers | {'__metadata__':{'a':1}} | header | not a text",
        "remarks as a list   | {'__metadata__':[1]} | header | not an object",
    })
    void aHeaderThatLiesIsRefused(String what, String header, String where, String why) throws IOException {
        Path file = file(header.replace('\'', '"').getBytes(StandardCharsets.UTF_8), 8);
        assertMalformed(file, where, why);
    }

    @Test
    void aFileShorterThanTheLengthIsRefused() throws IOException {
        assertMalformed(Files.write(folder.resolve("x"), new byte[7]), "header", "7 bytes");
        assertMalformed(Files.write(folder.resolve("x"), new byte[0]), "header", "0 bytes");
    }

    @Test
    void aHeaderBeyondTheFileIsRefused() throws IOException {
        assertMalformed(Files.write(folder.resolve("x"), withLength(100, new byte[50])), "header", "the file ends after 58");
    }

    @Test
    void aHeaderBeyondTheLimitIsRefusedUnread() throws IOException {
        assertMalformed(Files.write(folder.resolve("x"), withLength(10_000_001, new byte[0])), "header", "limit");
        assertMalformed(Files.write(folder.resolve("x"), withLength(-1, new byte[0])), "header", "18446744073709551615");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"[,nesting depth", "{'x':,nesting depth", "x,Unrecognized token", "9,exceeds the maximum"})
    void aLongHeaderIsRefusedByAShortMessage(String repeated, String why) throws IOException {
        byte[] header = ("{\"x\":" + repeated.replace('\'', '"').repeat(9_000_000 / repeated.length()))
                .getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> SafetensorsFile.open(file(header, 0))).isInstanceOf(MalformedFileException.class)
                .hasMessageContaining(why).message().hasSizeLessThan(2500);
    }

    @Test
    void aLongNameIsCutInTheMiddleOfTheMessage() throws IOException {
        byte[] header = ("{\"" + "n".repeat(40_000) + "\":{}}").getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> SafetensorsFile.open(file(header, 0))).isInstanceOf(MalformedFileException.class)
                .message().hasSizeLessThan(2500).contains("nnn … ", "dtype is missing").endsWith("Choose a checkpoint in one of these.");
    }

    /** Each of these words has the hash that Jackson's table of names computes of the others. */
    @Test
    void namesWithCollidingHashesAreNames() throws IOException {
        StringBuilder header = new StringBuilder();
        for (int i = 0; i < 1 << 12; i++) {
            StringBuilder name = new StringBuilder();
            for (int bit = 0; bit < 12; bit++) {
                name.append((i >> bit & 1) == 0 ? "Aa" : "B@");
            }
            header.append(i == 0 ? "{" : ",").append('"').append(name).append("\":{\"dtype\":\"U8\",\"shape\":[0],")
                    .append("\"data_offsets\":[0,0]}");
        }
        try (SafetensorsFile file = SafetensorsFile.open(file((header + "}").getBytes(StandardCharsets.UTF_8), 0))) {
            assertThat(file.names()).hasSize(1 << 12);
        }
    }

    @Test
    void moreDimensionsThanTheEngineHasAreRefused() throws IOException {
        String header = "{\"x\":{\"dtype\":\"U8\",\"shape\":[" + "1,".repeat(64) + "1],\"data_offsets\":[0,1]}}";
        assertMalformed(file(header.getBytes(StandardCharsets.UTF_8), 1), "tensor 'x'", "65 dimensions");
    }

    @Test
    void aHeaderCannotSteerTheTerminal() throws IOException {
        String header = "{\"\\u001b[2J\\n\":{}}";
        assertThatThrownBy(() -> SafetensorsFile.open(file(header.getBytes(StandardCharsets.UTF_8), 0)))
                .isInstanceOf(MalformedFileException.class).message().contains("\uFFFD[2J").matches("\\P{Cc}+");
    }

    @Test
    void aHeaderThatIsNotUtf8IsRefused() throws IOException {
        assertMalformed(file(new byte[] {'{', '"', (byte) 0xff, '"', ':', '1', '}', ' '}, 0), "header", "not UTF-8");
        assertMalformed(file("{}".getBytes(StandardCharsets.UTF_16LE), 0), "header", "JSON");
    }

    @Test
    void aFileCutShortAnywhereIsRefused() throws IOException {
        byte[] header = "{\"x\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}".getBytes(StandardCharsets.UTF_8);
        byte[] whole = Files.readAllBytes(file(header, 8));
        for (int length = 0; length < whole.length; length++) {
            assertMalformed(Files.write(folder.resolve("x"), Arrays.copyOf(whole, length)), "x", "Download it again.");
        }
    }

    @Test
    void aPointerOfGitLfsIsNamedAsSuch() throws IOException {
        Path file = Files.writeString(folder.resolve("x"),
                "version https://git-lfs.github.com/spec/v1\noid sha256:1\nsize 1\n");
        assertMalformed(file, "header", "git lfs pull");
    }

    @Test
    void aMissingFileIsNamed() {
        assertMalformed(folder.resolve("none"), "none", "no such file");
    }

    @Test
    void aPaddedHeaderIsFine() throws IOException {
        try (SafetensorsFile file = SafetensorsFile.open(file("{}      ".getBytes(StandardCharsets.UTF_8), 0))) {
            assertThat(file.names()).isEmpty();
        }
    }

    private static void assertMalformed(Path file, String where, String why) {
        assertThatThrownBy(() -> SafetensorsFile.open(file)).isInstanceOf(MalformedFileException.class)
                .hasMessageContaining(file.toString()).hasMessageContaining(where).hasMessageContaining(why);
    }

    private Path file(byte[] header, int dataBytes) throws IOException {
        return Files.write(folder.resolve("x"), withLength(header.length, Arrays.copyOf(header, header.length + dataBytes)));
    }

    private static byte[] withLength(long length, byte[] rest) {
        return ByteBuffer.allocate(8 + rest.length).order(ByteOrder.LITTLE_ENDIAN).putLong(length).put(rest).array();
    }
}
