package dev.headstart.run;

/** Training whose loss is no number any more. */
public final class DivergenceException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    DivergenceException(double loss, int step) {
        super("The loss is " + loss + " at step " + step + ": training has diverged. Lower the learning rates.");
    }
}
