package dev.headstart.cli;

import dev.headstart.experiment.Forecast;
import dev.headstart.experiment.Job;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What is to be done and how long it will take.
 *
 * @param primings to be done
 * @param tunings  to be done, those that a choice on dev will ask for not counted
 * @param tests    to be done, with the tunings that were chosen
 * @param kinds    of job, whatever the target and the seed
 * @param jobs     one by one
 */
record Outlook(Part primings, Part tunings, Part tests, Map<String, Part> kinds, List<One> jobs) {
    /** @param jobs how many @param seconds of one process */
    record Part(int jobs, double seconds) {
        static Part of(List<Forecast.Line> lines, Class<? extends Job> kind) {
            return of(lines.stream().filter(line -> kind.isInstance(line.job())).toList());
        }

        static Part of(List<Forecast.Line> lines) {
            return new Part(lines.size(), lines.stream().mapToDouble(Forecast.Line::seconds).sum());
        }
    }

    /** @param label of the job */
    record One(String label, double seconds) {}

    static Outlook of(List<Forecast.Line> lines) {
        Map<String, Part> kinds = new LinkedHashMap<>();
        lines.stream().collect(Collectors.groupingBy(line -> line.job().kind(), LinkedHashMap::new, Collectors.toList()))
                .forEach((kind, these) -> kinds.put(kind, Part.of(these)));
        return new Outlook(Part.of(lines, Job.Prime.class), Part.of(lines, Job.Tune.class), Part.of(lines, Job.Test.class), kinds,
                lines.stream().map(line -> new One(line.job().label(), line.seconds())).toList());
    }

    String table() {
        Table table = new Table("to do", "jobs", "time of one process");
        kinds.forEach((kind, part) -> row(table, kind, part));
        row(table, "all primings", primings);
        row(table, "all tunings", tunings);
        row(table, "all tests", tests);
        row(table, "in all", new Part(jobs.size(), primings.seconds + tunings.seconds + tests.seconds));
        return table.toString();
    }

    private static void row(Table table, String name, Part part) {
        Duration time = Duration.ofSeconds(Math.round(part.seconds));
        table.row(name, Integer.toString(part.jobs), String.format(Locale.ROOT, "%d:%02d:%02d", time.toHours(), time.toMinutesPart(),
                time.toSecondsPart()));
    }
}
