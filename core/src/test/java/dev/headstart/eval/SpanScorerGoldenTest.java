package dev.headstart.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Against Python's seqeval, bit by bit. The script that made the file: tools/golden/seqeval_golden.py. */
class SpanScorerGoldenTest {
    private static final String FILE = "/golden/seqeval.jsonl.gz";

    private static List<Case> cases;

    @BeforeAll
    static void readFile() throws IOException {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(SpanScorerGoldenTest.class.getResourceAsStream(FILE)), StandardCharsets.UTF_8))) {
            JsonMapper json = JsonMapper.builder().build();
            int announced = json.readTree(lines.readLine()).get("cases").asInt();
            cases = lines.lines().map(line -> new Case(json.readTree(line))).toList();
            assertThat(cases).hasSize(announced).hasSizeGreaterThanOrEqualTo(1000);
        }
    }

    @Test
    void defaultModeEqualsSeqevalToTheLastDigit() {
        cases.forEach(golden -> golden.check(ScoringMode.DEFAULT, "default"));
    }

    @Test
    void strictModeEqualsSeqevalToTheLastDigit() {
        cases.forEach(golden -> golden.check(ScoringMode.STRICT, "strict"));
    }

    @Test
    void accuracyEqualsSeqevalToTheLastDigit() {
        SpanScorer scorer = new SpanScorer(ScoringMode.DEFAULT);
        for (Case golden : cases) {
            assertThat(scorer.score(golden.gold(), golden.predicted()).accuracy())
                    .as("%s", golden).isEqualTo(Double.parseDouble(golden.line.get("accuracy").asString()));
        }
    }

    @Test
    void countsBySentenceAddUpToTheMicroCounts() {
        SpanScorer scorer = new SpanScorer(ScoringMode.DEFAULT);
        for (Case golden : cases) {
            List<Counts> sentences = scorer.countsBySentence(golden.gold(), golden.predicted());
            assertThat(sentences).as("%s", golden).hasSameSizeAs(golden.gold());
            assertThat(sentences.stream().reduce(Counts.NONE, Counts::plus))
                    .as("%s", golden).isEqualTo(scorer.score(golden.gold(), golden.predicted()).micro());
        }
    }

    private record Case(JsonNode line) {

        List<List<String>> gold() {
            return labels("gold");
        }

        List<List<String>> predicted() {
            return labels("predicted");
        }

        private List<List<String>> labels(String side) {
            return line.get(side).valueStream().map(JsonNode::asString)
                    .map(labels -> labels.isEmpty() ? List.<String>of() : List.of(labels.split(" "))).toList();
        }

        void check(ScoringMode mode, String field) {
            SpanScorer scorer = new SpanScorer(mode);
            JsonNode expected = line.get(field);
            if (expected.has("raises")) {
                assertThatThrownBy(() -> scorer.score(gold(), predicted())).as("%s", this)
                        .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("strict IOB2");
                return;
            }
            SpanScores scores = scorer.score(gold(), predicted());
            assertThat(Row.of(scores.micro())).as("%s", this).isEqualTo(Row.parse(expected.get("micro")));
            Map<String, Row> types = new TreeMap<>();
            scores.types().forEach((type, counts) -> types.put(type, Row.of(counts)));
            Map<String, Row> expectedTypes = new TreeMap<>();
            expected.get("types").properties().forEach(e -> expectedTypes.put(e.getKey(), Row.parse(e.getValue())));
            assertThat(types).as("%s", this).isEqualTo(expectedTypes);
        }
    }

    /** Records compare doubles by their bits. */
    private record Row(double precision, double recall, double f1, int support) {
        static Row of(Counts counts) {
            return new Row(counts.precision(), counts.recall(), counts.f1(), counts.gold());
        }

        static Row parse(JsonNode scores) {
            String[] fields = scores.asString().split(" ");
            return new Row(Double.parseDouble(fields[0]), Double.parseDouble(fields[1]), Double.parseDouble(fields[2]),
                    Integer.parseInt(fields[3]));
        }
    }
}
