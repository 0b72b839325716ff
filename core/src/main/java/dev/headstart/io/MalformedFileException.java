package dev.headstart.io;

import java.nio.file.Path;

/** A file that does not hold what its format promises. The message is one line: what, where, what to do. */
public final class MalformedFileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * @param file  the file
     * @param where place inside it, e.g. {@code line 12} or {@code tensor 'x'}; empty for the whole file
     * @param why   what is wrong, what was expected and what to do, ending in a full stop
     */
    public MalformedFileException(Path file, String where, String why) {
        super(file + (where.isEmpty() ? "" : ", " + where) + ": " + why);
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
        super(file + (where.isEmpty() ? "" : ", " + where) + ": " + why, cause);
    }
}
