package dev.headstart.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headstart.io.MalformedFileException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Parquet files that Python wrote; tools/golden/parquet_golden.py says how. */
class ParquetGoldenTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden/parquet");
    private static final Reading ENTITIES = Reading.spans(TagScheme.IOB2);

    private static Corpus read(Path file, Reading reading) {
        return new ParquetShards(List.of(file), 1).read(reading, "xx", Split.TRAIN);
    }

    private static Reading odd(Readout readout, String text, String label) {
        return new Reading(readout, TagRule.ANY, new Columns(Optional.of(text), Optional.of(label)));
    }

    static Stream<Path> forms() throws IOException {
        try (Stream<Path> files = Files.list(GOLDEN.resolve("forms"))) {
            return files.sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @CsvSource({"en,TRAIN", "en,DEV", "hi,TRAIN", "hi,DEV"})
    void wikiAnnAsTheHubHasItReadsAsTheSameSentencesInTsv(String language, Split split) {
        Corpus expected = DataDirectory.open(GOLDEN.resolve("tsv")).read(language, split, ENTITIES);
        assertThat(DataDirectory.open(GOLDEN.resolve("wikiann")).read(language, split, ENTITIES)).isEqualTo(expected);
    }

    @Test
    void everyCompressionPageVersionAndEncodingReadsTheSame() throws IOException {
        List<Sentence> expected = DataDirectory.open(GOLDEN.resolve("tsv")).read("hi", Split.TRAIN, ENTITIES).limit(20).sentences();
        assertThat(forms()).hasSize(16).allSatisfy(file -> assertThat(read(file, ENTITIES).sentences()).isEqualTo(expected));
    }

    @Test
    void aFolderOfParquetFilesServesWhicheverLanguageIsAskedFor() {
        DataDirectory data = DataDirectory.open(GOLDEN.resolve("wikiann/hi"));
        assertThat(data.languages()).isEmpty();
        assertThat(data.read("hi", Split.TRAIN, ENTITIES).sentences()).hasSize(40);
        assertThat(data.read("mr", Split.TRAIN, ENTITIES).language()).isEqualTo("mr");
        assertThat(data.has("mr", Split.TEST)).isFalse();
    }

    @Test
    void textsHaveTheNamesOfTheirClasses() {
        Reading topics = new Reading(Readout.SENTENCE, TagRule.ANY, Columns.usual());
        assertThat(read(GOLDEN.resolve("topics.parquet"), topics).sentences()).containsExactly(
                Sentence.classified(List.of("Oslo", "by", "train"), "travel"),
                Sentence.classified(List.of("नदी", "के", "पार"), "travel"),
                Sentence.classified(List.of("They", "won", "3", ":", "1"), "sports"));
    }

    /** Packed in pages of version 1, in runs in those of version 2. */
    @ParameterizedTest
    @ValueSource(strings = {"1.0", "2.0"})
    void truthValuesAreClassesAsInJsonLines(String version) {
        Corpus corpus = read(GOLDEN.resolve("truths-" + version + ".parquet"), new Reading(Readout.SENTENCE, TagRule.ANY, Columns.usual()));
        assertThat(corpus.labels()).isEqualTo(IntStream.range(0, 21).mapToObj(i -> List.of(String.valueOf(i % 3 == 0))).toList());
    }

    @Test
    void classesWithoutNamesAreNumbersAsInJsonLines() {
        assertThat(read(GOLDEN.resolve("odd.parquet"), odd(Readout.SENTENCE, "text", "class")).sentences())
                .containsExactly(Sentence.classified(List.of("Anne", "Frank"), "3"), Sentence.classified(List.of("न"), "4"));
    }

    @ParameterizedTest
    @CsvSource({"words", "required", "text"})
    void columnsOfTextAreReadAsTheyAre(String words) {
        assertThat(read(GOLDEN.resolve("odd.parquet"), odd(Readout.WORDS, words, "tags")).sentences()).containsExactly(
                new Sentence(List.of("Anne", "Frank"), List.of("B-PER", "I-PER")), new Sentence(List.of("न"), List.of("O")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "numbers      | row 1, column 'numbers': a tag is the number 1 | ClassLabel(names=",
        "null_list    | row 2: a cell holds null, expected text        | --label-column",
        "null_element | row 1: a cell holds null, expected text        | --label-column",
        "lists        | column 'lists': it holds neither single values nor lists of them | as a list of texts",
        "struct       | column 'struct': it holds neither single values nor lists of them | as a list of texts",
        "fraction     | column 'fraction': its values are DOUBLE, neither text nor whole numbers | column.cast('string')",
        "none         | looked for none, found words, required, tags   | --label-column",
    })
    void aColumnThatHoldsNoTagsIsRefused(String column, String what, String advice) {
        assertThatThrownBy(() -> read(GOLDEN.resolve("odd.parquet"), odd(Readout.WORDS, "words", column)))
                .isInstanceOf(MalformedFileException.class).hasMessageStartingWith(GOLDEN.resolve("odd.parquet").toString())
                .hasMessageContainingAll(what, advice).message().doesNotContain("\n");
    }

    @Test
    void aMissingFileOfSeveralIsAnError(@TempDir Path folder) {
        Path language = copied("train-00001-of-00002.parquet", folder, "train-00001-of-00002.parquet");
        assertThatThrownBy(() -> DataDirectory.open(language.getParent()).read("hi", Split.TRAIN, ENTITIES))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("train-00001-of-00002.parquet is one of 2 parts", "holds 1", "Fetch");
    }

    @Test
    void whatTheHubHasConvertedIsReadFromAFolderOfEachSplit(@TempDir Path folder) throws IOException {
        Files.createDirectories(folder.resolve("hi/train"));
        copied("train-00000-of-00002.parquet", folder, "train/0000.parquet");
        copied("train-00001-of-00002.parquet", folder, "train/0001.parquet");
        assertThat(DataDirectory.open(folder).read("hi", Split.TRAIN, ENTITIES).sentences())
                .isEqualTo(DataDirectory.open(GOLDEN.resolve("wikiann")).read("hi", Split.TRAIN, ENTITIES).sentences());
        Files.delete(folder.resolve("hi/train/0000.parquet"));
        assertThatThrownBy(() -> DataDirectory.open(folder).read("hi", Split.TRAIN, ENTITIES))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContainingAll("0001.parquet is one of 2 parts", "holds 1", "Fetch");
    }

    @Test
    void filesOfTwoWholesAreAnErrorNamingBoth(@TempDir Path folder) {
        copied("train-00000-of-00002.parquet", folder, "train.parquet");
        Path language = copied("train-00000-of-00002.parquet", folder, "train-00000-of-00001-0123456789abcdef.parquet");
        assertThatThrownBy(() -> DataDirectory.open(language.getParent()).read("hi", Split.TRAIN, ENTITIES))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContainingAll("train.parquet", "of-00001-", "Remove");
    }

    @Test
    void theSizeThatTheHubPublishesIsFound(@TempDir Path folder) throws IOException {
        DataDirectory data = DataDirectory.open(copied("train-00000-of-00002.parquet", folder, "train.parquet").getParent());
        assertThat(data.published("hi", Split.TRAIN)).isEmpty();
        Files.writeString(folder.resolve("README.md"), """
                ---
                license: unknown
                dataset_info:
                - config_name: hi
                  features:
                  - name: tokens
                    sequence: string
                  splits:
                  - name: validation
                    num_examples: 1000
                  - name: train
                    num_bytes: 1
                    num_examples: 5000
                configs:
                - config_name: hi
                ---
                - name: test
                  num_examples: 7
                """);
        assertThat(data.published("hi", Split.TRAIN)).hasValue(5000);
        assertThat(data.published("hi", Split.DEV)).hasValue(1000);
        assertThat(data.published("hi", Split.TEST)).isEmpty();
        assertThat(data.published("en", Split.TRAIN)).isEmpty();
        Files.move(folder.resolve("README.md"), folder.resolve("hi/README.md"));
        assertThat(DataDirectory.open(folder.resolve("hi")).published("hi", Split.TRAIN)).hasValue(5000);
    }

    /** @return the folder of the language in which the copy is */
    private static Path copied(String file, Path folder, String name) {
        try {
            Path language = Files.createDirectories(folder.resolve("hi"));
            Files.copy(GOLDEN.resolve("wikiann/hi").resolve(file), language.resolve(name));
            return language;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
