package dev.headstart.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventFileTest {
    private static final Clock CLOCK = Clock.fixed(Instant.ofEpochSecond(1_700_000_000), ZoneOffset.UTC);

    @TempDir
    private Path folder;

    /** The bytes that Python's tensorboard 2.21 writes for this event. */
    @Test
    void theFirstRecordIsTensorBoardsOwnToTheByte() throws IOException {
        new EventFile(folder, CLOCK).close();
        assertThat(HexFormat.of().formatHex(Files.readAllBytes(Events.in(folder)))).isEqualTo(
                "1800000000000000a37f4b220900000040fc54d9411a0d627261696e2e4576656e743a32eced8f9d");
    }

    @Test
    void theFileIsNamedByTimeAndGrowsLive() throws IOException {
        try (EventFile events = new EventFile(folder, CLOCK)) {
            assertThat(Events.in(folder).getFileName().toString()).startsWith("events.out.tfevents.1700000000.");
            assertThat(Events.read(Events.in(folder))).isEmpty();
            events.scalars(300, Map.of("train/loss", 0.1));
            assertThat(Events.read(Events.in(folder))).containsExactly(new Events.Scalar(300, "train/loss", 0.1f));
        }
    }

    /** The content that Python's tensorboard 2.21 parses as the plugin's session_start_info. */
    @Test
    void hyperparametersAreNumbersOrText() throws IOException {
        try (EventFile events = new EventFile(folder, CLOCK)) {
            events.hyperparameters(Map.of("seed", "1"));
            events.hyperparameters(Map.of("dropout", "off"));
        }
        String bytes = HexFormat.of().formatHex(Files.readAllBytes(Events.in(folder)));
        assertThat(bytes)
                .contains("0a1c5f68706172616d735f2f73657373696f6e5f73746172745f696e666f4a220a200a0768706172616d7312151a130a110a0473"
                        + "656564120911000000000000f03f")
                .contains("0a1c5f68706172616d735f2f73657373696f6e5f73746172745f696e666f4a210a1f0a0768706172616d7312141a120a100a0764"
                        + "726f706f757412051a036f6666");
    }

    @Test
    void everyNumberOfALineOfMetricsIsThereUnderItsTag() throws IOException {
        try (MetricEvents events = new MetricEvents(new EventFile(folder, CLOCK))) {
            events.line("{\"step\":1,\"query_loss\":1.5,\"outer_rate\":5.0E-5,\"sources\":[\"en\",\"es\"]}");
            events.line("{\"step\":2,\"loss\":1}");
            events.line("{\"step\":200,\"train_loss\":0.5,\"dev_f1\":0.25,\"dev_by_source\":{\"ner/en\":0.75},\"best\":true}");
        }
        assertThat(Events.read(Events.in(folder))).containsExactly(
                new Events.Scalar(1, "train/query_loss", 1.5f), new Events.Scalar(1, "train/outer_rate", 5e-5f),
                new Events.Scalar(2, "train/loss", 1), new Events.Scalar(200, "train/mean_loss", 0.5f),
                new Events.Scalar(200, "dev/f1", 0.25f), new Events.Scalar(200, "dev/by_source/ner/en", 0.75f));
    }
}
