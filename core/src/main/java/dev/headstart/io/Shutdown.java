package dev.headstart.io;

/** The end of the process, by Ctrl-C or otherwise: files vanish under the hands of threads that still run. */
public final class Shutdown {
    private Shutdown() {}

    /** @return whether it has begun */
    public static boolean isUnderWay() {
        Thread probe = new Thread(() -> { });
        try {
            Runtime.getRuntime().addShutdownHook(probe);
            Runtime.getRuntime().removeShutdownHook(probe);
            return false;
        } catch (IllegalStateException underWay) {
            return true;
        }
    }
}
