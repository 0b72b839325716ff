package dev.headstart.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanTest {
    @TempDir
    private Path folder;

    private Experiment experiment(String settings) throws IOException {
        return ExperimentFile.read(Files.writeString(folder.resolve("e.yaml"), """
                encoder: e
                data: d
                sources: [en]
                targets: [hi, nl]
                seeds: [1, 2, 3]
                priming:
                  a: {by: algorithm-1, inner-rate: 0.1}
                  same: {inner-rate: 0.1, by: algorithm-1}
                  other: {like: a, inner-rate: 0.2}
                tuning:
                  one: {rate: 1e-3}
                  grid: {rate: [1e-3, 3e-3], epochs: [1, 2]}
                settings:
                """ + settings));
    }

    private static <T extends Job> List<T> jobs(Experiment experiment, Class<T> kind) {
        return Plan.of(experiment).jobs().stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    @Test
    void aPrimingIsDoneOnceForAllTargetsAndSettings() throws IOException {
        Experiment experiment = experiment("  - {priming: a, tuning: [one, grid]}");
        assertThat(jobs(experiment, Job.Prime.class)).hasSize(3).extracting(Job.Prime::seed).containsExactly(1L, 2L, 3L);
        assertThat(jobs(experiment, Job.Test.class)).hasSize(2 * 2 * 3);
    }

    @Test
    void strategiesOfEqualOptionsAreTheSameWorkWhateverTheirNames() throws IOException {
        Experiment experiment = experiment("  - {priming: [a, same, other], tuning: one}");
        assertThat(jobs(experiment, Job.Prime.class)).extracting(Job.Prime::name).containsExactly("a", "a", "a", "other", "other", "other");
        assertThat(jobs(experiment, Job.Test.class)).hasSize(2 * 2 * 3);
    }

    @Test
    void theGridIsTriedWithOneSeed() throws IOException {
        List<Job.Tune> trials = jobs(experiment("  - {priming: none, tuning: grid}"), Job.Tune.class);
        assertThat(trials).hasSize(2 * 4).allMatch(trial -> trial.seed() == 1);
        assertThat(trials).filteredOn(trial -> trial.target().equals("hi")).extracting(Job.Tune::options).containsExactly(
                Map.of("rate", "1e-3", "epochs", "1"), Map.of("rate", "1e-3", "epochs", "2"),
                Map.of("rate", "3e-3", "epochs", "1"), Map.of("rate", "3e-3", "epochs", "2"));
    }

    @Test
    void whatIsNeededComesBefore() throws IOException {
        List<Job> jobs = Plan.of(experiment("  - {priming: [none, a, other], tuning: [one, grid]}")).jobs();
        assertThat(jobs).extracting(Job::folder).doesNotHaveDuplicates();
        assertThat(jobs).allSatisfy(job -> assertThat(jobs.subList(0, jobs.indexOf(job))).containsAll(job.needs()));
    }

    @Test
    void whatIsPrimedOnMattersOnlyWherePrimingIs() throws IOException {
        Experiment english = experiment("  - {priming: [none, a], tuning: one}");
        Experiment other = ExperimentFile.read(Files.writeString(folder.resolve("spanish.yaml"), "like: e.yaml\nsources: [es]\n"));
        assertThat(Plan.test(other, other.settings().get(0), "hi", 1)).isEqualTo(Plan.test(english, english.settings().get(0), "hi", 1));
        assertThat(Plan.test(other, other.settings().get(1), "hi", 1).folder())
                .isNotEqualTo(Plan.test(english, english.settings().get(1), "hi", 1).folder());
    }

    @Test
    void anotherEncoderSeedTargetOrSplitIsOtherWork() throws IOException {
        Experiment experiment = experiment("  - {priming: a, tuning: one}");
        Setting setting = experiment.settings().get(0);
        List<Job.Test> tests = List.of(Plan.test(experiment, setting, "hi", 1), Plan.test(experiment, setting, "hi", 2),
                Plan.test(experiment, setting, "nl", 1),
                Plan.test(experiment.on("f", experiment.data()), setting, "hi", 1),
                Plan.test(experiment.at("bf16"), setting, "hi", 1),
                Plan.test(experiment("  - {priming: a, tuning: one}\nscore-on: dev"), setting, "hi", 1));
        assertThat(tests).extracting(Job.Test::folder).doesNotHaveDuplicates();
    }
}
