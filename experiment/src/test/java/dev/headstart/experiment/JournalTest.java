package dev.headstart.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
    @Test
    void processesThatBeginInTheSameMillisecondHaveJournalsOfTheirOwn(@TempDir Path folder) {
        Clock same = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
        Journal one = Journal.begin(folder, 1, same);
        Journal other = Journal.begin(folder, 1, same);
        assertThat(one.file()).isNotEqualTo(other.file());
        assertThat(one.process()).isNotEqualTo(other.process());
    }
}
