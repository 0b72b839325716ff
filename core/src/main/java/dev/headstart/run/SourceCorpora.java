package dev.headstart.run;

import dev.headstart.data.Corpus;
import dev.headstart.data.DataDirectory;
import dev.headstart.data.LabelSet;
import dev.headstart.data.Split;
import dev.headstart.task.Task;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The sources of a priming run as they are read, which needs no encoder: mistakes in data show at once.
 *
 * @param byName in the order in which they take turns
 */
record SourceCorpora(Map<String, One> byName) {
    /**
     * One source.
     *
     * @param labels of all languages of its data set together, so that they can share a head
     * @param dev    if it was asked for
     */
    record One(DataConfig data, LabelSet labels, Corpus train, Optional<Corpus> dev) {
        Task task() {
            return data.annotation().task();
        }
    }

    static SourceCorpora read(List<SourceSet> sets, boolean withDev) {
        sets.forEach(set -> DataDirectory.open(set.data().directory()).requireApart(set.languages()));
        Map<String, SourceSet.Language> languages = SourceSet.byName(sets);
        Map<String, Corpus> train = new LinkedHashMap<>();
        Map<String, Corpus> dev = new LinkedHashMap<>();
        languages.forEach((name, language) -> train.put(name, language.data().read(language.code(), Split.TRAIN)));
        if (withDev) {
            languages.forEach((name, language) -> dev.put(name, language.data().read(language.code(), Split.DEV)));
        }
        Map<DataConfig, List<Corpus>> ofDataSet = new LinkedHashMap<>();
        languages.forEach((name, language) -> {
            List<Corpus> corpora = ofDataSet.computeIfAbsent(language.data(), data -> new ArrayList<>());
            corpora.add(train.get(name));
            Optional.ofNullable(dev.get(name)).ifPresent(corpora::add);
        });
        Map<DataConfig, LabelSet> labels = new LinkedHashMap<>();
        ofDataSet.forEach((data, corpora) -> labels.put(data, data.annotation().labelsOf(corpora)));
        Map<String, One> byName = new LinkedHashMap<>();
        languages.forEach((name, language) -> byName.put(name, new One(language.data(), labels.get(language.data()),
                train.get(name), Optional.ofNullable(dev.get(name)))));
        return new SourceCorpora(byName);
    }

    /** @return whether all sources have the same kind of task and the same labels */
    boolean isOneTask() {
        return byName.values().stream().map(one -> List.of(one.task(), one.labels())).distinct().count() == 1;
    }

    /** @param why what needs one head for all @throws IllegalArgumentException if the sources differ */
    void requireOneTask(String why) {
        if (!isOneTask()) {
            StringBuilder found = new StringBuilder();
            byName.forEach((name, one) -> found.append(found.length() == 0 ? "" : "; ").append(name).append(" has ")
                    .append(one.task().name()).append(" with ").append(one.labels().size()).append(" labels"));
            throw new IllegalArgumentException(why + " needs sources of one kind of task and with the same labels, but " + found
                    + ". Use --by algorithm-1 with --heads per-language, or leave sources out.");
        }
    }
}
