package dev.headstart.io;

import java.nio.file.Path;

/**
 * A file that does not hold what its format promises. The message is one line: what, where, what to do. What it quotes from the
 * file neither floods a terminal nor steers it: control characters are replaced, and the middle of what is too long is left out.
 */
public final class MalformedFileException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int LONGEST = 2000;
    private static final int END_KEPT = 400;   // where the advice is

    /**
     * @param file  the file
     * @param where place inside it, e.g. {@code line 12} or {@code tensor 'x'}; empty for the whole file
     * @param why   what is wrong, what was expected and what to do, ending in a full stop
     */
    public MalformedFileException(Path file, String where, String why) {
        super(shown(file + (where.isEmpty() ? "" : ", " + where) + ": " + why));
    }

    private MalformedFileException(String message, Throwable cause) {
        super(message, cause);
    }

    /** @return the same, with more to do */
    public MalformedFileException advising(String more) {
        return new MalformedFileException(getMessage() + more, this);
    }

    /** @param cause what the file's reader said */
    public MalformedFileException(Path file, String where, String why, Throwable cause) {
        super(shown(file + (where.isEmpty() ? "" : ", " + where) + ": " + why), cause);
    }

    private static String shown(String message) {
        String brief = message.length() <= LONGEST ? message
                : message.substring(0, LONGEST - END_KEPT) + " … " + message.substring(message.length() - END_KEPT);
        return brief.replaceAll("\\p{Cc}", "\uFFFD");
    }
}
