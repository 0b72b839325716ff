package dev.headstart.report;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What an experiment's file says of where its values come from, in the comments behind them. */
final class FileChoices {
    private static final Pattern ENTRY = Pattern.compile("^(\\s*)([\\w-]+):\\s*(.*?)\\s*$");
    private static final Pattern COMMENT = Pattern.compile("(^|\\s)#\\s*(.*)$");

    private FileChoices() {}

    /** @param path e.g. {@code priming.meta.epochs} @param source e.g. {@code not stated} */
    record Choice(String path, String value, String source) {}

    private record Level(int indent, String name) {}

    /** @return all values that have a comment behind them, in their order */
    static List<Choice> of(List<String> file) {
        List<Choice> choices = new ArrayList<>();
        List<Level> levels = new ArrayList<>();
        for (String line : file) {
            Matcher comment = COMMENT.matcher(line);
            String source = comment.find() ? comment.group(2) : "";
            Matcher entry = ENTRY.matcher(comment.replaceFirst(""));
            if (entry.matches()) {
                int indent = entry.group(1).length();
                levels.removeIf(level -> level.indent >= indent);
                levels.add(new Level(indent, entry.group(2)));
                if (!source.isEmpty() && !entry.group(3).isEmpty()) {
                    choices.add(new Choice(String.join(".", levels.stream().map(Level::name).toList()), entry.group(3), source));
                }
            }
        }
        return choices;
    }
}
