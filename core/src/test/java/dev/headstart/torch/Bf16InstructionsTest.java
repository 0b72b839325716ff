package dev.headstart.torch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class Bf16InstructionsTest {
    @Test
    void theFastestIsNamed() {
        assertThat(Bf16Instructions.in(Stream.of("model name\t: x", "flags\t\t: fpu avx512f avx512_bf16 amx_bf16 amx_tile")))
                .contains("amx_bf16");
        assertThat(Bf16Instructions.in(Stream.of("flags\t\t: fpu avx512f avx512_bf16"))).contains("avx512_bf16");
        assertThat(Bf16Instructions.in(Stream.of("Features\t: fp asimd bf16 i8mm"))).contains("bf16");
    }

    @Test
    void aProcessorWithoutThemHasNone() {
        assertThat(Bf16Instructions.in(Stream.of("model name\t: bf16 in name only", "flags\t\t: fpu avx2"))).isEmpty();
    }
}
