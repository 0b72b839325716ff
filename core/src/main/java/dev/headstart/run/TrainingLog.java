package dev.headstart.run;

import dev.headstart.data.Split;
import dev.headstart.finetune.FineTuning;
import dev.headstart.optim.Resumable;
import dev.headstart.optim.State;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Writes {@code metrics.jsonl} and shows progress while fine-tuning. Its state are the losses; what is written is kept as it is. */
final class TrainingLog implements FineTuning.Listener, Resumable, AutoCloseable {
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

    TrainingLog(String name, int steps, RunDirectory directory, Settings settings, RunListener listener) {
        this.metrics = directory.metrics(settings);
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
        show(name + " " + split + ", encoder's output", 0, units, all, "");
    }

    @Override
    public void kept(Split split, boolean reused) {
        features.put(split, reused ? Origin.REUSED : Origin.COMPUTED);
        if (reused) {
            listener.say(name + " " + split + ": the encoder's output is there from an earlier run");
        }
    }

    /** Begins a task with its first step and ends it with its last. @param before steps that were done before the first */
    private void show(String what, int before, int done, int all, String message) {
        if (task.isEmpty()) {
            task = Optional.of(listener.begin(what, all));
            task.get().resume(before);
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
        show(name, step - 1, step, total, loss + lastDev);
    }

    @Override
    public void evaluated(FineTuning.Evaluation evaluation) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("step", evaluation.step());
        line.put("train_loss", evaluation.loss());
        line.putAll(Figures.ofDev(evaluation.dev().figures()));
        line.put("best", evaluation.best());
        metrics.append(line);
        lastDev = String.format(Locale.ROOT, ", dev %s %.2f", Figures.shown(evaluation.dev().mainFigure()), 100 * evaluation.dev().main());
        listener.say(String.format(Locale.ROOT, "step %d: loss %.4f%s%s", evaluation.step(), evaluation.loss(), lastDev,
                evaluation.best() ? " (best)" : ""));
    }

    @Override
    public State state() {
        return loss.state().and(State.of(Map.of("steps", (double) steps)));
    }

    @Override
    public void restore_(State state) {
        loss.restore_(state);
        steps = (int) state.number("steps");
    }

    @Override
    public void close() {
        task.ifPresent(RunListener.Task::close);
        task = Optional.empty();
    }
}
