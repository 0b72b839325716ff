package dev.headstart.io;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Takes bytes, one buffer after the other. */
@FunctionalInterface
public interface ByteSink {
    /** Takes all that remains in {@code bytes}. */
    void write(ByteBuffer bytes) throws IOException;

    /** Gives all of its bytes to a sink. */
    @FunctionalInterface
    interface Body {
        void writeTo(ByteSink sink) throws IOException;
    }
}
