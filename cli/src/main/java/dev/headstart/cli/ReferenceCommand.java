package dev.headstart.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command {@code reference}: all help texts as one page, which is kept as docs/reference.md. */
@Command(name = "reference", hidden = true, description = "Print the help of all commands as Markdown.")
final class ReferenceCommand implements Runnable {
    private static final int WIDTH = 100;

    @Mixin
    private CommonOptions common;
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().getOut().print(page());
        spec.commandLine().getOut().flush();
    }

    /** @return the same whatever the terminal */
    static String page() {
        StringBuilder page = new StringBuilder("# Commands\n\nWhat every command prints with `--help`. Made by "
                + "`./headstart reference > docs/reference.md`; a test holds it.\n");
        add(Headstart.commandLine(), page);
        return page.toString();
    }

    private static void add(CommandLine command, StringBuilder page) {
        command.setUsageHelpAutoWidth(false).setUsageHelpWidth(WIDTH);
        page.append("\n## ").append(command.getCommandSpec().qualifiedName()).append("\n\n```\n")
                .append(command.getUsageMessage(Ansi.OFF).stripTrailing()).append("\n```\n");
        command.getSubcommands().values().stream().filter(sub -> !sub.getCommandSpec().usageMessage().hidden()).distinct()
                .forEach(sub -> add(sub, page));
    }
}
