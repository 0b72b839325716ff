package dev.headstart.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headstart.io.MalformedFileException;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;

class TokenPerLineReaderTest {
    private static List<Sentence> read(String name, TagScheme scheme, String... lines) {
        return TokenPerLineReader.parse(Path.of(name), List.of(lines), "af", Split.TRAIN, scheme).sentences();
    }

    private static List<Sentence> read(String name, String... lines) {
        return read(name, TagScheme.IOB2, lines);
    }

    private static AbstractThrowableAssert<?, ?> failure(String name, String... lines) {
        return assertThatThrownBy(() -> read(name, lines)).isInstanceOf(MalformedFileException.class)
                .hasMessageContaining(name);
    }

    private static Sentence sentence(String words, String tags) {
        return new Sentence(List.of(words.split(" ")), List.of(tags.split(" ")));
    }

    @Test
    void readsTheFormOfXtreme() {
        assertThat(read("train.tsv", "Piet\tB-PER", "Nel\tI-PER", "", "stap\tO", ""))
                .containsExactly(sentence("Piet Nel", "B-PER I-PER"), sentence("stap", "O"));
    }

    @Test
    void severalBlankLinesEndOneSentence() {
        assertThat(read("train", "", "a\tO", "", " ", "\t", "b\tO", "", "")).hasSize(2);
    }

    @Test
    void cutsTheLanguageOffPublishedWikiAnn() {
        assertThat(read("train", "af:Piet\tB-PER", "af::\tO", "af:#\tO", "", "af:af:x\tO"))
                .containsExactly(sentence("Piet : #", "B-PER O O"), sentence("af:x", "O"));
    }

    @Test
    void keepsAPrefixThatNotEveryLineHas() {
        assertThat(read("train", "af:Piet\tB-PER", "stap\tO")).containsExactly(sentence("af:Piet stap", "B-PER O"));
    }

    @Test
    void refusesThePrefixOfAnotherLanguage() {
        failure("train", "az:Piet\tB-PER", "az:stap\tO").hasMessageContainingAll("'az:'", "'af'", "Rename");
    }

    @Test
    void aPrefixWithoutAWordIsAnError() {
        failure("train", "af:Piet\tB-PER", "af:\tO").hasMessageContainingAll("line 2", "word is empty");
    }

    @Test
    void hashesAndColonsAndUnicodeBlanksAreWords() {
        assertThat(read("train.tsv", "#\tO", "#\tO", ":\tO", "a\u00A0b\tB-LOC", "\u2003\tI-LOC"))
                .containsExactly(new Sentence(List.of("#", "#", ":", "a\u00A0b", "\u2003"),
                        List.of("O", "O", "O", "B-LOC", "I-LOC")));
    }

    @Test
    void readsTheLastOfManyConllColumns() {
        assertThat(read("train.conll", "-DOCSTART- -X- -X- O", "", "EU NNP B-NP B-ORG",
                "rejects  VBZ B-VP O", "# NN I-NP O"))
                .containsExactly(sentence("EU rejects #", "B-ORG O O"));
    }

    @Test
    void aTabSeparatesWhereThereIsOneEvenInConll() {
        assertThat(read("train.txt", "New York\tB-LOC", "is O").get(0).words()).containsExactly("New York", "is");
    }

    @Test
    void commentsPrecedeSentences() {
        assertThat(read("train.conll", "# id 1", "# text = a b", "a O", "", "#", "# O"))
                .containsExactly(sentence("a", "O"), sentence("#", "O"));
        assertThat(read("train.tsv", "# global columns", "a\tO")).containsExactly(sentence("a", "O"));
    }

    @Test
    void readsConllU() {
        assertThat(read("dev.conllu", "# sent_id = 1", "# text =\tB", "1-2\tvanhulle\t_\t_", "1\tvan\tADP\tO",
                "2\tPiet\tPROPN\tB-PER",
                "2.1\tstap\t_\t_", "3\t#\tSYM\tO"))
                .containsExactly(sentence("van Piet #", "O B-PER O"));
    }

    @Test
    void conllUWithoutIndexIsAnError() {
        failure("dev.conllu", "van\tADP\tO").hasMessageContainingAll("line 1", "'van'", ".conll");
        failure("dev.conllu", "1\tO").hasMessageContainingAll("line 1", "2 columns", "index TAB word");
    }

    @Test
    void aLineWithOneColumnIsAnError() {
        failure("train.tsv", "a\tO", "woord")
                .hasMessageContainingAll("line 2", "one column", "'woord'", "word TAB tag", "Add the tag");
        failure("train.tsv", "woord O").hasMessageContainingAll("line 1", "name the file .conll or .txt");
    }

    @Test
    void malformedTagsAreErrors() {
        for (String tag : List.of("B-", "I-", "", "o", "PER", "S-PER", "B_PER", "_")) {
            failure("train.tsv", "a\tO", "b\t" + tag)
                    .hasMessageContainingAll("line 2", "'" + tag + "'", "B-X", "Correct");
        }
    }

    @Test
    void emptyFilesAreErrors() {
        failure("train.tsv").hasMessageContainingAll("empty", "word TAB tag", "again");
        failure("train.tsv", "", "# comment", "").hasMessageContainingAll("no sentence", "again");
    }

    @Test
    void anEntityThatBeginsInsideIsAnErrorNamingTheRepair() {
        failure("train.tsv", "a\tO", "b\tI-PER")
                .hasMessageContainingAll("line 2", "'I-PER'", "'O'", "'B-PER'", "--tags iob1");
        failure("train.tsv", "a\tB-LOC", "b\tI-PER").hasMessageContainingAll("line 2", "'B-LOC'");
        failure("train.tsv", "a\tB-LOC", "", "b\tI-LOC").hasMessageContaining("line 3");
    }

    @Test
    void iob1IsConverted() {
        assertThat(read("train.tsv", TagScheme.IOB1,
                "a\tI-PER", "b\tI-PER", "c\tB-PER", "d\tI-LOC", "e\tO", "", "f\tI-LOC"))
                .extracting(Sentence::tags)
                .containsExactly(List.of("B-PER", "I-PER", "B-PER", "B-LOC", "O"), List.of("B-LOC"));
    }

    @Test
    void iob1LeavesIob2AsItIs() {
        String[] lines = {"a\tB-PER", "b\tI-PER", "c\tB-PER", "d\tO", "e\tB-LOC"};
        assertThat(read("train.tsv", TagScheme.IOB1, lines)).isEqualTo(read("train.tsv", lines));
    }
}
