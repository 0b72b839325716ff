package dev.headstart.experiment;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All jobs of an experiment, each once, those that others need before them.
 *
 * @param jobs in the order in which they are best done
 */
public record Plan(List<Job> jobs) {
    public Plan {
        jobs = List.copyOf(jobs);
    }

    /** @return what has to be done for every setting on every target with every seed */
    public static Plan of(Experiment experiment) {
        Map<String, Job> jobs = new LinkedHashMap<>();
        for (Setting setting : experiment.settings()) {
            for (long seed : setting.seeds()) {
                experiment.targets().forEach(target -> add(test(experiment, setting, target, seed), jobs));
            }
        }
        return new Plan(List.copyOf(jobs.values()));
    }

    private static void add(Job job, Map<String, Job> jobs) {
        job.needs().forEach(needed -> add(needed, jobs));
        jobs.putIfAbsent(job.folder(), job);
    }

    /** @return the jobs that make the experiment's cells */
    static List<Job.Test> tests(Experiment experiment) {
        return of(experiment).jobs().stream().filter(Job.Test.class::isInstance).map(Job.Test.class::cast).toList();
    }

    /** @return the job that makes one cell */
    public static Job.Test test(Experiment experiment, Setting setting, String target, long seed) {
        Job.Ground all = Job.Ground.of(experiment);
        Job.Ground ground = setting.priming().isPresent() ? all : all.unprimed();
        Strategy tuning = setting.tuning();
        Optional<Job.Prime> chosenFrom = prime(ground, setting, experiment.chooseSeed());
        List<Job.Tune> trials = !tuning.hasChoice() ? List.of() : tuning.points().stream().map(point ->
                new Job.Tune(ground, chosenFrom, tuning.name(), point, target, experiment.chooseSeed())).toList();
        return new Job.Test(ground, prime(ground, setting, seed), tuning, trials, target, experiment.scoreOn(), seed);
    }

    private static Optional<Job.Prime> prime(Job.Ground ground, Setting setting, long seed) {
        return setting.priming().map(strategy -> new Job.Prime(ground, strategy.name(), strategy.points().get(0), seed));
    }
}
