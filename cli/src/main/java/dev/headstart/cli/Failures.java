package dev.headstart.cli;

import dev.headstart.bench.ChildFailure;
import dev.headstart.hub.HubException;
import dev.headstart.io.DiskException;
import dev.headstart.io.MalformedFileException;
import dev.headstart.io.Shutdown;
import dev.headstart.torch.EngineException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns what goes wrong into one line on standard error and an exit code; {@code --verbose} adds the stack trace. */
final class Failures {
    /** What libtorch says, as a plain RuntimeException, when memory is out: on the CPU, and on a GPU. */
    private static final List<String> OUT_OF_NATIVE_MEMORY = List.of("can't allocate memory", "CUDA out of memory");

    /** Failures whose message was written for the user. */
    private static final List<Class<?>> EXPECTED = List.of(
            IllegalArgumentException.class, MalformedFileException.class, EngineException.class, DiskException.class,
            ChildFailure.class, HubException.class);
    private static final Pattern ENUM_VALUES = Pattern.compile("expected one of \\[([^]]*)] \\(case-insensitive\\)");

    private Failures() {}

    /** @return the command line, with all failures handled here */
    static CommandLine handledIn(CommandLine commandLine) {
        return commandLine
                .setExecutionStrategy(Failures::execute)
                .setExecutionExceptionHandler((exception, command, parsed) -> failed(command, exception))
                .setParameterExceptionHandler((exception, args) -> misused(exception));
    }

    /** Runs the command. Lack of memory is an {@link Error}, which picocli would let pass. */
    private static int execute(ParseResult parsed) {
        try {
            return new CommandLine.RunLast().execute(parsed);
        } catch (OutOfMemoryError e) {
            List<CommandLine> commands = parsed.asCommandLineList();
            throw new ExecutionException(commands.get(commands.size() - 1), "out of memory", e);
        }
    }

    private static int misused(ParameterException exception) {
        CommandLine command = exception.getCommandLine();
        List<String> unmatched = command.getUnmatchedArguments();   // an option may be missing because it is misspelt
        ParameterException e = exception instanceof MissingParameterException && !unmatched.isEmpty()
                ? new UnmatchedArgumentException(command, unmatched) : exception;
        print(command, explained(e) + " Try '" + command.getCommandSpec().qualifiedName() + " --help'.", e);
        return ExitCode.USAGE;
    }

    /** @return what is wrong with the arguments, and what was perhaps meant */
    static String explained(ParameterException e) {
        return sentence(inPlainWords(e.getMessage())) + suggestions(e);
    }

    /** Picocli names types and the values of an enum as Java spells them; people write them as the help does. */
    private static String inPlainWords(String message) {
        return ENUM_VALUES.matcher(message).replaceFirst(values ->
                "expected " + values.group(1).toLowerCase(Locale.ROOT).replace(", ", " or "))
                .replaceFirst("is not an? (int|long)$", "is not a whole number");
    }

    private static String suggestions(ParameterException e) {
        if (!(e instanceof UnmatchedArgumentException unmatched) || unmatched.getSuggestions().isEmpty()) {
            return "";
        }
        return unmatched.getSuggestions().stream().collect(Collectors.joining(" or ", " Did you mean ", "?"));
    }

    private static int failed(CommandLine command, Exception exception) {
        Throwable failure = exception instanceof ExecutionException && exception.getCause() != null
                ? exception.getCause() : exception;
        if (!Shutdown.isUnderWay()) {
            print(command, message(failure), failure);
        }
        return failure instanceof IllegalArgumentException ? ExitCode.USAGE : ExitCode.SOFTWARE;
    }

    /** @return what went wrong, for the user */
    static String message(Throwable failure) {
        if (failure instanceof OutOfMemoryError || isOutOfNativeMemory(failure)) {
            return "The memory is used up. Use smaller batches or shorter sentences, or, for Java's own part, set "
                    + "HEADSTART_JAVA_OPTS=-Xmx8g.";
        }
        if (failure instanceof FileSystemException e) {
            return e.getFile() + ": " + DiskException.reason(e);
        }
        if (failure instanceof IOException e) {
            return DiskException.reason(e);
        }
        if (failure instanceof UncheckedIOException e && !(e instanceof DiskException)) {
            return DiskException.withAdvice(sentence(e.getMessage()));
        }
        if (failure.getMessage() != null && EXPECTED.stream().anyMatch(type -> type.isInstance(failure))) {
            return failure.getMessage();
        }
        return sentence(String.valueOf(failure)) + " This is a bug; run with --verbose for the trace.";
    }

    private static boolean isOutOfNativeMemory(Throwable failure) {
        return failure.getClass() == RuntimeException.class && failure.getMessage() != null
                && OUT_OF_NATIVE_MEMORY.stream().anyMatch(failure.getMessage()::contains);
    }

    private static void print(CommandLine command, String message, Throwable failure) {
        PrintWriter err = command.getErr();
        err.println("headstart: " + message.strip().replaceAll("\\R\\s*", " "));
        if (CommonOptions.verbose(command)) {
            failure.printStackTrace(err);
        }
        err.flush();
    }

    private static String sentence(String message) {
        return message.endsWith(".") || message.endsWith("?") ? message : message + ".";
    }
}
