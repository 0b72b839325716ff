package dev.headstart.run;

import dev.headstart.data.Readout;
import dev.headstart.hub.Snapshot;
import dev.headstart.io.JsonText;
import dev.headstart.peft.PeftMethod;
import dev.headstart.peft.Tuning;
import dev.headstart.task.Task;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The README.md of a run's folder, as the Hugging Face hub shows it, made of what run.json holds. Files and folders of the machine
 * appear by their own names only.
 *
 * @param title      name of the folder
 * @param what       a paragraph
 * @param baseModel  name on the hub of what it was made from, if it is from there
 * @param languages  codes
 * @param datasets   names on the hub of those that are from there
 * @param tags       by which it is found
 * @param facts      how it was made
 * @param parameters which moved
 * @param use        how to go on, in Markdown
 */
record ModelCard(String title, String what, Optional<String> baseModel, List<String> languages, List<String> datasets,
        List<String> tags, Map<String, String> facts, ParameterTable parameters, String use) {
    static final String FILE = "README.md";
    private static final String TRANSFORMERS = "```python\nfrom transformers import AutoModel, AutoTokenizer\n"
            + "model, tokenizer = AutoModel.from_pretrained(\"%1$s\"), AutoTokenizer.from_pretrained(\"%1$s\")\n```\n";

    /** @return of a primed encoder */
    static ModelCard of(PrimeRun.Card run) {
        PrimeConfig config = run.config();
        List<Path> data = config.sources().stream().map(set -> set.data().directory()).toList();
        String title = name(config.out());
        String what = "An encoder that [Headstart](https://aclanthology.org/2023.findings-acl.737/) primed for parameter-efficient "
                + "fine-tuning: " + name(config.encoder()) + ", moved to where tuning a small part (" + config.method().describe()
                + ") works best. `adapter/` holds the part's own start values; there is no task head.";
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("Encoder", name(config.encoder()));
        facts.put("Primed for", config.method().describe());
        facts.put("By", run.result().algorithm());
        facts.put("Data", data.stream().map(ModelCard::name).distinct().collect(Collectors.joining(", ")));
        run.lengths().forEach((source, length) -> facts.put("Source " + source, run.tasks().get(source) + ", " + sentences(length)));
        facts.put("Outer steps", run.result().steps() + ", rate " + config.outer().rate());
        run.result().dev().ifPresent(score -> facts.put("Score", "dev " + score));
        run.result().keptStep().ifPresent(step -> facts.put("Kept", "the parameters of step " + step + ", best on dev episodes"));
        facts.put("Final loss", nats(run.result().finalLoss()));
        finish(facts, config.seed(), run.versions());
        String use = "```sh\nheadstart finetune --model " + title + " --data DATA --language LANG --out OUT\n```\n\n```java\n"
                + "new FineTuneRun(FineTuneConfig.defaults(Path.of(\"" + title + "\"), data, \"LANG\", out), engine, listener).run();\n"
                + "```\n\nIt is a plain checkpoint for transformers; `headstart export` writes the adapter for Python's libraries:\n\n"
                + TRANSFORMERS.formatted(title);
        Set<String> languages = new LinkedHashSet<>();
        config.sources().forEach(set -> languages.addAll(set.languages()));
        Set<String> tags = new LinkedHashSet<>(List.of("headstart", "primed", "parameter-efficient-fine-tuning"));
        config.sources().forEach(set -> tags.add(tag(set.data().annotation().task())));
        return new ModelCard(title, what, onHub(config.encoder()), List.copyOf(languages), datasets(data), List.copyOf(tags), facts,
                run.parameters(), use);
    }

    /** @return of a fine-tuned model @param method what its adapter does */
    static ModelCard of(FineTuneRun.Card run, PeftMethod method) {
        FineTuneConfig config = run.config();
        Path data = config.data().directory();
        Task task = config.data().annotation().task();
        String title = name(config.out());
        boolean whole = config.tuning() == Tuning.FULL;
        String what = "A model of " + config.language() + " for " + task.describe().replaceAll(";.*", "") + ", tuned by "
                + "[Headstart](https://aclanthology.org/2023.findings-acl.737/) on " + name(config.encoder()) + ". " + (whole
                ? "Its encoder is in `encoder/`." : "It holds the adapter and the head only; it runs on that encoder, which it knows by "
                        + "its hash.");
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("Encoder", name(config.encoder()) + ", hash " + run.encoderSha256());
        facts.put("Method", run.adapter() + (config.tuning() == Tuning.ADAPTER ? "" : ", --tuning " + config.tuning()));
        facts.put("Data", name(data) + ", " + config.language() + ": " + sentences(run.lengths()));
        facts.put("Labels", String.join(", ", run.labels()));
        facts.put("Steps", run.result().steps() + " of " + config.batchSize() + " sentences, rate " + config.outer().rate());
        run.result().shownDev().ifPresent(score -> facts.put("Score", score));
        run.result().keptStep().ifPresent(step -> facts.put("Kept", "the parameters of step " + step + ", best on dev"));
        facts.put("Final loss", nats(run.result().finalLoss()));
        finish(facts, config.seed(), run.versions());
        String use = "```sh\nheadstart predict --model " + title + " \"…\"\n```\n\n```java\n"
                + "TunedFolder.open(Path.of(\"" + title + "\"), Optional.empty(), engine)\n```\n\n"
                + "`--encoder` says where the encoder is, if not where it was. In Python:\n\n" + new PythonUse(title,
                whole ? quoted(title + "/encoder") : inPython(config.encoder()), method, task.readout(), run.labels().size()).text();
        return new ModelCard(title, what, onHub(config.encoder()), List.of(config.language()), datasets(List.of(data)),
                List.of("headstart", "parameter-efficient-fine-tuning", tag(task)), facts, run.parameters(), use);
    }

    private static void finish(Map<String, String> facts, long seed, Map<String, String> versions) {
        facts.put("Seed", String.valueOf(seed));
        facts.put("Versions", "Headstart " + versions.get("headstart") + ", libtorch " + versions.get("libtorch") + ", Java "
                + versions.get("java"));
    }

    private static String name(Path path) {
        return onHub(path).orElseGet(() -> String.valueOf(path.toAbsolutePath().normalize().getFileName()));
    }

    /** @return arguments of from_pretrained */
    private static String inPython(Path encoder) {
        return Snapshot.containing(encoder)
                .map(snapshot -> quoted(snapshot.repository().name()) + ", revision=" + quoted(snapshot.commit()))
                .orElseGet(() -> quoted(name(encoder)));
    }

    private static Optional<String> onHub(Path path) {
        return Snapshot.containing(path).map(snapshot -> snapshot.repository().name());
    }

    private static List<String> datasets(List<Path> paths) {
        return paths.stream().flatMap(path -> onHub(path).stream()).distinct().toList();
    }

    private static String sentences(String lengths) {
        return lengths.replaceAll(", .*", "");
    }

    private static String tag(Task task) {
        return task.readout() == Readout.WORDS ? "token-classification" : "text-classification";
    }

    private static String nats(double loss) {
        return String.format(Locale.ROOT, "%.4f nats per labelled token, mean of the last tenth of the steps", loss);
    }

    /** @return Markdown behind YAML front matter */
    String text() {
        List<String> lines = new ArrayList<>(List.of("---"));
        list(lines, "language", languages);
        baseModel.ifPresent(name -> lines.add("base_model: " + quoted(name)));
        list(lines, "datasets", datasets);
        lines.add("library_name: headstart");
        list(lines, "tags", tags);
        lines.addAll(List.of("---", "", "# " + title, "", what, "", "| | |", "|---|---|"));
        facts.forEach((name, value) -> lines.add("| " + name + " | " + value.replace("|", "\\|") + " |"));
        lines.addAll(List.of("", "Parameters:", "", "```", parameters.toString(), "```", "", "## Use", "", use.stripTrailing(), "",
                "`run.json` holds every setting, and the hashes of model and data."));
        return String.join("\n", lines) + "\n";
    }

    private static void list(List<String> lines, String key, List<String> values) {
        if (!values.isEmpty()) {
            lines.add(key + ":");
            values.forEach(value -> lines.add("- " + quoted(value)));
        }
    }

    /** JSON's texts are YAML's too; without quotes, {@code no} would not be Norwegian. */
    private static String quoted(String value) {
        return JsonText.line(value);
    }
}
