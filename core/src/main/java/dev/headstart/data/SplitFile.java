package dev.headstart.data;

import dev.headstart.io.DiskException;
import dev.headstart.io.MalformedFileException;
import dev.headstart.io.Utf8Lines;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/**
 * The file of one split, from a folder or out of an archive.
 *
 * @param name    its path; inside an archive, {@code af.tar.gz/train}
 * @param content its bytes, not to be modified
 */
record SplitFile(Path name, byte[] content) implements SplitSource {
    private static final List<String> EXTENSIONS = List.of("", ".tsv", ".csv", ".jsonl", ".txt", ".conll", ".conllu");

    /** @return whether the file is this split, by its name */
    static boolean holds(Path file, Split split) {
        return isNamed(file.getFileName().toString(), split) && Files.isRegularFile(file);
    }

    static SplitFile read(Path file) {
        try {
            return new SplitFile(file, Files.readAllBytes(file));
        } catch (IOException e) {
            throw new DiskException("Cannot read", file, e);
        }
    }

    /** @return every file of that split in the archive, in whatever folder */
    static List<SplitFile> unpack(Path archive, Split split) {
        List<SplitFile> found = new ArrayList<>();
        try (InputStream file = Files.newInputStream(archive);
                TarArchiveInputStream tar = new TarArchiveInputStream(GzipCompressorInputStream.builder()
                        .setInputStream(file).setDecompressConcatenated(true).get())) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                String name = entry.getName();
                if (entry.isFile() && isNamed(name.substring(name.lastIndexOf('/') + 1), split)) {
                    found.add(new SplitFile(archive.resolve(name.replaceFirst("^[./]+", "")), tar.readAllBytes()));
                }
            }
        } catch (IOException e) {
            throw new MalformedFileException(archive, "",
                    "cannot be unpacked as .tar.gz (" + e.getMessage() + "). Fetch or copy it again.", e);
        }
        return found;
    }

    private static boolean isNamed(String fileName, Split split) {
        return split.fileStems().stream().anyMatch(
                stem -> fileName.startsWith(stem) && EXTENSIONS.contains(fileName.substring(stem.length())));
    }

    @Override
    public Corpus read(Reading reading, String language, Split split) {
        return reading.parse(name, Utf8Lines.of(name, content), language, split);
    }
}
