package dev.headstart.cli;

import dev.headstart.hub.Hub;
import dev.headstart.io.JsonText;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Results for people or for machines. */
final class JsonOption {
    @Option(names = "--json", description = "Print the result as JSON, and no progress.")
    private boolean json;
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    /** Prints {@code record} as indented JSON if {@code --json} was given, else {@code text}. */
    void print(Object record, Object text) {
        command.commandLine().getOut().println(json ? JsonText.pretty(record) : text);
    }

    /** @return as {@link Progress#start}, or a silent one if {@code --json} was given */
    Progress progress(String task, long total) {
        return json ? Progress.SILENT : Progress.start(task, total, command.commandLine().getErr());
    }

    /** @return models and data sets by name; what is fetched is shown unless {@code --json} was given */
    Hub hub() {
        return new ShownFetch(json, command.commandLine().getErr()).hub();
    }

    boolean json() {
        return json;
    }
}
