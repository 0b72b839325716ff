package dev.headstart.experiment;

import dev.headstart.run.FineTuneConfig;
import dev.headstart.run.PrimeConfig;
import java.util.List;

/** The commands for single runs, which know what their options mean: a cell is what they make of its options. */
public interface Commands {
    /** @param arguments of {@code headstart prime} @throws IllegalArgumentException if it would refuse them */
    PrimeConfig prime(List<String> arguments);

    /** @param arguments of {@code headstart finetune} @throws IllegalArgumentException if it would refuse them */
    FineTuneConfig finetune(List<String> arguments);
}
