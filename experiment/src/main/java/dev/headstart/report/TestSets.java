package dev.headstart.report;

import dev.headstart.eval.SentenceCounts;
import dev.headstart.experiment.Experiment;
import dev.headstart.experiment.Results;
import dev.headstart.experiment.Setting;
import dev.headstart.experiment.TestSentence;
import dev.headstart.io.MalformedFileException;
import dev.headstart.run.RunListener;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads what models made of the test sentences, one cell after another, and keeps no more than counts of it. */
final class TestSets {
    private final Results results;
    private final Map<Cells.Place, SentenceCounts> counts = new LinkedHashMap<>();
    private final Map<String, Cells.Place> first = new HashMap<>();

    private TestSets(Results results) {
        this.results = results;
    }

    /** @throws MalformedFileException if cells of one target were tested on different sentences */
    static Map<Cells.Place, SentenceCounts> read(Results results, Cells cells, RunListener listener) {
        if (cells.finished().isEmpty()) {
            return Map.of();
        }
        TestSets sets = new TestSets(results);
        try (RunListener.Task task = listener.begin("reading test sentences", cells.finished().size())) {
            int done = 0;
            for (Cells.Place place : cells.finished().keySet()) {
                sets.read(place);
                task.step(++done, place.target());
            }
        }
        return sets.counts;
    }

    private void read(Cells.Place place) {
        Experiment experiment = results.experiment();
        Setting setting = experiment.setting(place.setting());
        List<TestSentence> sentences = results.sentences(setting, place.target(), place.seed());
        if (!sentences.isEmpty()) {
            SentenceCounts read = SentenceCounts.of(sentences.stream().map(TestSentence::counts).toList());
            Cells.Place other = first.computeIfAbsent(place.target(), target -> place);
            if (counts.containsKey(other) && !counts.get(other).isOfSameSet(read)) {
                throw new MalformedFileException(results.folder(), "test on " + place.target(), "'" + place.setting() + "' with seed "
                        + place.seed() + " was tested on other sentences than '" + other.setting() + "' with seed " + other.seed()
                        + ". Were the data changed in between? Run one of them again.");
            }
            counts.put(place, read);
        }
    }
}
