package dev.headstart.hub;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** The hub does not serve now. It may later. */
final class Unavailable extends IOException {
    private static final long serialVersionUID = 1L;

    private final boolean worthRepeating;
    private final transient Optional<Duration> delay;

    private Unavailable(String message, boolean worthRepeating, Optional<Duration> delay, Throwable cause) {
        super(message, cause);
        this.worthRepeating = worthRepeating;
        this.delay = delay;
    }

    /** It answered that it is too busy or out of order. @param delay for how long it says so */
    static Unavailable busy(String message, Optional<Duration> delay) {
        return new Unavailable(message, true, delay, null);
    }

    /** There is no way to it, and there never was: the user is probably offline and should not have to wait. */
    static Unavailable unreachable(String message, IOException cause) {
        return new Unavailable(message, false, Optional.empty(), cause);
    }

    boolean worthRepeating() {
        return worthRepeating;
    }

    Optional<Duration> delay() {
        return delay;
    }
}
