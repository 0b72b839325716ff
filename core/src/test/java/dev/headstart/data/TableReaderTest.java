package dev.headstart.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headstart.io.MalformedFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableReaderTest {
    private static final Reading TOPICS = new Reading(Readout.SENTENCE, TagRule.ANY, Columns.usual());
    private static final Reading TAGS = new Reading(Readout.WORDS, TagRule.ANY, Columns.usual());

    private static List<Sentence> read(Reading reading, String name, String... lines) {
        return reading.parse(Path.of(name), List.of(lines), "en", Split.TRAIN).sentences();
    }

    private static Reading named(Reading reading, String text, String label) {
        return new Reading(reading.readout(), reading.rule(), new Columns(Optional.of(text), Optional.of(label)));
    }

    private static void fails(Reading reading, String name, List<String> lines, String... parts) {
        assertThatThrownBy(() -> read(reading, name, lines.toArray(String[]::new))).isInstanceOf(MalformedFileException.class)
                .hasMessageStartingWith(name).hasMessageContainingAll(parts).message().doesNotContain("\n");
    }

    @Test
    void sib200HasAHeaderAndNoQuoting() {
        assertThat(read(TOPICS, "train.tsv", "index_id\tcategory\ttext", "431\tgeography\tTurkey is  \"in\" Asia.", "",
                "7\tscience/technology\tRadar")).containsExactly(
                Sentence.classified(List.of("Turkey", "is", "\"in\"", "Asia."), "geography"),
                Sentence.classified(List.of("Radar"), "science/technology"));
    }

    @Test
    void csvIsQuotedAsInRfc4180AndCellsMaySpanLines() {
        assertThat(read(TOPICS, "train.csv", "text,label", "\"Oslo, he said \"\"here\"\"\",travel", "\"two", "lines\",sports"))
                .containsExactly(Sentence.classified(List.of("Oslo,", "he", "said", "\"here\""), "travel"),
                        Sentence.classified(List.of("two", "lines"), "sports"));
    }

    @Test
    void jsonLinesHoldTextsOrLists() {
        assertThat(read(TOPICS, "dev.jsonl", "{\"sentence\": \"Good game\", \"label\": 3}"))
                .containsExactly(Sentence.classified(List.of("Good", "game"), "3"));
        assertThat(read(TAGS, "dev.jsonl", "{\"id\": 1, \"tokens\": [\"a b\", \"sat\"], \"pos_tags\": [\"NOUN\", \"VERB\"]}"))
                .containsExactly(new Sentence(List.of("a b", "sat"), List.of("NOUN", "VERB")));
    }

    @Test
    void listsInCellsAreJsonOrStandBetweenBlanks() {
        List<Sentence> expected = List.of(new Sentence(List.of("cats", "[", "sat"), List.of("NOUN", "PUNCT", "VERB")));
        assertThat(read(TAGS, "train.tsv", "words\ttags", "cats [ sat\tNOUN PUNCT VERB")).isEqualTo(expected);
        assertThat(read(TAGS, "train.csv", "tokens,ner_tags", "\"[\"\"cats\"\", \"\"[\"\", \"\"sat\"\"]\",NOUN PUNCT VERB"))
                .isEqualTo(expected);
    }

    @Test
    void spansInTablesFollowTheirScheme() {
        String[] lines = {"tokens\tner_tags", "in Oslo\tO I-LOC"};
        assertThat(read(Reading.spans(TagScheme.IOB1), "train.tsv", lines))
                .containsExactly(new Sentence(List.of("in", "Oslo"), List.of("O", "B-LOC")));
        fails(Reading.spans(TagScheme.IOB2), "train.tsv", List.of(lines), "line 2", "'I-LOC'", "--tags iob1");
    }

    @Test
    void columnsMayHaveAnyNamesIfTheyAreGiven() {
        assertThat(read(named(TOPICS, "body", "topic"), "t.csv", "topic,body,text", "x,right,wrong"))
                .containsExactly(Sentence.classified(List.of("right"), "x"));
        assertThat(read(named(TAGS, "w", "t"), "t.tsv", "w\tt", "a\tX")).containsExactly(new Sentence(List.of("a"), List.of("X")));
    }

    /** A table is one that says so in its first line; a word may be {@code text}, but its tag is then no name of a column. */
    @Test
    void aTsvOfTokensWithoutAHeaderStaysWhatItWas() {
        assertThat(read(TAGS, "train.tsv", "text\tNOUN", "is\tVERB")).containsExactly(
                new Sentence(List.of("text", "is"), List.of("NOUN", "VERB")));
    }

    @Test
    void aMissingColumnIsAnErrorThatListsThoseThereAre() {
        fails(TOPICS, "t.tsv", List.of("id\tkind\ttext", "1\tx\ty"), "looked for label, category", "found id, kind, text", "--label-column");
        fails(named(TOPICS, "body", "kind"), "t.csv", List.of("id,kind,text", "1,x,y"), "looked for body", "--text-column");
        fails(TOPICS, "train.tsv", List.of("Oslo\tB-LOC", "won\tO"), "found Oslo, B-LOC", "another --task");
    }

    @Test
    void everyRowIsReadFromTheColumnsOfTheFirst() {
        String first = "{\"tokens\": [\"a\"], \"ner_tags\": [\"X\"]}";
        fails(TAGS, "t.jsonl", List.of(first, "{\"text\": \"b\", \"ner_tags\": [\"X\"]}"), "line 2", "no 'tokens'", "found text, ner_tags");
        fails(TAGS, "t.jsonl", List.of(first, "{\"tokens\": [\"b\"], \"tags\": [\"Y\"]}"), "line 2", "no 'ner_tags'", "remove the line");
        assertThat(read(TAGS, "t.jsonl", first, "{\"text\": \"c\", \"tokens\": [\"b\"], \"ner_tags\": [\"Y\"], \"pos_tags\": [\"Z\"]}").get(1))
                .isEqualTo(new Sentence(List.of("b"), List.of("Y")));
    }

    /** CoNLL-2003 has both: which is meant, only spans say. */
    @Test
    void ofSeveralColumnsThatCouldBeTheLabelNoneIsGuessed() {
        String header = "tokens\tpos_tags\tner_tags";
        fails(TAGS, "t.tsv", List.of(header, "Oslo\tNNP\tB-LOC"), "the tags could be in ner_tags or pos_tags", "--label-column");
        assertThat(read(named(TAGS, "tokens", "pos_tags"), "t.tsv", header, "Oslo\tNNP\tB-LOC"))
                .containsExactly(new Sentence(List.of("Oslo"), List.of("NNP")));
        assertThat(read(Reading.spans(TagScheme.IOB2), "t.tsv", header, "Oslo\tNNP\tB-LOC"))
                .containsExactly(new Sentence(List.of("Oslo"), List.of("B-LOC")));
        fails(TOPICS, "t.csv", List.of("text,label,category", "a,b,c"), "the label could be in label or category");
    }

    @Test
    void malformedLinesAreNamed() {
        fails(TOPICS, "t.tsv", List.of("category\ttext", "x\ty", "x\ty\tz"), "line 3", "3 columns where the first line has 2");
        fails(TOPICS, "t.csv", List.of("category,text", "x,y", "x"), "line 3", "1 column where");
        fails(TOPICS, "t.csv", List.of("category,text", "x,\"y"), "line 2", "not CSV");
        fails(TOPICS, "t.csv", List.of("text,text", "x,y"), "line 1", "same name");
        fails(TOPICS, "t.jsonl", List.of("{\"text\": \"a\", \"label\": \"b\"}", "", "{\"text\""), "line 3", "not JSON");
        fails(TOPICS, "t.jsonl", List.of("[1]"), "line 1", "a JSON object");
        fails(TOPICS, "t.tsv", List.of("category\ttext", "x\t "), "line 2", "the text is empty");
        fails(TOPICS, "t.tsv", List.of("category\ttext", "\tx"), "line 2", "the label is empty");
        fails(TOPICS, "t.jsonl", List.of("{\"text\": \"a\", \"label\": {}}"), "expected text", "--label-column");
        fails(TOPICS, "t.jsonl", List.of("{\"text\": \"a\", \"label\": \"b\"}", "{\"text\": \"a\"}"), "line 2", "no 'label'", "found text");
        fails(TAGS, "t.tsv", List.of("tokens\ttags", "a b\tX"), "line 2", "2 words but 1 tag;", "--task sentences");
        fails(TAGS, "t.tsv", List.of("tokens\ttags", "['a', 'b']\tX Y"), "line 2", "not JSON", "double quotes");
        fails(TAGS, "t.jsonl", List.of("{\"tokens\": [\"a\", \"\"], \"tags\": [\"X\", \"Y\"]}"), "line 1", "empty string");
        fails(TOPICS, "t.tsv", List.of(), "no row");
        fails(TOPICS, "t.tsv", List.of("category\ttext"), "no row");
    }

    @Test
    void foldersMayHoldTables(@TempDir Path folder) throws IOException {
        Path language = Files.createDirectories(folder.resolve("nl"));
        Files.writeString(language.resolve("train.csv"), "\ufefftext,label\r\nMooi,x\r\n");
        Files.writeString(language.resolve("dev.jsonl"), "{\"text\": \"Ja\", \"label\": \"y\"}\n");
        DataDirectory data = DataDirectory.open(folder);
        assertThat(data.read("nl", Split.TRAIN, TOPICS).labels()).containsExactly(List.of("x"));
        assertThat(data.read("nl", Split.DEV, TOPICS).labels()).containsExactly(List.of("y"));
    }

    @Test
    void anyTagsAreReadFromTokenFilesAndCommentsArePassedOver() {
        assertThat(read(TAGS, "train.conll", "# newdoc id", "# text = Cats sat", "Cats NOUN", "# SYM", "sat VERB", "", "# SYM"))
                .containsExactly(new Sentence(List.of("Cats", "#", "sat"), List.of("NOUN", "SYM", "VERB")),
                        new Sentence(List.of("#"), List.of("SYM")));
        fails(TAGS, "train.tsv", List.of("Cats\t"), "line 1", "the tag is empty");
    }
}
