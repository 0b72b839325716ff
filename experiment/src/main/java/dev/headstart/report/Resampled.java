package dev.headstart.report;

import dev.headstart.eval.CrossedBootstrap;
import dev.headstart.eval.SentenceCounts;
import dev.headstart.experiment.Experiment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Scores of all cells on the same resamples, so that any of them can be compared. Scores are in percent. */
final class Resampled {
    private final Experiment experiment;
    private final Map<Cells.Place, SentenceCounts> counts;
    private final CrossedBootstrap bootstrap;
    private final Map<Cells.Place, double[]> scores = new HashMap<>();

    Resampled(Experiment experiment, Map<Cells.Place, SentenceCounts> counts, CrossedBootstrap bootstrap) {
        this.experiment = experiment;
        this.counts = counts;
        this.bootstrap = bootstrap;
        for (int t = 0; t < experiment.targets().size(); t++) {
            resample(experiment.targets().get(t), t);
        }
    }

    private void resample(String target, int number) {
        List<Cells.Place> places = counts.keySet().stream().filter(place -> place.target().equals(target)).toList();
        if (!places.isEmpty()) {
            double[][] f1 = bootstrap.f1(places.stream().map(counts::get).toList(), number);
            for (int i = 0; i < f1.length; i++) {
                for (int b = 0; b < f1[i].length; b++) {
                    f1[i][b] *= 100;
                }
                scores.put(places.get(i), f1[i]);
            }
        }
    }

    int resamples() {
        return bootstrap.resamples();
    }

    /** @return the seeds with which all of these settings were tested on the target */
    List<Long> commonSeeds(String target, String... settings) {
        return experiment.setting(settings[0]).seeds().stream().filter(seed -> Stream.of(settings)
                .allMatch(setting -> counts.containsKey(new Cells.Place(setting, target, seed)))).toList();
    }

    /** @return the seeds with which a setting was tested on the target */
    List<Long> seeds(String target, String setting) {
        return commonSeeds(target, setting);
    }

    /** @return whether each of these settings is tested on all targets with some seeds, the same on each */
    boolean isWhole(String... settings) {
        return Stream.of(settings).allMatch(setting -> {
            List<List<Long>> seeds = experiment.targets().stream().map(target -> seeds(target, setting)).distinct().toList();
            return seeds.size() == 1 && !seeds.get(0).isEmpty();
        });
    }

    /** @return the mean of each setting over its seeds, drawn together where they are as many; empty if one of them has none */
    Optional<List<Resample>> together(String target, String... settings) {
        return Stream.of(settings).anyMatch(setting -> seeds(target, setting).isEmpty()) ? Optional.empty()
                : Optional.of(Stream.of(settings).map(setting -> mean(target, setting)).toList());
    }

    private Resample mean(String target, String setting) {
        List<Cells.Place> places = seeds(target, setting).stream().map(seed -> new Cells.Place(setting, target, seed)).toList();
        double observed = places.stream().mapToDouble(place -> 100 * counts.get(place).f1()).sum() / places.size();
        return new Resample(observed, bootstrap.overSeeds(places.stream().map(scores::get).toList()));
    }

    /** @return the mean over all targets where each of the settings has a seed; empty if there is none */
    Optional<List<Resample>> average(String... settings) {
        List<List<Resample>> all = experiment.targets().stream().flatMap(target -> together(target, settings).stream()).toList();
        List<Resample> means = new ArrayList<>();
        for (int i = 0; i < settings.length && !all.isEmpty(); i++) {
            int setting = i;
            means.add(Resample.mean(all.stream().map(each -> each.get(setting)).toList()));
        }
        return means.isEmpty() ? Optional.empty() : Optional.of(means);
    }

    Experiment experiment() {
        return experiment;
    }

    Optional<SentenceCounts> counts(Cells.Place place) {
        return Optional.ofNullable(counts.get(place));
    }
}
