package dev.headstart.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headstart.checkpoint.TunedModel;
import dev.headstart.data.LabelSet;
import dev.headstart.data.LongSentences;
import dev.headstart.data.Sentence;
import dev.headstart.data.Split;
import dev.headstart.model.Dropout;
import dev.headstart.model.Theta;
import dev.headstart.peft.Classifier;
import dev.headstart.peft.TopAdapter;
import dev.headstart.peft.Tuning;
import dev.headstart.synthetic.SyntheticCorpus;
import dev.headstart.task.Spans;
import dev.headstart.torch.Engine;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.bytedeco.javacpp.PointerScope;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several models over one encoder. */
class SharedEncoderTest {
    private static final Path MINI = Path.of("..", "models", "mini");
    private static final Engine ENGINE = Engine.start();

    @TempDir
    private static Path folder;

    /** Heads as they are drawn, one a language: they say something about every word. */
    @BeforeAll
    static void write() {
        try (PointerScope scope = new PointerScope(); EncoderFolder encoder = EncoderFolder.open(MINI, ENGINE)) {
            write("nl", encoder, encoder.fingerprint(), 1);
            write("hi", encoder, encoder.fingerprint(), 2);
            write("other", encoder, "0".repeat(64), 1);
        }
    }

    private static void write(String name, EncoderFolder encoder, String fingerprint, long seed) {
        LabelSet labels = new LabelSet(List.of("B-LOC", "B-PER", "I-LOC", "I-PER", "O"));
        TopAdapter method = TopAdapter.defaults();
        Theta fresh = new Classifier(encoder.encoder(Dropout.OFF), method).fresh(encoder.pretrained(), labels.size(), seed);
        TunedModel.Home home = new TunedModel.Home(MINI.toAbsolutePath().toString(), fingerprint, Optional.empty());
        TunedModel.Card card = new TunedModel.Card(new Spans(), Tuning.ADAPTER, home, labels, 128, LongSentences.SPLIT);
        new TunedModel(card, method, fresh.adapter(), fresh.head()).write(folder.resolve(name));
    }

    @Test
    void modelsOverOneEncoderSayWhatEachSaysAlone() {
        try (PointerScope scope = new PointerScope(); EncoderFolder encoder = EncoderFolder.open(MINI, ENGINE)) {
            TunedFolder nl = TunedFolder.on(encoder, folder.resolve("nl"));
            TunedFolder hi = TunedFolder.on(encoder, folder.resolve("hi"));
            assertThat(shown(nl, "nl")).isEqualTo(alone("nl")).anyMatch(sentence -> sentence.contains("]"));
            assertThat(shown(hi, "hi")).isEqualTo(alone("hi")).anyMatch(sentence -> sentence.contains("]"));
            assertThat(shown(hi, "nl")).as("each has its own head").isNotEqualTo(alone("nl"));
        }
    }

    @Test
    void closingOneModelLeavesTheEncoderToTheOthers() {
        try (PointerScope scope = new PointerScope(); EncoderFolder encoder = EncoderFolder.open(MINI, ENGINE)) {
            TunedFolder nl = TunedFolder.on(encoder, folder.resolve("nl"));
            List<String> before = shown(nl, "nl");
            nl.close();
            assertThat(shown(TunedFolder.on(encoder, folder.resolve("nl")), "nl")).isEqualTo(before);
        }
    }

    @Test
    void threadsMayUseOneModelAtTheSameTime() {
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try (PointerScope scope = new PointerScope(); EncoderFolder encoder = EncoderFolder.open(MINI, ENGINE)) {
            TunedFolder nl = TunedFolder.on(encoder, folder.resolve("nl"));
            List<CompletableFuture<List<String>>> parts = Stream.generate(() -> CompletableFuture.supplyAsync(() -> shown(nl, "nl"), threads))
                    .limit(6).toList();
            assertThat(parts.stream().map(CompletableFuture::join).distinct()).containsExactly(alone("nl"));
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void aModelOfAnotherEncoderIsRefused() {
        try (PointerScope scope = new PointerScope(); EncoderFolder encoder = EncoderFolder.open(MINI, ENGINE)) {
            assertThatThrownBy(() -> TunedFolder.on(encoder, folder.resolve("other"))).isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("was trained on the encoder with hash");
        }
    }

    private static List<String> alone(String language) {
        try (PointerScope scope = new PointerScope();
                TunedFolder model = TunedFolder.open(folder.resolve(language), Optional.empty(), ENGINE)) {
            return shown(model, language);
        }
    }

    /** Each thread has a scope of its own. */
    private static List<String> shown(TunedFolder model, String language) {
        List<List<String>> sentences = SyntheticCorpus.generate(language, Split.TEST, 8, 1).sentences().stream().map(Sentence::words).toList();
        try (PointerScope scope = new PointerScope()) {
            return model.show(sentences).stream().map(sentence -> sentence.text(false)).toList();
        }
    }
}
