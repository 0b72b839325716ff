package dev.headstart.cli;

import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code completion}. What it prints is made of the commands as they are, so it cannot be behind them. */
@Command(name = "completion", sortOptions = false, abbreviateSynopsis = true,
        description = {"Print what lets a shell complete commands, options and their values. For ~/.bashrc, or with zsh ~/.zshrc:",
                "  eval \"$(headstart completion bash)\""})
final class CompletionCommand implements Runnable {
    @Parameters(paramLabel = "SHELL", description = "bash or zsh.")
    private Shell shell;
    @Mixin
    private CommonOptions common;
    @Spec
    private CommandSpec spec;

    /** They get the same text, which finds out who reads it. */
    enum Shell { BASH, ZSH }

    @Override
    public void run() {
        CommandSpec headstart = spec.root();
        spec.commandLine().getOut().println(AutoComplete.bash(headstart.name(), headstart.commandLine()));
    }
}
