package dev.headstart.cli;

import dev.headstart.experiment.Commands;
import dev.headstart.run.FineTuneConfig;
import dev.headstart.run.PrimeConfig;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** {@code prime} and {@code finetune}, read but not run: an experiment's strategies mean what the commands make of them. */
record ParsedCommands() implements Commands {
    @Override
    public PrimeConfig prime(List<String> arguments) {
        PrimeCommand command = new PrimeCommand();
        parse(command, arguments);
        return command.config();
    }

    @Override
    public FineTuneConfig finetune(List<String> arguments) {
        FineTuneCommand command = new FineTuneCommand();
        parse(command, arguments);
        return command.config();
    }

    private static void parse(Object command, List<String> arguments) {
        try {
            Headstart.configured(new CommandLine(command)).parseArgs(arguments.toArray(String[]::new));
        } catch (ParameterException e) {
            throw new IllegalArgumentException(Failures.explained(e), e);
        }
    }
}
