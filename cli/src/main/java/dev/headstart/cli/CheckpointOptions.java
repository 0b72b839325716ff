package dev.headstart.cli;

import dev.headstart.run.Checkpointing;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** What an interruption costs. */
final class CheckpointOptions {
    @Option(names = "--checkpoint-every", paramLabel = "TIME", defaultValue = "5m", converter = Interval.class,
            description = "Leave a checkpoint beside --out this often, e.g. 30s, 5m or 2h, or off. The same command goes on from it "
                    + "after an interruption, to the same result (default: ${DEFAULT-VALUE}).")
    private Checkpointing pace;
    @Option(names = "--fresh", description = "Discard the checkpoint of an interrupted run and start anew.")
    private boolean fresh;

    Checkpointing pace() {
        return fresh ? pace.fromTheStart() : pace;
    }

    /** A time between checkpoints: a whole number of s, m or h; or off. */
    static final class Interval implements ITypeConverter<Checkpointing> {
        private static final Pattern TIME = Pattern.compile("(\\d{1,6})([smh])");

        @Override
        public Checkpointing convert(String text) {
            Matcher time = TIME.matcher(text.toLowerCase(Locale.ROOT));
            if (text.equalsIgnoreCase("off")) {
                return Checkpointing.off();
            }
            if (!time.matches() || Integer.parseInt(time.group(1)) == 0) {
                throw new TypeConversionException("expected a time above 0, e.g. 30s, 5m or 2h, or off, but was '" + text + "'");
            }
            return Checkpointing.every(Duration.parse("PT" + time.group(1) + time.group(2)));
        }
    }
}
