package dev.headstart.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;

/** A command line that was run inside the test. */
record Ran(int exitCode, String out, String err) {
    static Ran headstart(Object... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        String[] words = Arrays.stream(args).map(String::valueOf).toArray(String[]::new);
        int exitCode = Headstart.run(new PrintWriter(out), new PrintWriter(err), words);
        return new Ran(exitCode, out.toString(), err.toString());
    }
}
