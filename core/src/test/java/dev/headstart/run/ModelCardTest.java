package dev.headstart.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headstart.peft.HeadOnly;
import dev.headstart.peft.Lora;
import dev.headstart.peft.PeftMethod;
import dev.headstart.peft.TopAdapter;
import dev.headstart.peft.Tuning;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ModelCardTest {
    private static final Path HUB = Path.of("/home/someone/.cache/huggingface/hub");
    private static final String COMMIT = "0123456789012345678901234567890123456789";
    private static final Path BERT = HUB.resolve("models--google--bert").resolve("snapshots").resolve(COMMIT);
    private static final Path WIKIANN = HUB.resolve("datasets--unimelb-nlp--wikiann").resolve("snapshots").resolve(COMMIT);
    private static final Map<String, String> VERSIONS = Map.of("headstart", "0.1.0", "libtorch", "2.10.0", "java", "17");
    private static final ParameterTable TABLE = new ParameterTable(List.of(
            new ParameterTable.Row("θp", 2, 900, 90, ParameterTable.Role.FROZEN),
            new ParameterTable.Row("θa", 2, 100, 10, ParameterTable.Role.TRAINED)));

    private static String primed(Path encoder, Path data) {
        PrimeConfig config = PrimeConfig.defaults(encoder, data, List.of("en", "no"), Path.of("/home/someone/runs/primed"));
        Map<String, String> lengths = new LinkedHashMap<>();
        lengths.put("en", "60 sentences, 61 units: 1 split");
        lengths.put("no", "50 sentences, 50 units: 0 split");
        return ModelCard.of(new PrimeRun.Card("prime", "algorithm-1", config, Map.of(), VERSIONS, Map.of(), "ab12", Map.of(),
                List.of("O"), Map.of("en", "spans", "no", "spans"), lengths, TABLE,
                new PrimeRun.Result("algorithm-1, first-order", 40, 0.5, Optional.of(30),
                        Optional.of(new DevScore("f1", 0.412)), 1))).text();
    }

    private static String tuned(Tuning tuning) {
        return tuned(tuning, new HeadOnly());
    }

    private static String tuned(Tuning tuning, PeftMethod method) {
        FineTuneConfig defaults = FineTuneConfig.defaults(BERT, WIKIANN, "af", Path.of("/home/someone/runs/af"));
        FineTuneConfig config = new FineTuneConfig(defaults.encoder(), defaults.data(), "af", Optional.empty(), defaults.out(), tuning,
                Optional.empty(), false, defaults.outer(), defaults.length(), 32, Optional.empty(), defaults.selection(),
                defaults.dropout(), 1, CacheConfig.off());
        return ModelCard.of(new FineTuneRun.Card("finetune", config, "LoRA, rank 8", Map.of(), VERSIONS, Map.of(), "ab12", Map.of(),
                List.of("B-PER", "I-PER", "O"), "60 sentences, 61 units", TABLE, Map.of(),
                new FineTuneRun.Result(20, "f1", Optional.of(0.713), Optional.of(10), 0.25, 1)), method).text();
    }

    @Test
    void theFrontMatterIsWhatTheHubReads() {
        assertThat(primed(BERT, WIKIANN)).startsWith("""
                ---
                language:
                - "en"
                - "no"
                base_model: "google/bert"
                datasets:
                - "unimelb-nlp/wikiann"
                library_name: headstart
                tags:
                - "headstart"
                - "primed"
                - "parameter-efficient-fine-tuning"
                - "token-classification"
                ---

                # primed
                """);
    }

    @Test
    void ofFoldersOfTheMachineOnlyNamesAreThere() {
        String card = primed(Path.of("/home/someone/models/mini"), Path.of("/home/someone/data/words"));
        assertThat(card).doesNotContain("/home").doesNotContain("someone").doesNotContain("base_model").doesNotContain("datasets:")
                .contains("| Encoder | mini |").contains("| Data | words |");
        assertThat(primed(BERT, WIKIANN) + tuned(Tuning.ADAPTER)).doesNotContain("/home").doesNotContain("someone");
    }

    @Test
    void aPrimedEncoderSaysHowItWasPrimed() {
        assertThat(primed(BERT, WIKIANN)).contains("| By | algorithm-1, first-order |", "| Source en | spans, 60 sentences |",
                "| Outer steps | 40, rate 5.0E-5 |", "| Score | dev F1 41.20 |", "best on dev episodes", "100 move", "headstart finetune --model primed",
                "AutoModel.from_pretrained(\"primed\")", "Headstart 0.1.0, libtorch 2.10.0, Java 17");
    }

    @Test
    void aTunedModelSaysWhatItScores() {
        assertThat(tuned(Tuning.ADAPTER)).contains("| Score | dev F1 71.30 |", "| Labels | B-PER, I-PER, O |",
                "google/bert, hash ab12", "| Method | LoRA, rank 8 |", "runs on that encoder", "headstart predict --model af");
        assertThat(tuned(Tuning.FULL)).contains("`encoder/`", "--tuning full");
    }

    @Test
    void aTunedModelSaysHowPythonLoadsIt() {
        assertThat(tuned(Tuning.ADAPTER, Lora.defaults())).contains("headstart export af --to peft --out OUT", "import PeftModel",
                "AutoModelForTokenClassification.from_pretrained(\"google/bert\", revision=\"" + COMMIT + "\", num_labels=3,",
                "PeftModel.from_pretrained(base, \"OUT\")");
        assertThat(tuned(Tuning.ADAPTER, TopAdapter.defaults())).contains("--to adapterhub",
                "AutoAdapterModel.from_pretrained(\"google/bert\", revision=");
        assertThat(tuned(Tuning.HEAD)).contains("--to merged", "AutoModelForTokenClassification.from_pretrained(\"OUT\")");
        assertThat(tuned(Tuning.FULL, Lora.defaults())).contains("from_pretrained(\"af/encoder\"");
    }
}
