package dev.headstart.experiment;

import dev.headstart.checkpoint.EncoderCheckpoint;
import dev.headstart.data.DataDirectory;
import dev.headstart.data.Split;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Everything that can be known to be wrong with an experiment before it starts.
 *
 * @param experiment on the encoder and data that it will have
 * @param commands   that know options
 */
public record Checks(Experiment experiment, Commands commands) implements ExperimentFile.Check {
    /** What the experiment itself says, or the command line that runs it. */
    private static final Set<String> RESERVED = Set.of("model", "data", "language", "languages", "out", "seed", "threads", "device",
            "precision", "json", "cache", "no-cache", "cache-limit", "feature-memory", "checkpoint-every", "fresh", "verbose", "help");
    private static final Set<String> OF_DATA = YamlNode.keys("task", "text-column", "label-column", "tags", "labels", "max-length",
            "long-sentences", "limit");
    private static final CommandLines LINES = new CommandLines(Path.of("OUT"));

    @Override
    public void encoder() {
        EncoderCheckpoint.readConfig(Path.of(experiment.encoder()));
    }

    @Override
    public void data() {
        DataDirectory.open(Path.of(experiment.data()));
    }

    @Override
    public void dataOptions(Map<String, String> options) {
        options.keySet().stream().filter(option -> !OF_DATA.contains(option)).findFirst().ifPresent(option -> {
            throw new IllegalArgumentException("--" + option + " is not about data. There are: " + String.join(", ", OF_DATA) + ".");
        });
        String target = experiment.targets().get(0);
        commands.finetune(LINES.of(new Job.Tune(Job.Ground.of(experiment), Optional.empty(), "", Map.of(), target, 1)));
    }

    @Override
    public void source(String language) {
        require(language, List.of(Split.TRAIN));
    }

    @Override
    public void target(String language) {
        require(language, List.of(Split.TRAIN, Split.DEV, Split.TEST));
    }

    private void require(String language, List<Split> splits) {
        DataDirectory data = DataDirectory.open(Path.of(experiment.data()));
        if (!data.languages().contains(language)) {
            throw new IllegalArgumentException("There is no language '" + language + "' in " + experiment.data() + ". There are: "
                    + String.join(", ", data.languages()) + ".");
        }
        splits.stream().filter(split -> !data.has(language, split)).findFirst().ifPresent(split -> {
            throw new IllegalArgumentException("'" + language + "' has no " + split + " split in " + experiment.data() + ". Add the file.");
        });
    }

    @Override
    public void priming(Map<String, String> point) {
        requireOwn(point);
        commands.prime(LINES.of(new Job.Prime(Job.Ground.of(experiment), "", point, 1)));
    }

    @Override
    public void tuning(Map<String, String> point) {
        requireOwn(point);
        commands.finetune(LINES.of(new Job.Tune(Job.Ground.of(experiment), Optional.empty(), "", point, experiment.targets().get(0), 1)));
    }

    private static void requireOwn(Map<String, String> point) {
        point.keySet().stream().filter(RESERVED::contains).findFirst().ifPresent(option -> {
            throw new IllegalArgumentException("--" + option + " is not a strategy's to say. Remove '" + option + "'; the experiment says "
                    + "encoder, data, languages and seeds, 'headstart reproduce' and the environment the rest.");
        });
        point.keySet().stream().filter(OF_DATA::contains).findFirst().ifPresent(option -> {
            throw new IllegalArgumentException("--" + option + " is about the data of all settings. Say it under data-options"
                    + (option.equals("limit") ? ", or train-sentences to train on fewer." : "."));
        });
    }
}
