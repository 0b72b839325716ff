package dev.headstart.io;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** The disk refuses. The message is one line: what, where, what to do where that is known. */
public final class DiskException extends UncheckedIOException {
    private static final long serialVersionUID = 1L;

    /**
     * @param action what was tried, e.g. {@code Cannot write}
     * @param path   of the file or folder
     */
    public DiskException(String action, Path path, IOException cause) {
        super(action + " " + path + ": " + reason(cause), cause);
    }

    private DiskException(String message, IOException cause) {
        super(message, cause);
    }

    /** @return the same, with the path {@code told} where the message says {@code hidden} */
    public DiskException renaming(Path hidden, Path told) {
        return new DiskException(getMessage().replace(hidden.toString(), told.toString()), getCause());
    }

    /** @return why, with what to do where that is known. The exception's own message often is no more than a path. */
    public static String reason(IOException e) {
        String reason = ownReason(e);
        return withAdvice(reason.endsWith(".") ? reason : reason + ".");
    }

    /** @return {@code message}, with what to do at its end if it is about a full disk */
    public static String withAdvice(String message) {
        return message.contains("No space left on device")
                ? message.replaceFirst("\\.$", "") + ". Free some, or choose another folder." : message;
    }

    private static String ownReason(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "there is no such file or folder.";
        }
        if (e instanceof AccessDeniedException) {
            return "permission denied.";
        }
        if (e instanceof FileAlreadyExistsException) {
            return "a file of this name is in the way.";
        }
        if (e instanceof DirectoryNotEmptyException) {
            return "the folder is not empty.";
        }
        if (e instanceof FileSystemException system && system.getReason() != null) {
            return system.getReason();
        }
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
