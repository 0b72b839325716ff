package dev.headstart.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What an experiment's file says of where its values come from, in the comments behind them. */
final class FileChoices {
    private static final Pattern ENTRY = Pattern.compile("^(\\s*)([\\w-]+):\\s*(.*?)\\s*$");
    private static final Pattern KEY = Pattern.compile("([\\w-]+):");
    private static final Pattern COMMENT = Pattern.compile("(^|\\s)#\\s*(.*)$");

    private FileChoices() {}

    /** @param path e.g. {@code priming.meta.epochs} @param source e.g. {@code not stated} */
    record Choice(String path, String value, String source) {}

    private record Level(int indent, String name) {}

    /** @return all values that have a comment behind them, in their order; of values that a later line replaces, only the last */
    static List<Choice> of(List<String> file) {
        Map<String, Choice> choices = new LinkedHashMap<>();
        List<Level> levels = new ArrayList<>();
        for (String line : file) {
            Matcher comment = COMMENT.matcher(line);
            String source = comment.find() ? comment.group(2) : "";
            Matcher entry = ENTRY.matcher(comment.replaceFirst(""));
            if (entry.matches()) {
                int indent = entry.group(1).length();
                levels.removeIf(level -> level.indent >= indent);
                levels.add(new Level(indent, entry.group(2)));
                String path = levels.stream().map(Level::name).collect(Collectors.joining("."));
                String value = entry.group(3);
                choices.remove(path);
                keysIn(value).forEach(key -> choices.remove(path + "." + key));
                if (!source.isEmpty() && !value.isEmpty() && !path.equals("like")) {
                    choices.put(path, new Choice(path, value, source));
                }
            }
        }
        return List.copyOf(choices.values());
    }

    /** @return keys of a mapping in one line, e.g. of {@code {like: meta, epochs: 1}} */
    private static List<String> keysIn(String value) {
        return value.startsWith("{") ? KEY.matcher(value).results().map(key -> key.group(1)).toList() : List.of();
    }
}
