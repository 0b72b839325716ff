package dev.headstart.experiment;

import dev.headstart.data.Split;
import dev.headstart.io.MalformedFileException;
import dev.headstart.io.Utf8Lines;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/** An experiment file, YAML, read strictly: whatever is wrong is refused with file and line. */
public final class ExperimentFile {
    private static final String DATA_OPTIONS = "data-options";
    private static final Set<String> KEYS = YamlNode.keys("like", "title", "encoder", "data", DATA_OPTIONS, "sources", "targets", "seeds",
            "score-on", "choose-seed", "priming", "tuning", "settings", "claims", "gap", "figures");
    private static final Set<String> SETTING = YamlNode.keys("name", "priming", "tuning", "seeds", "paper", "share");
    /** They name settings: a file with settings of its own takes none of these from the one that it is like. */
    private static final Set<String> ABOUT_SETTINGS = Set.of("settings", "claims", "gap", "figures");

    private final YamlNode root;
    private final Map<String, YamlNode> keys;
    private final Strategies priming;
    private final Strategies tuning;
    private final Experiment experiment;

    /** @param builders files that build on this one, one on another */
    private ExperimentFile(YamlNode root, Set<Path> builders) {
        this.root = root;
        Map<String, YamlNode> own = root.map(KEYS);
        Optional<ExperimentFile> like = Optional.ofNullable(own.get("like")).map(other -> beside(other, builders));
        this.keys = new LinkedHashMap<>();
        like.ifPresent(other -> keys.putAll(other.keys));
        if (own.containsKey("settings")) {
            keys.keySet().removeAll(ABOUT_SETTINGS);
        }
        keys.putAll(own);
        this.priming = strategies(own.get("priming"), like.map(other -> other.priming).orElse(Strategies.none("priming")));
        this.tuning = strategies(own.get("tuning"), like.map(other -> other.tuning).orElse(Strategies.none("tuning")));
        this.experiment = experiment();
    }

    private static ExperimentFile beside(YamlNode like, Set<Path> builders) {
        Path other = placeOf(like);
        Set<Path> all = new LinkedHashSet<>(builders);
        all.add(like.file().toAbsolutePath().normalize());
        if (all.contains(other)) {
            throw like.wrong("'" + like.text() + "' builds on this file itself. Remove 'like' from one of them.");
        }
        return new ExperimentFile(YamlNode.read(other), all);
    }

    private static Path placeOf(YamlNode like) {
        Path other = like.file().toAbsolutePath().resolveSibling(like.text()).normalize();
        if (!Files.isRegularFile(other)) {
            throw like.wrong("there is no file '" + like.text() + "' beside this one. Name one to build on, or remove 'like'.");
        }
        return other;
    }

    private static Strategies strategies(YamlNode own, Strategies inherited) {
        return own == null ? inherited : inherited.with(own);
    }

    /** @return the lines of a file, those of the file that it is like before them */
    public static List<String> lines(Path file) {
        List<String> lines = new ArrayList<>();
        Optional.ofNullable(YamlNode.read(file).map().get("like")).map(ExperimentFile::placeOf)
                .ifPresent(other -> lines.addAll(lines(other)));
        lines.addAll(Utf8Lines.read(file));
        return lines;
    }

    /** @throws MalformedFileException with the line, if anything in it is unknown, missing, twice there or does not fit */
    public static Experiment read(Path file) {
        return new ExperimentFile(YamlNode.read(file), Set.of()).experiment;
    }

    /**
     * {@link #read}, and asks whether every strategy is one that the commands take, and every language is in the data.
     *
     * @param places where encoder and data are
     * @param check  refuses by an {@link IllegalArgumentException}, which then gets file and line
     */
    public static Experiment read(Path file, Places places, Function<Experiment, Check> check) {
        ExperimentFile read = new ExperimentFile(YamlNode.read(file), Set.of());
        Experiment experiment = read.placed(places);
        read.check(check.apply(experiment));
        return experiment;
    }

    /** Finds encoder and data by what the file calls them, unless somebody else names others. What cannot be found gets file and line. */
    public interface Places {
        /** @return folder of the encoder */
        String encoder(String named);

        /** @param languages that are needed @return folder of the data */
        String data(String named, List<String> languages);
    }

    private Experiment placed(Places places) {
        List<String> languages = Stream.concat(experiment.sources().stream(), experiment.targets().stream()).distinct().toList();
        return experiment.on(required("encoder").checked(n -> places.encoder(experiment.encoder())),
                required("data").checked(n -> places.data(experiment.data(), languages)));
    }

    /** What only somebody else knows. */
    public interface Check {
        /** Whether the encoder can be read. */
        void encoder();

        /** Whether the data are there. */
        void data();

        /** @param options of {@code headstart prime} and {@code finetune} that say how to read the data */
        void dataOptions(Map<String, String> options);

        /** @param point options of {@code headstart prime} */
        void priming(Map<String, String> point);

        /** @param point options of {@code headstart finetune} */
        void tuning(Map<String, String> point);

        /** @param language to prime on */
        void source(String language);

        /** @param language to fine-tune on */
        void target(String language);
    }

    private Experiment experiment() {
        String name = root.file().getFileName().toString().replaceFirst("\\.ya?ml$", "");
        List<Long> seeds = key("seeds").map(this::seeds).orElse(List.of(1L));
        List<Setting> settings = settings(seeds);
        Questions questions = Questions.about(settings);
        return new Experiment(name, key("title").map(YamlNode::text).orElse(name), place("encoder"), place("data"), "fp32",
                key(DATA_OPTIONS).map(ExperimentFile::dataOptions).orElse(new Strategy(DATA_OPTIONS, Map.of())),
                languages("sources"), languages("targets"),
                key("score-on").map(ExperimentFile::split).orElse(Split.TEST),
                key("choose-seed").map(YamlNode::wholeNumber).orElse(seeds.get(0)), settings,
                key("claims").map(questions::claims).orElse(List.of()),
                key("gap").map(questions::gap),
                key("figures").map(questions::figures).orElse(List.of()));
    }

    private static Strategy dataOptions(YamlNode node) {
        return Strategies.withoutChoice(Strategies.strategy(DATA_OPTIONS, node, Map.of()), node);
    }

    private Optional<YamlNode> key(String name) {
        return Optional.ofNullable(keys.get(name));
    }

    private YamlNode required(String name) {
        return root.required(keys, name);
    }

    /** A folder beside the file, else whatever the commands make of it. */
    private String place(String name) {
        String text = required(name).text();
        Path beside = required(name).file().toAbsolutePath().resolveSibling(text).normalize();
        return Files.exists(beside) ? beside.toString() : text;
    }

    private List<Long> seeds(YamlNode node) {
        return node.list().stream().map(YamlNode::wholeNumber).toList();
    }

    private List<String> languages(String name) {
        List<String> languages = new ArrayList<>();
        if (required(name).list().isEmpty()) {
            throw required(name).wrong("there is no language. Name at least one.");
        }
        for (YamlNode each : required(name).list()) {
            if (languages.contains(each.text())) {
                throw each.wrong("'" + each.text() + "' is there twice. Remove one.");
            }
            languages.add(each.text());
        }
        return languages;
    }

    private List<Setting> settings(List<Long> seeds) {
        List<Setting> settings = new ArrayList<>();
        for (YamlNode node : required("settings").list()) {
            for (Setting setting : combined(node, seeds)) {
                if (settings.stream().anyMatch(other -> other.name().equals(setting.name()))) {
                    throw node.wrong("The setting '" + setting.name() + "' is there twice. Remove one, or give it another name.");
                }
                settings.add(setting);
            }
        }
        if (settings.isEmpty()) {
            throw required("settings").wrong("there is no setting. Add at least one.");
        }
        return settings;
    }

    /** Every priming of the entry with every tuning; with several they are named after these. */
    private List<Setting> combined(YamlNode node, List<Long> seeds) {
        Map<String, YamlNode> entries = node.map(SETTING);
        List<YamlNode> primings = node.required(entries, "priming").list();
        List<YamlNode> tunings = node.required(entries, "tuning").list();
        if (entries.containsKey("name") && primings.size() * tunings.size() > 1) {
            throw entries.get("name").wrong("this entry makes several settings, which are named after their strategies. Remove the name.");
        }
        List<Setting> settings = new ArrayList<>();
        for (YamlNode before : primings) {
            for (YamlNode after : tunings) {
                Strategy tune = tuning.named(after);
                Optional<Strategy> prime = before.text().equals(Strategy.NONE) ? Optional.empty() : Optional.of(priming.named(before));
                String name = Optional.ofNullable(entries.get("name")).map(YamlNode::text).orElse(before.text() + " → " + tune.name());
                settings.add(node.checked(n -> new Setting(name, prime, tune,
                        Optional.ofNullable(entries.get("seeds")).map(this::seeds).orElse(seeds),
                        Optional.ofNullable(entries.get("paper")).map(YamlNode::numbers).orElse(Map.of()),
                        Optional.ofNullable(entries.get("share")).map(YamlNode::text))));
            }
        }
        return settings;
    }

    private static Split split(YamlNode node) {
        return node.oneOf(List.of(Split.DEV, Split.TEST), "what can be scored on");
    }

    private void check(Check check) {
        required("encoder").checked(n -> asked("", name -> check.encoder()));
        required("data").checked(n -> asked("", name -> check.data()));
        required("sources").list().forEach(node -> node.checked(n -> asked(n.text(), check::source)));
        required("targets").list().forEach(node -> node.checked(n -> asked(n.text(), check::target)));
        key(DATA_OPTIONS).ifPresent(node -> Strategies.check(DATA_OPTIONS, dataOptions(node), node, check::dataOptions));
        priming.check(check::priming);
        tuning.check(check::tuning);
    }

    private static boolean asked(String language, Consumer<String> by) {
        by.accept(language);
        return true;
    }
}
