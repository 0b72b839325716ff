package dev.headstart.experiment;

import dev.headstart.eval.Counts;
import dev.headstart.eval.Scorer;
import dev.headstart.eval.ScoringMode;
import dev.headstart.eval.SpanScorer;
import dev.headstart.io.JsonText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Writes the folder that an experiment leaves, without running anything: scores near the paper's where the file has them.
 *
 * @param folder    to write to
 * @param sentences of each test set
 */
public record FakeResults(Path folder, int sentences) {
    /** Every word of every sentence begins with this, so that a search finds any of them. */
    public static final String WORD = "Wq";
    private static final Scorer SCORER = new SpanScorer(ScoringMode.DEFAULT);
    private static final List<String> TYPES = List.of("PER", "LOC", "ORG");
    private static final Instant BEGIN = Instant.parse("2026-01-05T08:00:00Z");
    private static final double SHARED_LUCK = 0.75;
    private static final double BY_DEFAULT = 80;

    /** @param finished which tests are there @return as {@link Results#in} reads it */
    public Results write(String name, String yaml, Predicate<Job.Test> finished) {
        Path file = folder.resolve(name + ".yaml");
        text(file, yaml);
        Experiment read = ExperimentFile.read(file).on("models/fake-encoder", "data/fake-data");
        Reproduction.enter(folder, read, yaml.lines().toList(), "an encoder's hash");
        Results results = Results.in(folder).stream().filter(each -> each.experiment().name().equals(name)).findFirst().orElseThrow();
        Journal journal = Journal.begin(folder, 2, at(Math.abs(seedOf(name)) % 1000));
        Experiment experiment = results.experiment();
        for (Setting setting : experiment.settings()) {
            for (String target : experiment.targets()) {
                setting.seeds().stream().map(seed -> Plan.test(experiment, setting, target, seed)).filter(finished)
                        .forEach(job -> write(setting, job, journal));
            }
        }
        return results;
    }

    /** Notes a job that failed. */
    public void fail(Results results, Setting setting, String target, long seed, String error) {
        Job job = Plan.test(results.experiment(), setting, target, seed);
        Journal journal = Journal.begin(folder, 2, at(9000 + Math.abs(seedOf(job)) % 1000));
        journal.note(job, Journal.Event.BEGUN, 0, Optional.empty());
        journal.note(job, Journal.Event.FAILED, 12, Optional.of(error));
    }

    private void write(Setting setting, Job.Test job, Journal journal) {
        List<TestSentence> tested = tested(setting, job);
        Map<String, String> point = job.tuning().points().get(job.tuning().points().size() / 2);
        text(folder.resolve(job.folder()).resolve(Results.CELL), JsonText.pretty(cell(setting, job, tested, point)));
        text(folder.resolve(job.folder()).resolve(Results.SENTENCES),
                tested.stream().map(JsonText::line).collect(Collectors.joining("\n", "", "\n")));
        text(folder.resolve(job.folder()).resolve(Results.METRICS), metrics(quality(setting, job.target()), job, "loss"));
        job.from().ifPresent(prime -> text(folder.resolve(prime.folder()).resolve(Results.METRICS), metrics(0.8, prime,
                prime.options().getOrDefault("by", "algorithm-1").equals("finetune") ? "loss" : "query_loss")));
        Journal later = new Journal(journal.file(), journal.process(), 2, at(Math.abs(seedOf(job)) % 7200));
        later.note(job, Journal.Event.BEGUN, 0, Optional.empty());
        later.note(job, Journal.Event.FINISHED, 95, Optional.empty());
    }

    private static Clock at(long seconds) {
        return Clock.fixed(BEGIN.plusSeconds(seconds), ZoneOffset.UTC);
    }

    private static long seedOf(Object... of) {
        return List.of(of).toString().hashCode();
    }

    private static double quality(Setting setting, String target) {
        return setting.paper().getOrDefault(target, BY_DEFAULT + seedOf(setting.name()) % 7) / 100;
    }

    private Cell cell(Setting setting, Job.Test job, List<TestSentence> tested, Map<String, String> point) {
        List<Cell.Trial> trials = job.trials().stream().map(trial -> new Cell.Trial(trial.options(),
                Optional.of(quality(setting, job.target()) - (trial.options().equals(point) ? 0 : 0.01)))).toList();
        List<TestSentence> unseen = tested.stream().filter(sentence -> !sentence.seen()).toList();
        long trainable = switch (setting.tuning().value("tuning")) {
            case "full" -> 177_853_440L;
            case "head" -> 5_383L;
            default -> 104_519L;
        };
        Map<String, List<String>> provenance = new LinkedHashMap<>(Map.of("headstart", List.of("0.1.0")));
        provenance.put("encoder", List.of("3f5b".repeat(16)));
        provenance.put("data/" + job.target(), List.of(Long.toHexString(seedOf(job.target()))));
        List<String> commands = new ArrayList<>(job.from().map(prime -> "headstart prime " + String.join(" ",
                Strategy.arguments(prime.options())) + " --out primed").stream().toList());
        commands.add("headstart finetune --language " + job.target() + " " + String.join(" ", Strategy.arguments(point)));
        return new Cell(job.target(), job.seed(), job.from().map(Job.Prime::options).orElse(Map.of()), point, trials, "f1", figures(tested),
                unseen.isEmpty() ? Optional.empty() : Optional.of(new Cell.Unseen(unseen.size(), figures(unseen))), tested.size(),
                Optional.of(quality(setting, job.target())), trainable, 177_853_440L, 400, 61.5, provenance, commands);
    }

    private static Map<String, Double> figures(List<TestSentence> tested) {
        Counts counts = tested.stream().map(TestSentence::counts).reduce(Counts.NONE, Counts::plus);
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("f1", counts.f1());
        figures.put("precision", counts.precision());
        figures.put("recall", counts.recall());
        return figures;
    }

    /** The same words and gold tags for all settings, and part of the luck as well. */
    private List<TestSentence> tested(Setting setting, Job.Test job) {
        Random shared = new Random(seedOf(job.target()));
        Random own = new Random(seedOf(setting.name(), job.target(), job.seed()));
        double quality = quality(setting, job.target()) + 0.004 * own.nextGaussian();
        return IntStream.range(0, sentences).mapToObj(s -> tested(s, shared, own, quality)).toList();
    }

    private static TestSentence tested(int number, Random shared, Random own, double quality) {
        List<String> words = new ArrayList<>();
        List<String> gold = new ArrayList<>();
        List<String> predicted = new ArrayList<>();
        int spans = 1 + shared.nextInt(3);
        for (int span = 0; span < spans; span++) {
            String type = TYPES.get(shared.nextInt(TYPES.size()));
            int length = 1 + shared.nextInt(2);
            double luck = shared.nextDouble();
            double ownLuck = own.nextDouble();
            boolean right = (own.nextDouble() < SHARED_LUCK ? luck : ownLuck) < quality;
            String guess = right ? type : TYPES.get((TYPES.indexOf(type) + 1) % TYPES.size());
            for (int i = 0; i < length; i++) {
                word(number, words, gold, predicted, (i == 0 ? "B-" : "I-") + type, (i == 0 ? "B-" : "I-") + guess);
            }
            for (int i = shared.nextInt(4); i >= 0; i--) {
                word(number, words, gold, predicted, "O", "O");
            }
        }
        return new TestSentence(words, gold, predicted, SCORER.countsBySentence(List.of(gold), List.of(predicted)).get(0), number % 5 == 0);
    }

    private static void word(int sentence, List<String> words, List<String> gold, List<String> predicted, String right, String guess) {
        words.add(WORD + sentence + (words.size() % 3 == 1 ? "<b>&" : "") + Character.toString('a' + words.size() % 26));
        gold.add(right);
        predicted.add(guess);
    }

    private static String metrics(double quality, Job job, String loss) {
        Random random = new Random(seedOf(job));
        StringBuilder lines = new StringBuilder();
        int steps = 300;
        for (int step = 1; step <= steps; step++) {
            double left = Math.exp(-6.0 * step / steps);
            lines.append(JsonText.line(Map.of("step", step, loss, (1 - quality) + 1.5 * left + 0.05 * random.nextGaussian()))).append('\n');
            if (step % 50 == 0) {
                lines.append(JsonText.line(Map.of("step", step, "train_loss", left, "dev_f1", quality - 0.5 * left))).append('\n');
            }
        }
        return lines.toString();
    }

    private static void text(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
