package dev.headstart.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command {@code cache}. */
@Command(name = "cache", synopsisSubcommandLabel = "COMMAND",
        subcommands = {CacheListCommand.class, CacheVerifyCommand.class, CachePruneCommand.class},
        description = "Look after the cache of models and data sets from the Hugging Face hub, whoever brought them there.")
final class CacheCommand implements Callable<Integer> {
    @Mixin
    private CommonOptions common;
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return CommandLine.ExitCode.USAGE;
    }
}
