package dev.headstart.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headstart.io.DiskException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Connections break, servers err: what is shown in the end is whole and right, or not there. */
class ResumeTest extends HubCase {
    private static final int TRIES = 5;

    /** All but the weights, so that the next content to be asked for is theirs. */
    @BeforeEach
    void fetchTheSmallFiles() {
        HubRepository small = model();
        hub().fetch(Repository.of(Repository.Kind.MODEL, MODEL), new NamedFiles(small.files().keySet().stream()
                .filter(file -> !small.isLarge(file)).toList()));
    }

    /** Of what was on its way when the connection broke, Java's client may lose the end, so not every byte counts. */
    @Test
    void aConnectionThatBreaksAnywhereIsTakenUpWhereItBroke() {
        Random random = new Random(11);
        List<Long> here = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            int bytes = 1 + random.nextInt(45_000);
            server.nextContent((exchange, content) -> {
                here.add(Files.size(partial()));
                HubFault.cutAfter(bytes).befall(exchange, content);
            });
        }
        server.nextContent((exchange, content) -> {
            here.add(Files.size(partial()));
            HubFault.cutAfter(content.length).befall(exchange, content);
        });
        assertWeights(hub().model(MODEL));
        assertThat(here).hasSize(7).isSorted().endsWith(Collections.max(here));
        assertThat(here.get(6)).isPositive();
        assertThat(ranges()).isEqualTo(here.stream().filter(size -> size > 0).map(size -> "bytes=" + size + "-").toList());
    }

    @Test
    void whatAnEarlierRunHasFetchedIsKept() throws IOException {
        leavePartial(123_456);
        assertWeights(hub().model(MODEL));
        assertThat(ranges()).containsExactly("bytes=123456-");
        assertThat(partial()).doesNotExist();
    }

    @Test
    void whatBreaksAgainAndAgainIsLeftForTheNextRun() throws IOException {
        leavePartial(1000);
        for (int i = 0; i < TRIES; i++) {
            server.nextContent(HubFault.cutAfter(0));
        }
        assertThatThrownBy(() -> hub().model(MODEL)).isInstanceOf(HubException.class).message()
                .startsWith("Fetching model.safetensors of " + MODEL + "@" + model().commit() + " broke off: ")
                .endsWith("What has come is kept; the same command goes on from there.");
        assertThat(partial()).hasSize(1000);
        assertThat(of("snapshots").resolve(model().commit()).resolve("model.safetensors")).doesNotExist();
        assertThat(waited).extracting(Duration::toSeconds).containsExactly(1L, 2L, 4L, 8L);
        assertWeights(hub().model(MODEL));
        assertThat(ranges()).endsWith("bytes=1000-");
    }

    @Test
    void aServerMaySendAllWhereTheRestWasAskedFor() throws IOException {
        leavePartial(1000);
        server.nextContent(HubFault.rangeIgnored());
        assertWeights(hub().model(MODEL));
    }

    @Test
    void aServerMaySendAnotherPartThanTheOneThatWasAskedFor() throws IOException {
        leavePartial(1000);
        server.nextContent((exchange, content) -> {
            exchange.getResponseHeaders().set("Content-Range", "bytes 0-" + (content.length - 1) + "/" + content.length);
            HubServer.send(exchange, 206, content);
        });
        assertWeights(hub().model(MODEL));
    }

    @Test
    void aServerMayRefuseToSendTheRest() throws IOException {
        leavePartial(1000);
        server.nextContent(HubFault.status(416, ""));
        assertWeights(hub().model(MODEL));
        assertThat(ranges()).containsExactly("bytes=1000-");
    }

    @Test
    void aWholePartialNeedsNoConnection() throws IOException {
        leavePartial(WEIGHTS.length);
        int before = server.contentsAsked().size();
        assertWeights(hub().model(MODEL));
        assertThat(server.contentsAsked()).hasSize(before);
    }

    @Test
    void anotherContentIsRefusedAndThrownAway() throws IOException {
        server.nextContent(HubFault.otherContent());
        assertRefused("The hub sent another content than the one with the hash " + model().hash("model.safetensors")
                + " that it had announced for model.safetensors of " + MODEL + "@" + model().commit());
        assertWeights(hub().model(MODEL));
    }

    @Test
    void anotherSmallFileIsRefusedToo() {
        HubRepository changed = model();
        changed.files().put("config.json", "{}".getBytes());
        server.put("models/" + MODEL, changed);
        server.nextContent(HubFault.otherContent());
        assertThatThrownBy(() -> hub().model(MODEL)).isInstanceOf(HubException.class)
                .hasMessageContaining("announced for config.json").hasMessageContaining("nothing of it is kept. Try again");
        assertThat(of("snapshots").resolve(changed.commit())).doesNotExist();
        assertThat(of("refs/main")).hasContent(model().commit());
    }

    @Test
    void aDamagedPartialIsReplaced() throws IOException {
        Files.createDirectories(of("blobs"));
        Files.write(partial(), new byte[5000]);
        assertWeights(hub().model(MODEL));
        assertThat(ranges()).containsExactly("bytes=5000-");
    }

    @Test
    void aDamagedPartialIsReplacedOnceOnly() throws IOException {
        Files.createDirectories(of("blobs"));
        Files.write(partial(), new byte[5000]);
        server.nextContent(HubFault.otherContent());
        server.nextContent(HubFault.otherContent());
        assertRefused("another content than the one with the hash");
    }

    @Test
    void whoWaitsIsToldWhatForAndHowLong() {
        server.nextQuestion(HubFault.tooManyRequests("Retry-After", "17"));
        server.nextContent(HubFault.status(503, ""));
        hub().model(MODEL);
        assertThat(said).containsExactly(MODEL + "@main: 127.0.0.1 takes no more requests for now (429), but again in 17 s; with "
                + "HF_TOKEN set it takes more; trying again in 17 s.",
                "model.safetensors: 127.0.0.1 is out of order (503); trying again in 1 s.");
    }

    @Test
    void moreThanWasAnnouncedIsRefused() throws IOException {
        server.nextContent((exchange, content) -> HubServer.send(exchange, 200, new byte[content.length + 1]));
        assertRefused("The hub sent more than the 300000 bytes that it had announced");
    }

    @Test
    void aServerThatFallsSilentIsAskedAgain() throws IOException {
        CountDownLatch askedAgain = new CountDownLatch(1);
        server.nextContent((exchange, content) -> {
            HubFault.cutAfter(1000).befall(exchange, content);
            HubFault.await(askedAgain);
        });
        server.nextContent((exchange, content) -> {
            askedAgain.countDown();
            HubFault.cutAfter(content.length).befall(exchange, content);
        });
        assertWeights(hub(Duration.ofMillis(300)).model(MODEL));
        assertThat(ranges()).isNotEmpty().containsOnly("bytes=1000-");   // a busy machine may be silent itself, and be asked once more
    }

    @Test
    void aDiskThatIsTooSmallIsToldBeforehand() {
        assertThatThrownBy(() -> {
            try (Partial partial = new Partial(folder.resolve("partial"))) {
                partial.requireRoom(Long.MAX_VALUE);
            }
        }).isInstanceOf(DiskException.class)
                .hasMessageContaining("it needs 9223372036854775807 more bytes, but only ").hasMessageContaining("HF_HUB_CACHE");
    }

    private void assertRefused(String message) {
        assertThatThrownBy(() -> hub().model(MODEL)).isInstanceOf(HubException.class).hasMessageContaining(message);
        assertThat(partial()).doesNotExist();
        assertThat(of("blobs").resolve(model().hash("model.safetensors"))).doesNotExist();
        assertThat(of("snapshots").resolve(model().commit()).resolve("model.safetensors")).doesNotExist();
    }

    private static void assertWeights(Path snapshot) {
        assertThat(snapshot.resolve("model.safetensors")).hasBinaryContent(WEIGHTS);
    }
}
