package dev.headstart.cli;

import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code headstart}. Its subcommands are listed in the order in which a newcomer needs them. */
@Command(name = "headstart", versionProvider = ProgramVersion.class,
        subcommands = {QuickstartCommand.class, PrimeCommand.class, FineTuneCommand.class, EvaluateCommand.class,
                PredictCommand.class, ScoreCommand.class, CheckCommand.class, ReproduceCommand.class, ReportCommand.class,
                ExportCommand.class, ImportCommand.class, BenchCommand.class, InfoCommand.class, FetchCommand.class, CacheCommand.class,
                CompletionCommand.class, ReferenceCommand.class},
        description = "Primes a pretrained encoder for the parameter-efficient fine-tuning it will get later.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "'headstart COMMAND --help' lists a command's options."})
public final class Headstart implements Callable<Integer> {
    @Mixin
    private CommonOptions common;
    @Option(names = {"-V", "--version"}, versionHelp = true, description = "Print the version and exit.")
    private boolean version;
    @Spec
    private CommandSpec spec;

    private Headstart() {}

    public static void main(String[] args) {
        System.exit(run(utf8(System.out), utf8(System.err), args));
    }

    /** @return the exit code: 0 done, 1 failed, 2 asked for in a wrong way */
    static int run(PrintWriter out, PrintWriter err, String... args) {
        CommandLine commandLine = commandLine().setOut(out).setErr(err);
        int exitCode = commandLine.execute(args);
        out.flush();
        err.flush();
        return exitCode;
    }

    static CommandLine commandLine() {
        return Failures.handledIn(configured(new CommandLine(new Headstart())));
    }

    /** @return {@code commandLine}, which reads arguments as all commands do */
    static CommandLine configured(CommandLine commandLine) {
        return commandLine.setCaseInsensitiveEnumValuesAllowed(true).setUsageHelpAutoWidth(true).setAbbreviatedOptionsAllowed(false);
    }

    /** Whatever the locale says: labels and sentences may be in any script. */
    private static PrintWriter utf8(PrintStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
    }

    /** Without a command there is nothing to do but to show them. */
    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return CommandLine.ExitCode.USAGE;
    }
}
