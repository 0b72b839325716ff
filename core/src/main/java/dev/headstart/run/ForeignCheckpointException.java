package dev.headstart.run;

/** A checkpoint of a run with other settings, from which this one cannot go on. */
public final class ForeignCheckpointException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    ForeignCheckpointException(String message) {
        super(message);
    }
}
