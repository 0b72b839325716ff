package dev.headstart.data;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextReaderTest {
    @Test
    void punctuationStandsAlone() {
        assertThat(TextReader.words("He (St. Paul), 3 km."))
                .containsExactly("He", "(", "St", ".", "Paul", ")", ",", "3", "km", ".");
    }

    @Test
    void apostrophesAndHyphensStayInsideWordsOnly() {
        assertThat(TextReader.words("l'aviation n\u2019est buite-egtelike 'a' -b c--d"))
                .containsExactly("l'aviation", "n\u2019est", "buite-egtelike", "'", "a", "'",
                        "-", "b", "c", "-", "-", "d");
    }

    @Test
    void hindiWordsKeepTheirMarksAndTheDandaStandsAlone() {
        assertThat(TextReader.words("\u0939\u093f\u0928\u094d\u0926\u0940 \u0915\u094d\u200d\u092f\u093e\u0964"))
                .containsExactly("\u0939\u093f\u0928\u094d\u0926\u0940", "\u0915\u094d\u200d\u092f\u093e", "\u0964");
    }

    @Test
    void combiningMarksAndSupplementaryCharactersStayWhole() {
        assertThat(TextReader.words("e\u0301te\u0301 \uD83D\uDE00\uFE0F!"))
                .containsExactly("e\u0301te\u0301", "\uD83D\uDE00\uFE0F", "!");
    }

    @Test
    void invisibleCharactersMakeNoWord() {
        assertThat(TextReader.words(" \u00A0\u200B\u2003\t\u0007")).isEmpty();
    }

    @Test
    void veryLongWordsAreNoTrouble() {
        assertThat(TextReader.words("ab-".repeat(200_000) + "c")).hasSize(1);
    }
}
