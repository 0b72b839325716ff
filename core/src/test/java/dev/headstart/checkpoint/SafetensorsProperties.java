package dev.headstart.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headstart.ScratchFile;
import dev.headstart.io.MalformedFileException;
import dev.headstart.torch.Engine;
import dev.headstart.torch.HostMemory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whatever happens to a file, its tensors are those that its header declares, or it is refused as malformed: nothing else. */
class SafetensorsProperties {
    private static final int FILES = 12_000;
    private static final String HEADER = "{\"__metadata__\":{\"format\":\"pt\"},"
            + "\"w\":{\"dtype\":\"F32\",\"shape\":[2,3],\"data_offsets\":[8,32]},"
            + "\"scalar\":{\"dtype\":\"I64\",\"shape\":[],\"data_offsets\":[0,8]},"
            + "\"none\":{\"dtype\":\"BF16\",\"shape\":[0,4],\"data_offsets\":[32,32]},"
            + "\"b\":{\"dtype\":\"U8\",\"shape\":[5],\"data_offsets\":[32,37]}}";
    private static final int DATA_BYTES = 37;
    private static final Pattern TOKEN = Pattern.compile("\"[^\"]*\"|\\d+|[\\[\\]{}:,]");
    private static final List<String> TOKENS = List.of("0", "1", "3", "8", "32", "36", "-1", "64", "1.0", "1e3", "2147483648",
            "4611686018427387904", "9223372036854775807", "9223372036854775808", "1".repeat(30), "[]", "{}", "null", "true", "\"w\"",
            "\"b\"", "\"F32\"", "\"F64\"", "\"I8\"", "\"BOOL\"", "\"F8_E4M3\"", "\"shape\"", "\"dtype\"", "\"\\u001b[2J\"",
            "[".repeat(2000), "[0,0],", "");

    @TempDir
    Path folder;

    @BeforeAll
    static void loadTheEngine() {
        Engine.start();
    }

    @Test
    void aChangedFileHoldsWhatItDeclaresOrIsRefused() throws IOException {
        ScratchFile scratch = new ScratchFile(folder.resolve("x"));
        int refused = 0;
        for (int seed = 0; seed < FILES; seed++) {
            byte[] bytes = changed(new Random(seed));
            try (PointerScope scope = new PointerScope(); SafetensorsFile file = SafetensorsFile.open(scratch.holding(bytes))) {
                assertHoldsWhatItDeclares(file, bytes, "seed " + seed);
            } catch (MalformedFileException e) {
                assertThat(e.getMessage()).as("seed %d", seed).startsWith(scratch.path().toString()).matches("\\P{Cc}{20,2100}[.?]");
                refused++;
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
        assertThat(refused).isBetween(FILES / 2, FILES - 1000);
    }

    private static void assertHoldsWhatItDeclares(SafetensorsFile file, byte[] bytes, String seed) {
        int length = (int) ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
        JsonNode header = JsonMapper.shared().readTree(new String(bytes, 8, length, StandardCharsets.UTF_8));
        List<String> declared = new ArrayList<>(header.propertyNames());
        declared.remove(SafetensorsHeader.METADATA);
        assertThat(file.names()).as(seed).isEqualTo(declared);
        for (String name : declared) {
            Tensor tensor = file.read(name);
            JsonNode entry = header.get(name);
            assertThat(file.type(name).name()).as(seed).isEqualTo(entry.get("dtype").stringValue());
            assertThat(tensor.shape()).as(seed).isEqualTo(entry.get("shape").valueStream().mapToLong(JsonNode::longValue).toArray());
            int begin = 8 + length + entry.get("data_offsets").get(0).intValue();
            assertThat(bytesOf(tensor)).as(seed)
                    .isEqualTo(Arrays.copyOfRange(bytes, begin, begin + Math.toIntExact(file.layout(name).bytes())));
        }
    }

    private static byte[] bytesOf(Tensor tensor) {
        ByteBuffer bytes = ByteBuffer.allocate((int) tensor.nbytes());
        HostMemory.windows(tensor).forEach(bytes::put);
        return bytes.array();
    }

    private static byte[] changed(Random random) {
        byte[] data = new byte[DATA_BYTES];
        random.nextBytes(data);
        boolean edit = random.nextInt(3) > 0;
        byte[] file = file(edit ? edited(random) : HEADER, data);
        switch (edit ? random.nextInt(10) : random.nextInt(5)) {
            case 0 -> file[random.nextInt(file.length)] ^= (byte) (1 << random.nextInt(8));
            case 1 -> file[random.nextInt(file.length)] = (byte) random.nextInt(256);
            case 2 -> ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putLong(0, length(file.length - 8, random));
            case 3 -> file = Arrays.copyOf(file, random.nextInt(file.length + 20));
            case 4 -> file[file.length - 1 - random.nextInt(DATA_BYTES)]++;
            default -> { }   // only the header is edited
        }
        return file;
    }

    private static long length(int right, Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> right - 20 + random.nextInt(40);
            case 1 -> random.nextLong();
            default -> 1L << random.nextInt(64);
        };
    }

    private static byte[] file(String header, byte[] data) {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(8 + json.length + data.length).order(ByteOrder.LITTLE_ENDIAN)
                .putLong(json.length).put(json).put(data).array();
    }

    /** One or two tokens of the header replaced, doubled, or exchanged. */
    private static String edited(Random random) {
        List<String> tokens = new ArrayList<>(TOKEN.matcher(HEADER).results().map(MatchResult::group).toList());
        for (int i = random.nextInt(2); i >= 0; i--) {
            int at = random.nextInt(tokens.size());
            int other = random.nextInt(tokens.size());
            switch (random.nextInt(4)) {
                case 0 -> tokens.set(at, tokens.get(other));
                case 1 -> tokens.addAll(at, List.copyOf(tokens.subList(Math.min(at, other), Math.max(at, other))));
                default -> tokens.set(at, TOKENS.get(random.nextInt(TOKENS.size())));
            }
        }
        return String.join("", tokens);
    }
}
