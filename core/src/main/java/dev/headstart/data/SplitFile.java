package dev.headstart.data;

import dev.headstart.io.MalformedFileException;
import dev.headstart.io.Utf8Lines;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/**
 * The file of one split, from a folder or out of an archive, of which nothing is in memory before it is read.
 *
 * @param name    its path; inside an archive, {@code af.tar.gz/train}
 * @param archive the one that it is in, if it is in one
 */
record SplitFile(Path name, Optional<Path> archive) implements SplitSource {
    private static final List<String> EXTENSIONS = List.of("", ".tsv", ".csv", ".jsonl", ".txt", ".conll", ".conllu");
    /** A few compressed bytes can claim any number; a split of WikiAnn has a few million. */
    private static final long LARGEST = 256 << 20;

    /** @return whether the file is this split, by its name */
    static boolean holds(Path file, Split split) {
        return isNamed(file.getFileName().toString(), split) && Files.isRegularFile(file);
    }

    /** @return the split in that file */
    static SplitFile read(Path file) {
        return new SplitFile(file, Optional.empty());
    }

    /** @return every file of that split in the archive, in whatever folder */
    static List<SplitFile> unpack(Path archive, Split split) {
        List<SplitFile> found = new ArrayList<>();
        try (InputStream file = Files.newInputStream(archive); TarArchiveInputStream tar = tar(file)) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                String name = entry.getName();
                if (entry.isFile() && isNamed(name.substring(name.lastIndexOf('/') + 1), split)) {
                    requireSmall(archive, entry);
                    found.add(new SplitFile(path(archive, entry), Optional.of(archive)));
                }
            }
        } catch (IOException e) {
            throw notUnpacked(archive, e);
        }
        return found;
    }

    private static void requireSmall(Path archive, TarArchiveEntry entry) {
        if (entry.getRealSize() > LARGEST) {
            throw new MalformedFileException(archive, entry.getName(), "it has " + entry.getRealSize() + " bytes when unpacked, more than "
                    + "the limit of " + LARGEST + ". Fetch or copy it again; or if it is meant to be so large, unpack it into a folder.");
        }
    }

    private static TarArchiveInputStream tar(InputStream file) throws IOException {
        return new TarArchiveInputStream(GzipCompressorInputStream.builder().setInputStream(file).setDecompressConcatenated(true).get());
    }

    private static Path path(Path archive, TarArchiveEntry entry) {
        return archive.resolve(entry.getName().replaceFirst("^[./]+", ""));
    }

    private static MalformedFileException notUnpacked(Path archive, IOException e) {
        return new MalformedFileException(archive, "",
                "cannot be unpacked as .tar.gz (" + e.getMessage() + "). Fetch or copy it again.", e);
    }

    private static boolean isNamed(String fileName, Split split) {
        return split.fileStems().stream().anyMatch(
                stem -> fileName.startsWith(stem) && EXTENSIONS.contains(fileName.substring(stem.length())));
    }

    @Override
    public Corpus read(Reading reading, String language, Split split) {
        return reading.parse(name, archive.map(this::lines).orElseGet(() -> Utf8Lines.read(name)), language, split);
    }

    private List<String> lines(Path packed) {
        try (InputStream file = Files.newInputStream(packed); TarArchiveInputStream tar = tar(file)) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (path(packed, entry).equals(name)) {
                    requireSmall(packed, entry);
                    return Utf8Lines.of(name, tar.readAllBytes());
                }
            }
            throw new IOException("it has changed meanwhile");
        } catch (IOException e) {
            throw notUnpacked(packed, e);
        }
    }
}
