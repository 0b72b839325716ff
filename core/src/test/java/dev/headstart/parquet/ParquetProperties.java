package dev.headstart.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headstart.ScratchFile;
import dev.headstart.io.MalformedFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever happens to a file, it is read or refused as malformed: no other exception, no crash, no hang. */
class ParquetProperties {
    private static final Path FORMS = Path.of("src/test/resources/golden/parquet/forms");
    private static final int PER_FILE = 400;

    @TempDir
    Path folder;

    @Test
    void aChangedFileIsReadOrRefused() throws IOException {
        ScratchFile file = new ScratchFile(folder.resolve("x"));
        int refused = 0;
        for (Path form : forms()) {
            byte[] whole = Files.readAllBytes(form);
            for (int seed = 0; seed < PER_FILE; seed++) {
                refused += read(file.holding(changed(whole, new Random(seed))), form + ", seed " + seed) ? 0 : 1;
            }
        }
        assertThat(refused).isBetween(forms().size() * PER_FILE / 4, forms().size() * PER_FILE);
    }

    private static List<Path> forms() throws IOException {
        try (Stream<Path> files = Files.list(FORMS)) {
            return files.sorted().toList();
        }
    }

    /** @return whether the file was taken for whole */
    private static boolean read(Path file, String what) {
        try (ParquetFile parquet = ParquetFile.open(file)) {
            parquet.columns().forEach(parquet::read);
            return true;
        } catch (MalformedFileException e) {
            assertThat(e.getMessage()).as(what).startsWith(file.toString()).doesNotContain("\n").endsWith(".");
            return false;
        } catch (RuntimeException e) {
            throw new AssertionError(what, e);
        }
    }

    /** Bytes overwritten, also by such as begin large numbers; bytes left out; the end cut off. Half of it in the footer. */
    private static byte[] changed(byte[] whole, Random random) {
        byte[] changed = whole.clone();
        for (int i = random.nextInt(3); i >= 0; i--) {
            int at = random.nextBoolean() ? random.nextInt(changed.length) : changed.length - 1 - random.nextInt(800);
            switch (random.nextInt(4)) {
                case 0 -> changed[at] = (byte) random.nextInt(256);
                case 1 -> changed[at] ^= (byte) (1 << random.nextInt(8));
                case 2 -> Arrays.fill(changed, at, Math.min(changed.length, at + 1 + random.nextInt(5)), (byte) -1);
                default -> System.arraycopy(changed, at, changed, Math.max(0, at - random.nextInt(4)), changed.length - at);
            }
        }
        return random.nextInt(20) == 0 ? Arrays.copyOf(changed, random.nextInt(changed.length)) : changed;
    }
}
