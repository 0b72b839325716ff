package dev.headstart.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineTest {
    @TempDir
    private Path folder;

    @Test
    void instructionSetsAreThoseOfTheFirstCore() throws IOException {
        Path cpuinfo = Files.write(folder.resolve("cpuinfo"), List.of("processor\t: 0", "model name\t: Fast 1",
                "flags\t\t: fpu avx2 avx512f avx512fake", "", "processor\t: 1", "flags\t\t: amx_bf16"));
        Machine machine = Machine.read(cpuinfo);
        assertThat(machine.processor()).isEqualTo("Fast 1");
        assertThat(machine.features()).containsExactly("avx2", "avx512f");
    }

    @Test
    void whereThereIsNoSuchFileNothingIsKnown() {
        assertThat(Machine.read(folder.resolve("none")).features()).isEmpty();
    }
}
