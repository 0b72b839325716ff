package dev.headstart.hub;

/** What the hub refuses or cannot give. The message is one line: what, where, what to do. */
public final class HubException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message ends in a full stop */
    public HubException(String message) {
        super(message);
    }

    /** @param cause what the network said */
    public HubException(String message, Throwable cause) {
        super(message, cause);
    }
}
