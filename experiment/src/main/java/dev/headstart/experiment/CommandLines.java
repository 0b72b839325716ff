package dev.headstart.experiment;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Jobs as commands for single runs, which do the same by hand.
 *
 * @param folder of the experiment
 */
record CommandLines(Path folder) {
    List<String> of(Job.Prime job) {
        List<String> arguments = new ArrayList<>(List.of("--model", job.ground().encoder(), "--data", job.ground().data(),
                "--languages", String.join(",", job.ground().sources())));
        add(arguments, job.ground().dataOptions(), job.options(), job.seed());
        arguments.addAll(List.of("--out", out(job)));
        return arguments;
    }

    List<String> of(Job.Tune job) {
        List<String> arguments = new ArrayList<>(List.of("--model", job.from().map(this::out).orElse(job.ground().encoder()),
                "--data", job.ground().data(), "--language", job.target()));
        add(arguments, job.ground().dataOptions(), job.options(), job.seed());
        arguments.addAll(List.of("--out", out(job)));
        return arguments;
    }

    /** @return for people: what gives the same result as the test of {@code tuned} */
    List<String> shown(Job.Test test, Job.Tune tuned) {
        List<String> commands = new ArrayList<>();
        test.from().ifPresent(prime -> commands.add("headstart prime " + quoted(of(prime))));
        commands.add("headstart finetune " + quoted(of(tuned)));
        commands.add("headstart evaluate " + quoted(List.of("--model", out(tuned), "--data", test.ground().data(), "--language", test.target())));
        return commands;
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
        return arguments.stream().map(argument -> argument.matches("[\\w@%+=:,./-]+") ? argument : "'" + argument.replace("'", "'\\''") + "'")
                .collect(Collectors.joining(" "));
    }
}
