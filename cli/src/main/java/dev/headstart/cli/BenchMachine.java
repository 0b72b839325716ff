package dev.headstart.cli;

import dev.headstart.bench.TuningVariable;
import dev.headstart.run.Version;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What measurements depend on besides the program.
 *
 * @param processor       its name
 * @param cores           that this process may use
 * @param instructionSets that the engine makes use of
 * @param java            its version
 * @param headstart       this program's version
 * @param tuning          variables of the environment that tune the engine, as they are set
 */
record BenchMachine(String processor, int cores, List<String> instructionSets, String java, String headstart,
        Map<String, String> tuning) {
    static BenchMachine here() {
        Machine machine = Machine.read(Path.of("/proc/cpuinfo"));
        return new BenchMachine(machine.processor(), machine.cores(), machine.features(), Runtime.version().toString(),
                Version.current(), TuningVariable.in(System.getenv()));
    }

    /** @return one line */
    @Override
    public String toString() {
        return "machine: " + processor + ", " + cores + " cores (" + String.join(" ", instructionSets) + "); Java " + java
                + "; Headstart " + headstart + "; tuned by " + (tuning.isEmpty() ? "nothing" : tuning.entrySet().stream()
                        .map(Map.Entry::toString).collect(Collectors.joining(" ")));
    }
}
