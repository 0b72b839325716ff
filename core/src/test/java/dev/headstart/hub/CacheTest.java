package dev.headstart.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headstart.io.LockFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class CacheTest extends HubCase {
    @Test
    void whatIsThereIsListed() {
        Instant before = Instant.now().minus(Duration.ofMinutes(1));
        hub().model(MODEL);
        hub().data(DATA, List.of("en"));
        List<CachedRevision> cached = hub().cached();
        assertThat(cached).extracting(revision -> revision.snapshot().repository().name()).containsExactly(DATA, MODEL);
        CachedRevision model = cached.get(1);
        assertThat(model.snapshot().commit()).isEqualTo(model().commit());
        assertThat(model.references()).containsExactly("main");
        assertThat(model.files()).isEqualTo(5);
        assertThat(model.bytes()).isGreaterThan(WEIGHTS.length).isLessThan(WEIGHTS.length + 1000);
        assertThat(model.lastUsed()).isAfter(before);
    }

    @Test
    void aCacheThatIsNotThereIsEmpty() {
        assertThat(hub().cached()).isEmpty();
        assertThat(hub().verify().blobs()).isZero();
        assertThat(hub().prune(List.of())).isEmpty();
        assertThat(cache()).doesNotExist();
    }

    @Test
    void aWholeCacheIsFoundWhole() {
        hub().model(MODEL);
        hub().data(DATA, List.of());
        assertThat(hub().verify()).isEqualTo(new CacheCheck(10, 0, List.of()));
    }

    @Test
    void copiesAreNotLookedAtWhichIsSaid() {
        environment.put("HF_HUB_DISABLE_SYMLINKS", "1");
        hub().model(MODEL);
        assertThat(hub().verify()).isEqualTo(new CacheCheck(5, 5, List.of()));
    }

    @Test
    void aChangedByteAndAMissingContentAreFound() throws IOException {
        Path snapshot = hub().model(MODEL);
        Path weights = snapshot.resolve("model.safetensors").toRealPath();
        byte[] bytes = Files.readAllBytes(weights);
        bytes[1234] ^= 1;
        Files.write(weights, bytes);
        Files.delete(snapshot.resolve("vocab.txt").toRealPath());
        assertThat(hub().verify().damages()).containsExactlyInAnyOrder(
                new CacheCheck.Damage(of("blobs").resolve(weights.getFileName()), "its content has not the hash of its name"),
                new CacheCheck.Damage(snapshot.resolve("vocab.txt"), "its content is missing"));
    }

    @Test
    void pruningLeavesWhatIsInUse() throws IOException {
        hub().model(MODEL);
        leavePartial(10);
        Path orphan = Files.writeString(of("blobs").resolve("0".repeat(40)), "orphan");
        Path other = Files.writeString(of("blobs").resolve("notes.headstart"), "theirs too");
        Path python = Files.writeString(of("blobs").resolve("0".repeat(40) + ".12345678.incomplete"), "theirs");
        List<CacheRemoval> plan = hub().planPruning(List.of());
        assertThat(plan).containsExactlyInAnyOrder(new CacheRemoval(orphan, 6, "in no snapshot"),
                new CacheRemoval(partial(), 10, "broken-off download"));
        assertThat(orphan).exists();
        assertThat(hub().prune(List.of())).isEqualTo(plan);
        assertThat(orphan).doesNotExist();
        assertThat(partial()).doesNotExist();
        assertThat(python).exists();
        assertThat(other).exists();
        assertThat(hub().model(MODEL).resolve("model.safetensors")).hasBinaryContent(WEIGHTS);
        assertThat(fetched).hasSize(5);
    }

    @Test
    void aRevisionGoesWithWhatOnlyItNeeds() throws IOException {
        hub().model(MODEL);
        HubRepository next = model();
        next.files().put("config.json", "{}".getBytes());
        server.put("models/" + MODEL, next);
        Path snapshot = hub().model(MODEL);
        CachedRevision old = hub().cached().stream().filter(each -> each.isMeantBy(MODEL + "@" + model().commit())).findFirst()
                .orElseThrow();
        assertThat(hub().prune(List.of(old))).extracting(CacheRemoval::path)
                .containsExactly(old.snapshot().folder(), of("blobs").resolve(model().hash("config.json")));
        assertThat(names(of("snapshots"))).containsExactly(next.commit());
        assertThat(names(of("trees"))).containsExactly(next.commit() + ".headstart");
        assertThat(hub().verify()).isEqualTo(new CacheCheck(5, 0, List.of()));
        assertThat(snapshot.resolve("model.safetensors")).hasBinaryContent(WEIGHTS);
        assertThat(of("refs/main")).hasContent(next.commit());
    }

    @Test
    void aRepositoryGoesWithItsLastRevision() {
        hub().model(MODEL);
        hub().data(DATA, List.of("hi"));
        hub().prune(hub().cached().stream().filter(each -> each.isMeantBy(MODEL)).toList());
        assertThat(cache().resolve("models--someone--tiny-bert")).doesNotExist();
        assertThat(hub().cached()).extracting(each -> each.snapshot().repository().name()).containsExactly(DATA);
    }

    @Test
    void whatNeverCameLeavesNothing() {
        for (int i = 0; i < 5; i++) {
            server.nextContent(HubFault.cutAfter(0));
        }
        assertThatThrownBy(() -> hub().model(MODEL)).isInstanceOf(HubException.class);
        assertThat(hub().prune(List.of())).hasSize(1);
        assertThat(of("")).doesNotExist();
    }

    @Test
    void whatIsBeingFetchedStays() throws IOException {
        leavePartial(10);
        HubCache layout = HubConfig.of(environment, folder).cache();
        Path lock = layout.lock(Repository.of(Repository.Kind.MODEL, MODEL), new ContentHash(model().hash("model.safetensors")));
        try (LockFile held = DownloadLock.tryTake(lock).orElseThrow()) {
            assertThat(hub().prune(List.of())).isEmpty();
            assertThat(partial()).exists();
        }
        assertThat(hub().prune(List.of())).hasSize(1);
    }
}
