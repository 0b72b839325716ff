package dev.headstart.finetune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.headstart.data.TokenBatch;
import dev.headstart.data.Unit;
import dev.headstart.io.Store;
import dev.headstart.model.Dropout;
import dev.headstart.model.Encoder;
import dev.headstart.model.Parameters;
import dev.headstart.peft.Classifier;
import dev.headstart.peft.HeadOnly;
import dev.headstart.peft.Tuning;
import dev.headstart.testing.TinyModel;
import dev.headstart.torch.Engine;
import dev.headstart.torch.HostArrays;
import dev.headstart.torch.Precision;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kept features must equal fresh ones in every bit: the same units in the same passes on the same engine, which is what
 * their key says, and copies do not round.
 */
class FeatureStorageTest {
    private static final int UNITS = 700;   // more tokens than one pass of the encoder takes
    private static final long PLENTY = 1 << 30;
    private static final Map<String, String> ORIGIN = Map.of("encoder", "tiny");

    @TempDir
    private Path folder;
    private final Classifier model = new Classifier(TinyModel.encoder(), new HeadOnly());
    private final List<Unit> units = TinyModel.units(UNITS, 1);
    private final List<String> warnings = new ArrayList<>();
    private PointerScope scope;
    private Parameters pretrained;

    @BeforeEach
    void open() {
        scope = new PointerScope();
        pretrained = TinyModel.pretrained(2, ScalarType.Float);
    }

    @AfterEach
    void close() {
        scope.close();
    }

    @Test
    void whereverTheyAreKeptTheyAreTheSameBits() {
        double[] fresh = values(FeatureStorage.forThisRun(), false);
        assertThat(values(new FeatureStorage(Optional.empty(), Map.of(), 0), false)).isEqualTo(fresh);
        assertThat(values(stored(PLENTY), false)).isEqualTo(fresh);
        assertThat(values(stored(PLENTY), true)).isEqualTo(fresh);
        assertThat(values(stored(0), true)).isEqualTo(fresh);
    }

    @Test
    void whatWasWrittenWhileItWasComputedIsTheSameBits() {
        double[] fresh = values(FeatureStorage.forThisRun(), false);
        assertThat(values(stored(0), false)).isEqualTo(fresh);
        assertThat(values(stored(0), true)).isEqualTo(fresh);
        assertThat(values(stored(PLENTY), true)).isEqualTo(fresh);
    }

    @Test
    void nothingIsComputedWhereFeaturesAreReused() {
        values(stored(PLENTY), false);
        List<Integer> heard = new ArrayList<>();
        try (Features features = new Features(model, pretrained, units, Tuning.HEAD.parts(new HeadOnly()), stored(PLENTY), heard::add)) {
            assertThat(features.reused()).contains(true);
        }
        assertThat(heard).isEmpty();
    }

    @Test
    void damagedFeaturesAreComputedAnewAndReplaced() throws IOException {
        double[] fresh = values(stored(PLENTY), false);
        byte[] content = Files.readAllBytes(entry());
        content[content.length - 1] ^= 64;
        Files.write(entry(), content);
        assertThat(values(stored(PLENTY), false)).isEqualTo(fresh);
        assertThat(values(stored(PLENTY), true)).isEqualTo(fresh);
    }

    @Test
    void anotherEncoderOrderPrecisionOrNumberFormatHasItsOwn() {
        values(stored(PLENTY), false);
        FeatureStorage other = new FeatureStorage(stored(PLENTY).store(), Map.of("encoder", "other"), PLENTY);
        assertReused(model, pretrained, units, other, false);
        List<Unit> turned = new ArrayList<>(units);
        Collections.reverse(turned);
        assertReused(model, pretrained, turned, stored(PLENTY), false);
        Engine rounding = Engine.start(Engine.Device.CPU, 1, Precision.BF16);
        assertReused(new Classifier(new Encoder(TinyModel.config(), Dropout.OFF, rounding), new HeadOnly()), pretrained,
                units, stored(PLENTY), false);
        assertReused(model, TinyModel.pretrained(2, ScalarType.Double), units, stored(PLENTY), false);
        assertReused(model, pretrained, units, stored(PLENTY), true);
    }

    @Test
    void otherLabelsAndSentenceNumbersShareThem() {
        values(stored(PLENTY), false);
        List<Unit> relabelled = units.stream().map(unit -> new Unit(unit.sentence() + 1, unit.part(), "", unit.ids(),
                unit.words(), IntStream.range(0, unit.length()).map(i -> Unit.IGNORED).toArray())).toList();
        assertReused(model, pretrained, relabelled, stored(PLENTY), true);
    }

    @Test
    void aCacheThatIsTooSmallOrCannotBeWrittenChangesNothingElse() throws IOException {
        double[] fresh = values(FeatureStorage.forThisRun(), false);
        for (long memory : List.of(0L, PLENTY)) {
            assertThat(values(storedIn(folder, 1000, memory), false)).isEqualTo(fresh);
            assertThat(warnings).singleElement().asString().startsWith("Not cached: ");
            warnings.clear();
            Path occupied = Files.writeString(folder.resolve("file"), "text").resolve("cache");
            assertThat(values(storedIn(occupied, PLENTY, memory), false)).isEqualTo(fresh);
            assertThat(warnings).singleElement().asString().startsWith("Going on without the cache: ");
            warnings.clear();
        }
    }

    @Test
    void whereTheCacheFailsMidwayFeaturesAreComputedAgainFromTheStart() {
        double[] fresh = values(FeatureStorage.forThisRun(), false);
        List<Integer> heard = new ArrayList<>();
        try (Features features = new Features(model, pretrained, units, Tuning.HEAD.parts(new HeadOnly()), stored(0), done -> {
            heard.add(done);
            deleteCached();
        })) {
            assertThat(features.reused()).contains(false);
            assertThat(values(features)).isEqualTo(fresh);
        }
        assertThat(warnings).singleElement().asString().startsWith("Going on without the cache: ");
        assertThat(heard.subList(heard.size() / 2, heard.size())).isEqualTo(heard.subList(0, heard.size() / 2)).endsWith(UNITS);
    }

    @Test
    void storedFeaturesMustNameTheirEncoder() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FeatureStorage(stored(0).store(), Map.of(), 0)).withMessageContaining("which encoder");
    }

    private void assertReused(Classifier classifier, Parameters weights, List<Unit> which, FeatureStorage storage, boolean reused) {
        try (Features features = new Features(classifier, weights, which, Tuning.HEAD.parts(new HeadOnly()), storage, done -> { })) {
            assertThat(features.reused()).contains(reused);
        }
    }

    /** @return features of all units in a random order */
    private double[] values(FeatureStorage storage, boolean reused) {
        try (Features features = new Features(model, pretrained, units, Tuning.HEAD.parts(new HeadOnly()), storage, done -> { })) {
            assertThat(features.reused()).contains(reused);
            return values(features);
        }
    }

    private double[] values(Features features) {
        List<Integer> order = new ArrayList<>(IntStream.range(0, UNITS).boxed().toList());
        Collections.shuffle(order, new Random(3));
        TokenBatch batch = TokenBatch.of(order.stream().map(units::get).toList(), model.encoder().engine());
        return HostArrays.doubles(features.below(order, batch.input()).states().orElseThrow());
    }

    private void deleteCached() {
        try (Stream<Path> files = Files.list(folder.resolve("cache"))) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private FeatureStorage stored(long memory) {
        return storedIn(folder.resolve("cache"), PLENTY, memory);
    }

    private FeatureStorage storedIn(Path place, long limit, long memory) {
        return new FeatureStorage(Optional.of(new Store(place, limit, warnings::add)), ORIGIN, memory);
    }

    private Path entry() throws IOException {
        try (Stream<Path> entries = Files.list(folder.resolve("cache"))) {
            return entries.findFirst().orElseThrow();
        }
    }
}
