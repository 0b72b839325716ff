package dev.headstart.experiment;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Jobs as commands for single runs, which do the same by hand.
 *
 * @param folder of the experiment
 */
record CommandLines(Path folder) {
    /** Options of data that a tuned model does not know by itself. */
    private static final Set<String> OF_EVALUATE = Set.of("limit", "tags", "text-column", "label-column");

    List<String> of(Job.Prime job) {
        List<String> arguments = new ArrayList<>(List.of("--model", job.ground().encoder(), "--data", job.ground().data(),
                "--languages", String.join(",", job.ground().sources())));
        add(arguments, job.ground().dataOptions(), job.options(), job.seed());
        arguments.addAll(List.of("--out", out(job)));
        return arguments;
    }

    List<String> of(Job.Tune job) {
        return of(job, folder.resolve(job.folder()));
    }

    /** @param out where else the result is to be */
    List<String> of(Job.Tune job, Path out) {
        List<String> arguments = new ArrayList<>(List.of("--model", job.from().map(this::out).orElse(job.ground().encoder()),
                "--data", job.ground().data(), "--language", job.target()));
        add(arguments, job.ground().dataOptions(), job.options(), job.seed());
        arguments.addAll(List.of("--out", out.toString()));
        return arguments;
    }

    /** @return for people: what gives the same result as the test of {@code tuned}, with names for the places of this machine */
    static List<String> shown(Job.Test test, Job.Tune tuned) {
        CommandLines lines = new CommandLines(Path.of("OUT"));
        Job.Ground named = new Job.Ground("ENCODER", "DATA", test.ground().precision(), test.ground().dataOptions(),
                test.ground().sources());
        List<String> commands = new ArrayList<>();
        Optional<Job.Prime> primed = tuned.from().map(prime -> new Job.Prime(named, prime.name(), prime.options(), prime.seed()));
        Job.Tune tune = new Job.Tune(named, primed, tuned.name(), tuned.options(), tuned.target(), tuned.seed());
        primed.ifPresent(prime -> commands.add("prime " + quoted(lines.of(prime))));
        commands.add("finetune " + quoted(lines.of(tune)));
        List<String> evaluate = new ArrayList<>(List.of("--model", lines.out(tune), "--data", "DATA", "--language", test.target(),
                "--split", test.on().toString()));
        test.ground().dataOptions().forEach((option, value) -> {
            if (OF_EVALUATE.contains(option)) {
                evaluate.addAll(Strategy.arguments(Map.of(option, value)));
            }
        });
        commands.add("evaluate " + quoted(evaluate));
        return commands.stream().map(command -> "headstart " + command + " --precision " + test.ground().precision()).toList();
    }

    private static void add(List<String> arguments, Map<String, String> data, Map<String, String> options, long seed) {
        arguments.addAll(Strategy.arguments(data));
        arguments.addAll(Strategy.arguments(options));
        arguments.addAll(List.of("--seed", Long.toString(seed)));
    }

    private String out(Job job) {
        return folder.resolve(job.folder()).toString();
    }

    /** As a shell reads it. */
    private static String quoted(List<String> arguments) {
        return arguments.stream().map(each -> each.matches("[\\w@%+=:,./-]+") ? each : "'" + each.replace("'", "'\\''") + "'")
                .collect(Collectors.joining(" "));
    }
}
