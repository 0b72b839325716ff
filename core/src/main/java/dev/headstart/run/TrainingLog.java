package dev.headstart.run;

import dev.headstart.data.Split;
import dev.headstart.finetune.FineTuning;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Writes {@code metrics.jsonl} and shows progress while fine-tuning. */
final class TrainingLog implements FineTuning.Listener, AutoCloseable {
    private final JsonLines metrics;
    private final RunListener listener;
    private final String name;
    private final int total;
    private final RunningLoss loss;
    private final Map<Split, Origin> features = new EnumMap<>(Split.class);
    private Optional<RunListener.Task> task = Optional.empty();
    private String lastDev = "";
    private int steps;

    /** Where the features of a corpus come from. */
    enum Origin {
        COMPUTED, REUSED;

        /** @return {@code computed} or {@code reused} */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private record StepLine(int step, double loss) {}

    private record DevLine(int step, double trainLoss, double devF1, double devPrecision, double devRecall, boolean best) {}

    TrainingLog(String name, int steps, RunDirectory directory, RunListener listener) {
        this.metrics = directory.lines("metrics.jsonl");
        this.listener = listener;
        this.name = name;
        this.total = steps;
        this.loss = new RunningLoss(steps);
    }

    RunningLoss loss() {
        return loss;
    }

    /** @return where features come from, by split; empty where every step computes its own */
    Map<Split, Origin> features() {
        return Collections.unmodifiableMap(features);
    }

    /** @return updates that ran so far */
    int steps() {
        return steps;
    }

    @Override
    public void encoded(Split split, int units, int all) {
        show(name + " " + split + ", encoder's output", units, all, "");
    }

    @Override
    public void kept(Split split, boolean reused) {
        features.put(split, reused ? Origin.REUSED : Origin.COMPUTED);
        if (reused) {
            listener.say(name + " " + split + ": the encoder's output is there from an earlier run");
        }
    }

    /** Begins a task with its first step and ends it with its last. */
    private void show(String what, int done, int all, String message) {
        if (task.isEmpty()) {
            task = Optional.of(listener.begin(what, all));
        }
        task.get().step(done, message);
        if (done == all) {
            close();
        }
    }

    @Override
    public void stepped(int step, double stepLoss) {
        steps = step;
        loss.add(step, stepLoss);
        metrics.append(new StepLine(step, stepLoss));
        show(name, step, total, loss + lastDev);
    }

    @Override
    public void evaluated(FineTuning.Evaluation evaluation) {
        var dev = evaluation.dev().micro();
        metrics.append(new DevLine(evaluation.step(), evaluation.loss(), dev.f1(), dev.precision(), dev.recall(), evaluation.best()));
        lastDev = String.format(Locale.ROOT, ", dev F1 %.2f", 100 * dev.f1());
        listener.say(String.format(Locale.ROOT, "step %d: loss %.4f, dev F1 %.2f%s", evaluation.step(), evaluation.loss(),
                100 * dev.f1(), evaluation.best() ? " (best)" : ""));
    }

    @Override
    public void close() {
        task.ifPresent(RunListener.Task::close);
        task = Optional.empty();
    }
}
