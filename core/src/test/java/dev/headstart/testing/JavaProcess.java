package dev.headstart.testing;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A program in a fresh virtual machine with the classes of the tests, for what only a fresh process shows. */
public final class JavaProcess {
    private JavaProcess() {}

    /**
     * What a program left behind.
     *
     * @param output standard output and error as they came
     */
    public record Result(int exitCode, String output) {}

    /** Runs {@code main} to its end. @param options of the virtual machine */
    public static Result run(List<String> options, Class<?> main, String... arguments) {
        return start(classPath(), options, main, arguments);
    }

    /** {@link #run(List, Class, String...)} with the classes in {@code first} in the place of those of the same names. */
    public static Result run(Path first, List<String> options, Class<?> main, String... arguments) {
        return start(first + File.pathSeparator + classPath(), options, main, arguments);
    }

    /** @return the classes of the tests and of what they use */
    public static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    private static Result start(String classPath, List<String> options, Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        if (Runtime.version().feature() >= 24) {
            command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
        }
        command.addAll(options);
        command.addAll(List.of("-cp", classPath, main.getName()));
        command.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Result(process.waitFor(), output);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot run " + main.getName() + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for " + main.getName() + ".", e);
        }
    }
}
