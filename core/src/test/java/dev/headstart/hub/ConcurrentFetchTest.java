package dev.headstart.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ConcurrentFetchTest extends HubCase {
    @Test
    void ofTwoClientsAtOnceOneFetchesAndTheOtherWaits() throws Exception {
        CountDownLatch secondWaits = new CountDownLatch(1);
        server.nextContent((exchange, content) -> {
            HubFault.await(secondWaits);
            HubServer.send(exchange, 200, content);
        });
        List<CompletableFuture<Path>> clients = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            Hub client = new Hub(HubConfig.of(environment, folder), Patience.usual(), new Waiting(secondWaits));
            clients.add(CompletableFuture.supplyAsync(() -> client.model(MODEL), task -> new Thread(task).start()));
        }
        for (CompletableFuture<Path> client : clients) {
            assertThat(client.get(1, TimeUnit.MINUTES).resolve("model.safetensors")).hasBinaryContent(WEIGHTS);
        }
        assertThat(server.contentsAsked()).hasSize(5).doesNotHaveDuplicates();
        assertThat(names(of("blobs"))).hasSize(5).noneMatch(name -> name.endsWith(HubCache.PARTIAL));
    }

    /** Tells when a client has to wait for the other. */
    private record Waiting(CountDownLatch waits) implements HubListener {
        @Override
        public void say(String line) {
            assertThat(line).startsWith("Waiting for another download of ");
            waits.countDown();
        }

        @Override
        public Transfer fetching(String file, long bytes) {
            return done -> { };
        }
    }
}
