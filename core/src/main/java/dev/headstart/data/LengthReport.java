package dev.headstart.data;

import java.util.Locale;

/**
 * What the length limit did to a corpus. Belongs beside every score: the policies have different denominators.
 *
 * @param policy   how long sentences were treated
 * @param sentences number of sentences
 * @param units    number of units made of them
 * @param longSentences sentences that did not fit
 * @param wordsAffected words moved into later parts of their sentence, or cut off
 * @param wordsReplaced words replaced by the unknown piece: without pieces of their own or, if splitting, longer than
 *                      the limit
 */
public record LengthReport(
        LongSentences policy, int sentences, int units, int longSentences, int wordsAffected, int wordsReplaced) {

    /** One line for people, e.g. {@code 5000 sentences, 5002 units: 2 split (31 words moved into later parts), ...}. */
    @Override
    public String toString() {
        String done = policy == LongSentences.SPLIT
                ? "split (%d words moved into later parts)" : "truncated (%d words lost)";
        return String.format(Locale.ROOT,
                "%d sentences, %d units: %d " + done + ", %d words replaced by the unknown piece",
                sentences, units, longSentences, wordsAffected, wordsReplaced);
    }
}
