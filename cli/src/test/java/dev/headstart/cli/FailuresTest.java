package dev.headstart.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headstart.io.DiskException;
import dev.headstart.io.MalformedFileException;
import dev.headstart.torch.EngineException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class FailuresTest {
    /** A command that fails as it is told. */
    @Command(name = "fail")
    private static final class FailingCommand implements Callable<Integer> {
        private final Exception exception;
        private final Error error;
        @Mixin
        private CommonOptions common;

        FailingCommand(Exception exception, Error error) {
            this.exception = exception;
            this.error = error;
        }

        @Override
        public Integer call() throws Exception {
            if (error != null) {
                throw error;
            }
            throw exception;
        }
    }

    @Test
    void aWrongArgumentIsUsage() {
        Ran ran = run(new IllegalArgumentException("The limit is 0; it must be at least 1 sentence."));
        assertThat(ran).isEqualTo(new Ran(2, "", line("The limit is 0; it must be at least 1 sentence.")));
    }

    @Test
    void aMalformedFileIsAFailure() {
        Ran ran = run(new MalformedFileException(Path.of("a.tsv"), "line 3", "there is one column; add the tag."));
        assertThat(ran).isEqualTo(new Ran(1, "", line("a.tsv, line 3: there is one column; add the tag.")));
    }

    @Test
    void anEngineThatCannotStartIsAFailure() {
        assertThat(run(new EngineException("No CUDA."))).isEqualTo(new Ran(1, "", line("No CUDA.")));
    }

    @Test
    void aFullDiskSaysWhereAndWhatToDo() {
        IOException full = new IOException("No space left on device");
        String advice = "No space left on device. Free some, or choose another folder.";
        assertThat(run(new DiskException("Cannot write", Path.of("run.json"), full)))
                .isEqualTo(new Ran(1, "", line("Cannot write run.json: " + advice)));
        assertThat(run(new UncheckedIOException("Cannot write to x: No space left on device", full)).err())
                .isEqualTo(line("Cannot write to x: " + advice));
        assertThat(run(full).err()).isEqualTo(line(advice));
    }

    @Test
    void aMissingFileIsSaidInWords() {
        assertThat(run(new NoSuchFileException("a.txt")))
                .isEqualTo(new Ran(1, "", line("a.txt: there is no such file or folder.")));
    }

    @Test
    void anythingElseIsABug() {
        assertThat(run(new IllegalStateException("No open scope"))).isEqualTo(new Ran(1, "", line(
                "java.lang.IllegalStateException: No open scope. This is a bug; run with --verbose for the trace.")));
    }

    @Test
    void aMessageOfSeveralLinesBecomesOne() {
        assertThat(run(new RuntimeException("first\n  second")).err()).isEqualTo(line(
                "java.lang.RuntimeException: first second. This is a bug; run with --verbose for the trace."));
    }

    @Test
    void lackOfMemoryIsNoBug() {
        Ran java = run(null, new OutOfMemoryError("Java heap space"));
        assertThat(java.exitCode()).isEqualTo(1);
        assertThat(java.err()).startsWith("headstart: The memory is used up.");
        assertThat(run(new RuntimeException("DefaultCPUAllocator: can't allocate memory: you tried to allocate 8 GB")))
                .isEqualTo(java);
    }

    @Test
    void theTraceIsShownOnRequestOnly() {
        Exception exception = new IllegalArgumentException("Wrong.", new RuntimeException("the cause"));
        assertThat(run(exception).err()).isEqualTo(line("Wrong."));
        assertThat(run(exception, null, "--verbose").err()).startsWith(line("Wrong."))
                .contains("java.lang.IllegalArgumentException: Wrong.", "\tat ", "RuntimeException: the cause");
    }

    private static Ran run(Exception exception) {
        return run(exception, null);
    }

    private static Ran run(Exception exception, Error error, String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = Failures.handledIn(new CommandLine(new FailingCommand(exception, error)))
                .setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(args);
        return new Ran(exitCode, out.toString(), err.toString());
    }

    private static String line(String message) {
        return "headstart: " + message + System.lineSeparator();
    }
}
