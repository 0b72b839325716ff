package dev.headstart.finetune;

import dev.headstart.data.Corpus;
import dev.headstart.data.EncodedCorpus;
import dev.headstart.data.LabelSet;
import dev.headstart.data.LengthReport;
import dev.headstart.data.LongSentences;
import dev.headstart.data.Readout;
import dev.headstart.data.Sentence;
import dev.headstart.data.Split;
import dev.headstart.data.Unit;
import dev.headstart.eval.ScoringMode;
import dev.headstart.eval.SpanScorer;
import dev.headstart.testing.TinyModel;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Dev sets for {@link TinyModel}. */
final class TinyCorpus {
    static final LabelSet LABELS = new LabelSet(List.of("B-LOC", "B-PER", "I-LOC", "I-PER", "O"));

    private TinyCorpus() {}

    /** Random labels. */
    static FineTuning.Dev labelled(int count, long seed) {
        List<Unit> units = TinyModel.units(count, seed);
        return corpus(units, units.stream().map(TinyCorpus::tags).toList());
    }

    /** Nothing to find: F1 is 0 whatever is predicted. */
    static FineTuning.Dev withoutEntities(int count, long seed) {
        List<Unit> units = TinyModel.units(count, seed);
        return corpus(units, units.stream().map(unit -> tags(unit).stream().map(tag -> "O").toList()).toList());
    }

    private static List<String> tags(Unit unit) {
        return Arrays.stream(unit.labels()).filter(label -> label >= 0).mapToObj(LABELS::name).toList();
    }

    private static FineTuning.Dev corpus(List<Unit> units, List<List<String>> tags) {
        List<Sentence> sentences = tags.stream().map(own -> new Sentence(words(own.size()), own)).toList();
        EncodedCorpus encoded = new EncodedCorpus(new Corpus("en", Split.DEV, sentences), LABELS, Readout.WORDS, units,
                new LengthReport(LongSentences.SPLIT, units.size(), units.size(), 0, 0, 0));
        return new FineTuning.Dev(encoded, new SpanScorer(ScoringMode.DEFAULT));
    }

    private static List<String> words(int count) {
        return IntStream.range(0, count).mapToObj(i -> "word" + i).toList();
    }
}
