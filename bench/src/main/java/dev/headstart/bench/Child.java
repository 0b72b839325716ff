package dev.headstart.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The program of a child process: one job in, a file of JSON; one sample out, a line of JSON on standard output. */
final class Child {
    private Child() {}

    public static void main(String[] arguments) throws IOException {
        PrintStream result = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.setOut(System.err);   // whatever else is printed must not get into the result
        Job job = Wire.job(Files.readString(Path.of(arguments[0])));
        result.println(Wire.line(job.run()));
    }
}
