package dev.headstart.experiment;

import dev.headstart.data.Split;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an experiment file says.
 *
 * @param name        the file's name without its ending
 * @param title       for people
 * @param encoder     folder or hub name of the pretrained encoder; a relative folder is beside the file
 * @param data        folder or hub name of the data, likewise
 * @param precision   of matrix products, which the command line says
 * @param dataOptions how to read it, as options that prime and finetune both have, e.g. {@code task: tokens}
 * @param sources     languages to prime on
 * @param targets     languages to fine-tune on
 * @param scoreOn     the split that tests score on: test, or dev where priming itself is being chosen
 * @param chooseSeed  the seed with which grids are searched
 * @param settings    at least one
 * @param claims      to be answered
 * @param gap         to be closed
 * @param figures     to be drawn
 */
public record Experiment(String name, String title, String encoder, String data, String precision, Strategy dataOptions,
        List<String> sources, List<String> targets, Split scoreOn, long chooseSeed, List<Setting> settings, List<Claim> claims,
        Optional<Gap> gap, List<Figure> figures) {
    public Experiment {
        sources = List.copyOf(sources);
        targets = List.copyOf(targets);
        settings = List.copyOf(settings);
        claims = List.copyOf(claims);
        figures = List.copyOf(figures);
        if (scoreOn == Split.TRAIN) {
            throw new IllegalArgumentException("Scores on train say nothing; say score-on: test or score-on: dev.");
        }
    }

    /** @throws IllegalArgumentException if there is none */
    public Setting setting(String wanted) {
        return settings.stream().filter(setting -> setting.name().equals(wanted)).findFirst().orElseThrow(() ->
                new IllegalArgumentException("There is no setting '" + wanted + "'. There are: "
                        + String.join("; ", settings.stream().map(Setting::name).toList()) + "."));
    }

    /** @return the same on another encoder or data */
    public Experiment on(String otherEncoder, String otherData) {
        return new Experiment(name, title, otherEncoder, otherData, precision, dataOptions, sources, targets, scoreOn, chooseSeed, settings,
                claims, gap, figures);
    }

    /** @return the same with another precision of matrix products */
    public Experiment at(String otherPrecision) {
        return new Experiment(name, title, encoder, data, otherPrecision, dataOptions, sources, targets, scoreOn, chooseSeed, settings,
                claims, gap, figures);
    }

    /** @return the same with those of its settings that have some of these seeds, and only these */
    public Experiment withSeeds(List<Long> some) {
        return withSettings(settings.stream().filter(setting -> setting.seeds().stream().anyMatch(some::contains))
                .map(setting -> setting.withSeeds(setting.seeds().stream().filter(some::contains).toList())).toList());
    }

    /** @return the same with some of its settings */
    public Experiment withSettings(List<Setting> some) {
        return new Experiment(name, title, encoder, data, precision, dataOptions, sources, targets, scoreOn, chooseSeed, some, claims, gap,
                figures);
    }

    /** @return the same on some of its targets */
    public Experiment withTargets(List<String> some) {
        return new Experiment(name, title, encoder, data, precision, dataOptions, sources, some, scoreOn, chooseSeed, settings, claims, gap,
                figures);
    }

    /** @return scores of the paper that stand beside a setting's, in percent by target */
    public Map<String, Double> paper(String setting) {
        return setting(setting).paper();
    }
}
