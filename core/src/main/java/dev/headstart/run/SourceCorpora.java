package dev.headstart.run;

import dev.headstart.data.Corpus;
import dev.headstart.data.Split;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The source languages of a priming run as they are read, which needs no encoder: mistakes in data show at once.
 *
 * @param train by language
 * @param dev   by language; empty if it was not asked for
 */
record SourceCorpora(Map<String, Corpus> train, Map<String, Corpus> dev) {
    static SourceCorpora read(DataConfig data, List<String> languages, boolean withDev) {
        return new SourceCorpora(read(data, languages, Split.TRAIN), withDev ? read(data, languages, Split.DEV) : Map.of());
    }

    private static Map<String, Corpus> read(DataConfig data, List<String> languages, Split split) {
        Map<String, Corpus> corpora = new LinkedHashMap<>();
        languages.forEach(language -> corpora.put(language, data.read(language, split)));
        return corpora;
    }
}
