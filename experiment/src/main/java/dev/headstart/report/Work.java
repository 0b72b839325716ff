package dev.headstart.report;

import dev.headstart.experiment.Journal;
import dev.headstart.experiment.Results;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What results have cost.
 *
 * @param begun     when the first job began, ISO; empty if none did
 * @param ended     when the last one ended
 * @param processes how many have worked
 * @param jobs      that were finished
 * @param hours     in which at least one was at work
 * @param coreHours threads × hours, of failed jobs as well
 * @param failures  of jobs that unfinished cells hang on, and that nobody has finished since
 */
record Work(Optional<String> begun, Optional<String> ended, long processes, long jobs, double hours, double coreHours,
        List<Failure> failures) {
    private static final double HOUR = 3600;

    /** @param times how often it failed @param error of the last time */
    record Failure(String label, int times, String at, String error) {}

    /** @param all entries of the folder, in the order of time @return the work of these experiments alone; what they share counts once */
    static Work of(List<Results> experiments, List<Journal.Entry> all) {
        Set<String> jobs = experiments.stream().flatMap(results -> results.jobs().stream()).collect(Collectors.toSet());
        Set<String> unfinished = experiments.stream().flatMap(results -> results.unfinishedJobs().stream()).collect(Collectors.toSet());
        return of(all.stream().filter(entry -> jobs.contains(entry.job())).toList(), unfinished);
    }

    /** @param unfinished jobs that something still hangs on */
    static Work of(List<Journal.Entry> entries, Set<String> unfinished) {
        List<Journal.Entry> ends = entries.stream().filter(entry -> entry.event() != Journal.Event.BEGUN).toList();
        return new Work(entries.stream().findFirst().map(Journal.Entry::at),
                ends.isEmpty() ? Optional.empty() : Optional.of(ends.get(ends.size() - 1).at()),
                entries.stream().map(Journal.Entry::process).distinct().count(),
                ends.stream().filter(entry -> entry.event() == Journal.Event.FINISHED).map(Journal.Entry::job).distinct().count(),
                busy(ends) / HOUR, ends.stream().mapToDouble(entry -> entry.seconds() * entry.threads()).sum() / HOUR,
                failures(ends.stream().filter(entry -> unfinished.contains(entry.job())).toList()));
    }

    /** @return seconds that are in at least one job's time */
    private static double busy(List<Journal.Entry> ends) {
        double busy = 0;
        double until = Double.NEGATIVE_INFINITY;
        for (Journal.Entry entry : ends.stream().sorted(Comparator.comparingDouble(Work::began)).toList()) {
            busy += Math.max(0, ended(entry) - Math.max(until, began(entry)));
            until = Math.max(until, ended(entry));
        }
        return busy;
    }

    private static double ended(Journal.Entry entry) {
        return Duration.between(Instant.EPOCH, Instant.parse(entry.at())).toMillis() / 1e3;
    }

    private static double began(Journal.Entry entry) {
        return ended(entry) - entry.seconds();
    }

    private static List<Failure> failures(List<Journal.Entry> ends) {
        Map<String, List<Journal.Entry>> open = new LinkedHashMap<>();
        for (Journal.Entry entry : ends) {
            if (entry.event() == Journal.Event.FINISHED) {
                open.remove(entry.job());
            } else {
                open.computeIfAbsent(entry.job(), job -> new ArrayList<>()).add(entry);
            }
        }
        return open.values().stream().map(failed -> {
            Journal.Entry last = failed.get(failed.size() - 1);
            return new Failure(last.label(), failed.size(), last.at(), last.error().orElse("no reason given"));
        }).toList();
    }
}
