package dev.headstart.data;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Cuts plain text to words, about as in WikiAnn. A word is a run of letters, digits and marks, with single apostrophes and
 * hyphens inside ({@code l'aviation}, {@code buite-egtelike}); every other visible character is a word of its own, so
 * {@code (St.)} is four and a Hindi danda stands alone. Combining marks stay with what they modify, as do the
 * invisible joiners that Hindi words contain.
 */
public final class TextReader {
    private static final String RUN = "[\\p{L}\\p{N}][\\p{L}\\p{N}\\p{M}\\p{Cf}]*+";
    private static final String SYMBOL = "[^\\s\\p{Z}\\p{C}\\p{M}]\\p{M}*";
    private static final Pattern WORD = Pattern.compile(
            RUN + "(?:['\u2019\u2010\u2011-]" + RUN + ")*+|" + SYMBOL + "|\\p{M}+");

    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Z}]+");

    private TextReader() {
    }

    /** @return what stands between white space, as where only the text as a whole matters */
    public static List<String> wordsBetweenBlanks(String text) {
        return BLANKS.splitAsStream(text).filter(word -> !word.isEmpty()).toList();
    }

    /** @return the words of a text, none if it has no visible character */
    public static List<String> words(String text) {
        return WORD.matcher(text).results().map(MatchResult::group).toList();
    }
}
