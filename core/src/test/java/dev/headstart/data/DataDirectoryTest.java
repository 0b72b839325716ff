package dev.headstart.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headstart.io.MalformedFileException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataDirectoryTest {
    private static final String TEXT = "Piet\tB-PER\nstap\tO\n\n";

    @TempDir
    private Path directory;

    @BeforeEach
    void english() throws IOException {
        write("en/train.tsv", TEXT);
    }

    private void write(String name, String text) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private void pack(String name, Map<String, String> entries) throws IOException {
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(
                new GZIPOutputStream(Files.newOutputStream(directory.resolve(name))))) {
            for (Map.Entry<String, String> entry : new TreeMap<>(entries).entrySet()) {
                byte[] content = entry.getValue().getBytes(StandardCharsets.UTF_8);
                TarArchiveEntry header = new TarArchiveEntry(entry.getKey());
                header.setSize(content.length);
                tar.putArchiveEntry(header);
                tar.write(content);
                tar.closeArchiveEntry();
            }
        }
    }

    private Corpus read(String language, Split split) {
        return DataDirectory.open(directory).read(language, split, Reading.spans(TagScheme.IOB2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "dev.tsv", "dev.txt", "dev.conll"})
    void readsFilesOfEveryExtension(String name) throws IOException {
        write("af/" + name, TEXT);
        Corpus corpus = read("af", Split.DEV);
        assertThat(corpus.language()).isEqualTo("af");
        assertThat(corpus.split()).isEqualTo(Split.DEV);
        assertThat(corpus.sentences()).hasSize(1);
    }

    @Test
    void readsConllU() throws IOException {
        write("af/dev.conllu", "1\tPiet\tB-PER\n");
        assertThat(read("af", Split.DEV).sentences().get(0).words()).containsExactly("Piet");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "./", "af/", "data/af/"})
    void readsTheArchiveWikiAnnIsPublishedAs(String folder) throws IOException {
        pack("af.tar.gz", Map.of(folder + "train", "af:a\tO\n", folder + "test", "af:b\tO\n", folder + "._test", "x",
                folder + "extra", "af:c\tO\n"));
        assertThat(DataDirectory.open(directory).languages()).containsExactly("af", "en");
        assertThat(read("af", Split.TEST).sentences().get(0).words()).containsExactly("b");
    }

    @Test
    void errorsInsideAnArchiveNameArchiveEntryAndLine() throws IOException {
        pack("af.tar.gz", Map.of("./af/train", "a\tO\nb\n"));
        assertThatThrownBy(() -> read("af", Split.TRAIN)).isInstanceOf(MalformedFileException.class)
                .hasMessageContainingAll(Path.of("af.tar.gz", "af", "train").toString(), "line 2");
    }

    @Test
    void aBrokenArchiveIsAnError() throws IOException {
        write("af.tar.gz", "not packed");
        assertThatThrownBy(() -> read("af", Split.TRAIN)).isInstanceOf(MalformedFileException.class)
                .hasMessageContainingAll("af.tar.gz", "unpacked", "again").hasCauseInstanceOf(IOException.class);
    }

    @Test
    void anArchiveCutShortIsAnError() throws IOException {
        pack("af.tar.gz", Map.of("train", "af:abcdefg\tO\n".repeat(5000)));
        Path archive = directory.resolve("af.tar.gz");
        byte[] whole = Files.readAllBytes(archive);
        Files.write(archive, Arrays.copyOf(whole, whole.length / 2));
        assertThatThrownBy(() -> read("af", Split.TRAIN)).isInstanceOf(MalformedFileException.class)
                .hasMessageContaining("af.tar.gz");
    }

    /** Only the header is there, as no more is needed to refuse it. */
    @Test
    void anArchiveThatUnpacksToGigabytesIsRefusedUnread() throws IOException {
        byte[] header = new byte[512];
        TarArchiveEntry entry = new TarArchiveEntry("af/train");
        entry.setSize(4L << 30);
        entry.writeEntryHeader(header);
        try (OutputStream packed = new GZIPOutputStream(Files.newOutputStream(directory.resolve("af.tar.gz")))) {
            packed.write(header);
        }
        assertThatThrownBy(() -> read("af", Split.TRAIN)).isInstanceOf(MalformedFileException.class)
                .hasMessageContainingAll("af.tar.gz", "af/train", "4294967296 bytes when unpacked", "unpack it into a folder");
    }

    @Test
    void aMissingLanguageIsAnErrorNamingThoseThere() throws IOException {
        write("af/train.tsv", TEXT);
        assertThatThrownBy(() -> read("xx", Split.TRAIN)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(directory.toString(), "'xx'", "af, en", "xx/train.tsv");
    }

    @Test
    void aMissingSplitIsAnErrorNamingWhatWasLookedFor() {
        assertThatThrownBy(() -> read("en", Split.TEST)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(directory.toString(), "en/test", ".conllu", "en.tar.gz", "there: en", "Add");
    }

    @Test
    void twoFilesForOneSplitAreAnErrorNamingBoth() throws IOException {
        write("en/train.txt", TEXT);
        assertThatThrownBy(() -> read("en", Split.TRAIN)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("train.tsv", "train.txt", "Remove");
    }

    @Test
    void aFolderBesideItsArchiveIsAnErrorNamingBoth() throws IOException {
        pack("en.tar.gz", Map.of("train", "en:a\tO\n"));
        assertThatThrownBy(() -> read("en", Split.TRAIN)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("train.tsv", "en.tar.gz");
    }

    @Test
    void foldersWithoutSplitsAreNoLanguages() throws IOException {
        write("notes/readme.txt", "x");
        write("trainer/training.tsv", "x");
        assertThat(DataDirectory.open(directory).languages()).containsExactly("en");
    }

    @Test
    void theOnlyCorpusServesTheLanguageThatIsAskedFor() throws IOException {
        write("news/data/train.tsv", "a\tO\n");
        write("news/data/README.md", "x");
        for (String folder : List.of("en", "news", "news/data")) {
            DataDirectory one = DataDirectory.open(directory.resolve(folder));
            assertThat(one.languages()).isEmpty();
            assertThat(one.read("fi", Split.TRAIN, Reading.spans(TagScheme.IOB2)).language()).isEqualTo("fi");
            assertThatThrownBy(() -> one.requireApart(List.of("fi", "et"))).isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("has one corpus, which can be of one language only. Choose one of fi, et");
        }
        assertThatThrownBy(() -> DataDirectory.open(directory.resolve("news")).read("fi", Split.TEST, Reading.spans(TagScheme.IOB2)))
                .hasMessageContaining("looked for " + directory.resolve("news/data/test") + "[.tsv|").hasMessageNotContaining("tar.gz");
    }

    @Test
    void theOnlyLanguageServesNoOther() throws IOException {
        assertThatThrownBy(() -> read("fi", Split.TRAIN)).hasMessageContaining("No language 'fi'");
        write("train.tsv", "a\tO\n");
        write("data/train.tsv", "a\tO\n");
        assertThatThrownBy(() -> read("fi", Split.TRAIN)).hasMessageContaining("No language 'fi'").hasMessageContaining("There: data, en.");
    }

    @Test
    void aPathThatIsNoFolderIsAnError() {
        assertThatThrownBy(() -> DataDirectory.open(directory.resolve("none")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("none", "not a folder", "LANG.tar.gz");
    }
}
