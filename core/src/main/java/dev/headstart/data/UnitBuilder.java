package dev.headstart.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Aligns pieces with words and labels, and keeps units within the limit. One builder serves one corpus and counts what
 * it does to it.
 *
 * <p>Deviation: run_ner drops words without pieces from loss and score. Here they are the unknown piece under either
 * policy, as in XTREME, so that every word has a prediction.
 */
final class UnitBuilder {
    private final LongSentences policy;
    private final Readout readout;
    private final LabelSet labels;
    private final int[] prefix;
    private final int[] suffix;
    private final int[] unknown;
    private final int room;  // pieces beside the special tokens
    private int longSentences;
    private int wordsAffected;
    private int wordsReplaced;

    UnitBuilder(Encoding encoding, LabelSet labels) {
        this.policy = encoding.policy();
        this.readout = encoding.readout();
        this.labels = labels;
        this.prefix = encoding.tokenizer().prefix();
        this.suffix = encoding.tokenizer().suffix();
        this.unknown = new int[] {encoding.tokenizer().unknown()};
        this.room = encoding.maxLength() - prefix.length - suffix.length;
    }

    LengthReport report(int sentences, int units) {
        return new LengthReport(policy, sentences, units, longSentences, wordsAffected, wordsReplaced);
    }

    /** @param pieces of each word of the sentence @return its units, in order, at least one */
    List<Unit> units(int index, Sentence sentence, List<int[]> pieces) {
        List<int[]> usable = pieces.stream().map(this::usable).toList();
        List<Unit> units = new ArrayList<>(1);
        int first = 0;
        do {
            int end = end(usable, first);
            units.add(unit(index, units.size(), sentence, usable, first, end));
            wordsAffected += affected(usable.size(), first, end);
            first = policy == LongSentences.SPLIT ? end : usable.size();
        } while (first < usable.size());
        boolean cut = policy == LongSentences.TRUNCATE && usable.stream().mapToInt(p -> p.length).sum() > room;
        longSentences += cut || units.size() > 1 ? 1 : 0;
        return units;
    }

    private int[] usable(int[] pieces) {
        boolean tooLong = policy == LongSentences.SPLIT && pieces.length > room;
        if (pieces.length > 0 && !tooLong) {
            return pieces;
        }
        wordsReplaced++;
        return unknown;
    }

    /** @return the first word that belongs to no unit that begins with {@code first} */
    private int end(List<int[]> pieces, int first) {
        int length = 0;
        int word = first;
        while (word < pieces.size()) {
            boolean fits = policy == LongSentences.SPLIT ? length + pieces.get(word).length <= room : length < room;
            if (!fits) {
                break;
            }
            length += pieces.get(word++).length;
        }
        return word;
    }

    private int affected(int words, int first, int end) {
        if (policy == LongSentences.TRUNCATE) {
            return words - end;
        }
        return first > 0 ? end - first : 0;
    }

    private Unit unit(int index, int part, Sentence sentence, List<int[]> pieces, int first, int end) {
        int total = pieces.subList(first, end).stream().mapToInt(p -> p.length).sum();
        int last = prefix.length + Math.min(total, room);
        int[] ids = Arrays.copyOf(prefix, last + suffix.length);
        int[] words = new int[ids.length];
        Arrays.fill(words, -1);
        int at = prefix.length;
        for (int word = first; word < end; word++) {
            int[] own = pieces.get(word);
            if (readout == Readout.WORDS) {
                words[at] = word;
            }
            System.arraycopy(own, 0, ids, at, Math.min(own.length, last - at));
            at += own.length;
        }
        if (readout == Readout.SENTENCE) {
            words[0] = 0;
        }
        System.arraycopy(suffix, 0, ids, last, suffix.length);
        return new Unit(index, part, sentence.text(), ids, words, labels.targets(words, sentence));
    }
}
