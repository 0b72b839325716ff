package dev.headstart.cli;

import picocli.CommandLine;
import picocli.CommandLine.Option;

/** Options of every command. */
final class CommonOptions {
    @Option(names = {"-h", "--help"}, usageHelp = true, description = "Show this help and exit.")
    private boolean help;
    @Option(names = "--verbose", description = "Say more, and show the stack trace of a failure.")
    private boolean verbose;

    boolean verbose() {
        return verbose;
    }

    /** @return whether {@code --verbose} was given to this command, before or after its name */
    static boolean verbose(CommandLine command) {
        for (CommandLine each = command; each != null; each = each.getParent()) {
            if (each.getMixins().get("common") instanceof CommonOptions common && common.verbose) {
                return true;
            }
        }
        return false;
    }
}
