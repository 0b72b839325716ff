package dev.headstart.synthetic;

import dev.headstart.io.MalformedFileException;
import dev.headstart.data.Split;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads a language's file (format: {@link SyntheticCorpus}). Strict: whatever it does not know is an error. */
final class MaterialReader {
    /** A pattern has at most this many name slots and a split at least this many names of a type, so none runs out. */
    static final int NAMES_IN_A_SENTENCE = 5;

    private static final String PATTERNS = "patterns";
    private static final Pattern HEADING = Pattern.compile("\\[([A-Za-z]+)]");
    private static final Pattern SLOT = Pattern.compile("\\{([A-Za-z/]+)}");
    private static final List<String> TYPES = Stream.of(EntityType.values()).map(EntityType::name).toList();

    private final Path file;
    private final Map<String, List<Entry>> sections = new LinkedHashMap<>();
    private final Set<String> unusedFillers = new LinkedHashSet<>();

    private record Entry(int line, String text) {}

    private MaterialReader(Path file) {
        this.file = file;
    }

    /** @param language one of {@link SyntheticCorpus#languages()} */
    static Material read(String language) {
        String resource = language + ".txt";
        try (InputStream in = MaterialReader.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("Resource '" + resource + "' of package dev.headstart.synthetic"
                        + " is missing from the class path; build the jar again with its resources.");
            }
            BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            return parse(Path.of(resource), lines.lines().toList());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read resource '" + resource + "' of dev.headstart.synthetic.", e);
        }
    }

    /** @param file what to call the lines' origin in errors */
    static Material parse(Path file, List<String> lines) {
        MaterialReader reader = new MaterialReader(file);
        reader.divide(lines);
        return reader.material();
    }

    private void divide(List<String> lines) {
        List<Entry> section = null;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            Matcher heading = HEADING.matcher(line);
            if (heading.matches()) {
                section = open(heading.group(1), i + 1);
            } else if (section == null) {
                throw malformed(i + 1, "'" + line + "' stands before the first section; put a heading such as [PER]"
                        + " above it.");
            } else {
                boolean onePerLine = section == sections.get(PATTERNS);
                add(section, i + 1, onePerLine ? List.of(line) : List.of(line.split("\\|", -1)));
            }
        }
    }

    private List<Entry> open(String name, int line) {
        if (sections.containsKey(name)) {
            throw malformed(line, "section [" + name + "] stands here a second time; join the two.");
        }
        List<Entry> section = new ArrayList<>();
        sections.put(name, section);
        return section;
    }

    private void add(List<Entry> section, int line, List<String> texts) {
        for (String padded : texts) {
            String text = padded.strip();
            if (text.isEmpty()) {
                throw malformed(line, "an entry is empty; write exactly one '|' between two entries and none at the"
                        + " ends.");
            }
            if (text.contains("  ") || text.contains("\t")) {
                throw malformed(line, "'" + text + "' has more than one blank between two words; write single blanks.");
            }
            if (section.stream().anyMatch(entry -> entry.text().equals(text))) {
                throw malformed(line, "'" + text + "' stands twice in its section; delete one.");
            }
            section.add(new Entry(line, text));
        }
    }

    private Material material() {
        Map<String, List<String>> fillers = fillers();
        unusedFillers.addAll(fillers.keySet());
        Map<EntityType, List<String>> names = new EnumMap<>(EntityType.class);
        Map<EntityType, List<List<String>>> composed = new EnumMap<>(EntityType.class);
        for (EntityType type : EntityType.values()) {
            List<Entry> entries = required(type.name());
            names.put(type, entries.stream().map(Entry::text).filter(text -> !isForm(text)).toList());
            composed.put(type, entries.stream().filter(entry -> isForm(entry.text())).map(this::compose).toList());
        }
        List<List<Part>> patterns = required(PATTERNS).stream().map(this::pattern).toList();
        if (!unusedFillers.isEmpty()) {
            throw malformed("no pattern and no name uses section [" + unusedFillers.iterator().next()
                    + "]; delete it or use it.");
        }
        Material material = new Material(patterns, names, composed, fillers);
        checkEnoughNames(material);
        return material;
    }

    private Map<String, List<String>> fillers() {
        Map<String, List<String>> fillers = new LinkedHashMap<>();
        for (String section : sections.keySet()) {
            if (!section.equals(PATTERNS) && !TYPES.contains(section)) {
                fillers.put(section, texts(section));
            }
        }
        return fillers;
    }

    private List<String> texts(String section) {
        return required(section).stream().map(Entry::text).toList();
    }

    private List<Entry> required(String section) {
        List<Entry> entries = sections.getOrDefault(section, List.of());
        if (entries.isEmpty()) {
            throw malformed("section [" + section + "] is missing or empty; add it with at least one entry.");
        }
        return entries;
    }

    private static boolean isForm(String name) {
        return name.contains("{") || name.contains("}");
    }

    /** All names of a form: its first slot filled in every way, and each result composed in turn. */
    private List<String> compose(Entry form) {
        Matcher slot = SLOT.matcher(form.text());
        if (!slot.find()) {
            if (isForm(form.text())) {
                throw malformed(form.line(), "'" + form.text() + "' has a brace that belongs to no slot; write slots"
                        + " as {given}.");
            }
            return List.of(form.text());
        }
        return fillerList(slot.group(1), form.line()).stream()
                .map(word -> new Entry(form.line(), form.text().replace(slot.group(), word)))
                .flatMap(filled -> compose(filled).stream())
                .toList();
    }

    private List<Part> pattern(Entry entry) {
        List<Part> parts = Stream.of(entry.text().split(" ")).map(token -> part(token, entry.line())).toList();
        long names = parts.stream().filter(Part.NameSlot.class::isInstance).count();
        if (names > NAMES_IN_A_SENTENCE) {
            throw malformed(entry.line(), "the pattern has " + names + " name slots; use at most "
                    + NAMES_IN_A_SENTENCE + ".");
        }
        return parts;
    }

    private Part part(String token, int line) {
        Matcher slot = SLOT.matcher(token);
        if (slot.matches()) {
            return slot(slot.group(1), line);
        }
        if (token.contains("{") || token.contains("}")) {
            throw malformed(line, "'" + token + "' is neither a word nor a slot; write slots as {PER}, {PER/LOC} or"
                    + " {year}, with blanks around them.");
        }
        return new Part.Word(token);
    }

    private Part slot(String name, int line) {
        List<String> types = Arrays.asList(name.split("/", -1));
        if (TYPES.containsAll(types)) {
            return new Part.NameSlot(types.stream().map(EntityType::valueOf).toList());
        }
        fillerList(name, line);
        return new Part.FillerSlot(name);
    }

    private List<String> fillerList(String name, int line) {
        if (name.equals(PATTERNS) || TYPES.contains(name) || !sections.containsKey(name)) {
            throw malformed(line, "slot {" + name + "} has no word list [" + name + "]; add that section.");
        }
        unusedFillers.remove(name);
        return texts(name);
    }

    private void checkEnoughNames(Material material) {
        for (EntityType type : EntityType.values()) {
            for (Split split : Split.values()) {
                int count = material.listed(type, split).size();
                if (count < NAMES_IN_A_SENTENCE) {
                    throw malformed("section [" + type + "] gives the " + split + " split " + count + " names, but it"
                            + " needs " + NAMES_IN_A_SENTENCE + "; add names.");
                }
            }
        }
    }

    private MalformedFileException malformed(int line, String why) {
        return new MalformedFileException(file, "line " + line, why);
    }

    private MalformedFileException malformed(String why) {
        return new MalformedFileException(file, "", why);
    }
}
