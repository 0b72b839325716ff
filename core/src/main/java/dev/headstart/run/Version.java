package dev.headstart.run;

/** This program's own version. */
public final class Version {
    private Version() {}

    /** @return e.g. {@code 0.1.0}; {@code development} when run from class files instead of the jar */
    public static String current() {
        String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
