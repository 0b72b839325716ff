package dev.headstart.bench;

import java.util.List;
import java.util.stream.Collectors;

/** A child process did not come to its result. The message is one line: which, how it ended, what it said last. */
public final class ChildFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int LAST_LINES = 3;
    private static final int KILLED = 137;

    ChildFailure(String job, int exitCode, List<String> errors) {
        super("The process for " + job + " failed with exit code " + exitCode
                + (exitCode == KILLED ? " (killed; was there enough memory?)" : "") + said(errors));
    }

    /** A trace's first line says what; its frames are for developers. */
    private static String said(List<String> errors) {
        List<String> lines = errors.stream().filter(line -> !line.isBlank() && !line.startsWith("\tat "))
                .map(line -> line.replace("Exception in thread \"main\" ", "").strip()).toList();
        String last = lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()).stream().collect(Collectors.joining(" "));
        return last.isEmpty() ? "." : ": " + last;
    }
}
