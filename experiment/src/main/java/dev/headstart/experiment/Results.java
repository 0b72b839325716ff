package dev.headstart.experiment;

import dev.headstart.io.Children;
import dev.headstart.io.JsonText;
import dev.headstart.io.Utf8Lines;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is there of an experiment's results.
 *
 * @param folder     where they are; several experiments may share it
 * @param experiment which of them
 */
public record Results(Path folder, Experiment experiment) {
    /** Of every test: the {@link Cell}. */
    static final String CELL = "cell.json";
    /** Of every test: a {@link TestSentence} a line. */
    static final String SENTENCES = "sentences.jsonl";
    /** Losses and dev scores of a run, one object a line. */
    static final String METRICS = "metrics.jsonl";
    private static final String EXPERIMENTS = "experiments";

    /**
     * What is kept of an experiment.
     *
     * @param lines         of its file
     * @param experiment    as its file and the command line said together
     * @param encoderSha256 fingerprint of the encoder that it names
     */
    record Entry(List<String> lines, Experiment experiment, String encoderSha256) {}

    /** @return results of all experiments in the folder, by name @throws IllegalArgumentException if there is none */
    public static List<Results> in(Path folder) {
        if (!Files.isDirectory(folder.resolve(EXPERIMENTS))) {
            throw new IllegalArgumentException("There is no experiment in " + folder + "; give the --out of 'headstart reproduce'.");
        }
        return entries(folder).stream().map(entry -> new Results(folder, entry.experiment)).toList();
    }

    static List<Entry> entries(Path folder) {
        Path experiments = folder.resolve(EXPERIMENTS);
        return !Files.isDirectory(experiments) ? List.of() : Children.of(experiments).stream()
                .filter(file -> file.toString().endsWith(".json")).map(Results::read).toList();
    }

    static Entry read(Path file) {
        return JsonText.read(file, Entry.class);
    }

    static Path fileOf(Path folder, String experiment) {
        return folder.resolve(EXPERIMENTS).resolve(experiment + ".json");
    }

    /** @return the lines of the experiment's file, comments included, those of the file that it is like before them */
    public List<String> file() {
        return read(fileOf(folder, experiment.name())).lines;
    }

    /** @return folders of all jobs that the cells hang on, those included that a choice on dev may ask for */
    public Set<String> jobs() {
        return folders(Plan.tests(experiment).stream());
    }

    /** @return the same of cells that are not finished */
    public Set<String> unfinishedJobs() {
        return folders(Plan.tests(experiment).stream().filter(test -> cell(test).isEmpty()));
    }

    private static Set<String> folders(Stream<Job.Test> tests) {
        return tests.flatMap(Job.Test::possible).map(Job::folder).collect(Collectors.toSet());
    }

    /** @return the cell, once it is finished */
    public Optional<Cell> cell(Setting setting, String target, long seed) {
        return cell(Plan.test(experiment, setting, target, seed));
    }

    Optional<Cell> cell(Job.Test job) {
        Path file = folder.resolve(job.folder()).resolve(CELL);
        return Files.exists(file) ? Optional.of(JsonText.read(file, Cell.class)) : Optional.empty();
    }

    /** @return the test set with what the cell's model made of it; empty if the cell is not finished */
    public List<TestSentence> sentences(Setting setting, String target, long seed) {
        Path file = folder.resolve(Plan.test(experiment, setting, target, seed).folder()).resolve(SENTENCES);
        if (!Files.exists(file)) {
            return List.of();
        }
        List<TestSentence> sentences = new ArrayList<>();
        for (String line : Utf8Lines.read(file)) {
            sentences.add(JsonText.parse(file, "line " + (sentences.size() + 1), line, TestSentence.class));
        }
        return sentences;
    }

    /** @return the metrics of the cell's fine-tuning, one JSON object a line; empty if the cell is not finished */
    public List<String> tuningMetrics(Setting setting, String target, long seed) {
        return lines(folder.resolve(Plan.test(experiment, setting, target, seed).folder()).resolve(METRICS));
    }

    /** @return the metrics of the cell's priming, likewise; empty without one */
    public List<String> primingMetrics(Setting setting, String target, long seed) {
        return Plan.test(experiment, setting, target, seed).from()
                .map(prime -> lines(folder.resolve(prime.folder()).resolve(METRICS))).orElse(List.of());
    }

    private static List<String> lines(Path file) {
        return Files.exists(file) ? Utf8Lines.read(file) : List.of();
    }
}
