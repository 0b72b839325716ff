package dev.headstart.bench.literal;

import java.util.Locale;

/**
 * What Headstart does otherwise than the literal algorithm, as far as it can be done alone; in the order in which an ablation
 * adds them. Threads come first: while they are in each other's way, nothing else can be told from noise.
 */
public enum Measure {
    /** The process runs in the launcher's environment, with the threads that Headstart chooses. */
    TUNED,
    /** One pass of the encoder over a support set, not one per inner step: θp stands still in the inner loop. */
    ONCE,
    /** One pass for the support sets of all tasks, and one for all query sets. */
    TOGETHER,
    /** No padding: linear maps on the real tokens, attention by groups of one length, only read-off rows above. */
    PACKED;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
