package dev.headstart.run;

import dev.headstart.io.MalformedFileException;
import dev.headstart.optim.Checkpoints;
import dev.headstart.optim.Resumable;
import dev.headstart.optim.State;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.bytedeco.javacpp.PointerScope;

/** The checkpoints of one run: the one that an earlier process left, and those that this one leaves at its pace. */
final class RunCheckpoints implements Checkpoints {
    private static final String ADVICE = " Discard it with --fresh, or delete the folder.";

    private final RunDirectory directory;
    private final CheckpointFolder folder;
    private final Checkpointing pace;
    private final Settings settings;
    private final Optional<CheckpointFolder.Saved> earlier;
    private final WallTime time;
    private final RunListener listener;
    private final Interruption interruption = new Interruption();
    private long last = System.nanoTime();

    private RunCheckpoints(RunDirectory directory, CheckpointFolder folder, Checkpointing pace, Settings settings,
            Optional<CheckpointFolder.Saved> earlier, WallTime time, RunListener listener) {
        this.directory = directory;
        this.folder = folder;
        this.pace = pace;
        this.settings = settings;
        this.earlier = earlier;
        this.time = time;
        this.listener = listener;
    }

    /**
     * Looks for a checkpoint beside the target of {@code directory}.
     *
     * @param settings of the run, asked for only if there is one or will be
     * @param time     goes on where it stood there
     * @throws ForeignCheckpointException if the one that is there belongs to other settings
     * @throws MalformedFileException   if it is broken
     */
    static RunCheckpoints open(RunDirectory directory, Checkpointing pace, Supplier<Settings> settings, WallTime time,
            RunListener listener) {
        CheckpointFolder folder = CheckpointFolder.beside(directory.target());
        if (pace.fresh()) {
            folder.delete();
        }
        Optional<CheckpointFolder.Saved> earlier = advising(folder::newest);
        Settings own = pace.isOn() || earlier.isPresent() ? settings.get() : Settings.NONE;
        earlier.ifPresent(found -> requireSame(directory, own, found));
        return new RunCheckpoints(directory, folder, pace, own, earlier, time, listener);
    }

    private static void requireSame(RunDirectory directory, Settings own, CheckpointFolder.Saved found) {
        String differences = own.differencesHereFrom(new Settings(found.card().settings()));
        if (!differences.isEmpty()) {
            throw new ForeignCheckpointException("An interrupted run to " + directory.target() + " left a checkpoint at step "
                    + found.card().step() + ", but with other settings: " + differences
                    + ". Give the same to continue it, or discard it with --fresh.");
        }
    }

    @Override
    public int resume_(Resumable loop, int steps) {
        if (pace.isOn()) {
            directory.onInterruption(interruption);
        }
        if (earlier.isEmpty()) {
            return 0;
        }
        CheckpointFolder.Saved found = earlier.get();
        advising(() -> {
            try (PointerScope scope = new PointerScope()) {
                loop.restore_(found.state());
            }
            directory.logs().forEach((name, log) -> log.continueFrom(found.log(name)));
            return loop;
        });
        time.continueFrom(found.card().seconds());
        listener.say(String.format(Locale.ROOT, "Continuing at step %d of %d, after %.0f s of an earlier process",
                Math.min(found.card().step() + 1, steps), steps, found.card().seconds()));
        return found.card().step();
    }

    /** Adds to what is said about a broken checkpoint what to do about it. */
    private static <T> T advising(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (MalformedFileException e) {
            throw e.advising(ADVICE);
        }
    }

    private Map<String, Path> logs() {
        Map<String, Path> files = new LinkedHashMap<>();
        directory.logs().forEach((name, log) -> files.put(name, log.file()));
        return files;
    }

    @Override
    public void passed(int step, Resumable loop) {
        boolean interrupted = interruption.isAsked();
        if (interrupted || pace.isDue(step, System.nanoTime() - last)) {
            write(step, loop);
        }
        if (interrupted) {
            listener.say("Interrupted after step " + step + ". The same command goes on from there.");
            interruption.answer();
        }
    }

    private void write(int step, Resumable loop) {
        double before = time.seconds();
        try (PointerScope scope = new PointerScope()) {
            State state = loop.state();
            folder.write(new CheckpointFolder.Card(step, before, state.numbers(), settings.byName()), state, logs());
        }
        last = System.nanoTime();
        listener.say(String.format(Locale.ROOT, "Checkpoint at step %d, written in %.2f s", step, time.seconds() - before));
    }
}
