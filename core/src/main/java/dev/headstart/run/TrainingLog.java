package dev.headstart.run;

import dev.headstart.finetune.FineTuning;
import java.util.Locale;

/** Writes {@code metrics.jsonl} and shows progress while fine-tuning. */
final class TrainingLog implements FineTuning.Listener, AutoCloseable {
    private final JsonLines metrics;
    private final RunListener listener;
    private final RunListener.Task task;
    private final RunningLoss loss;
    private String lastDev = "";
    private int steps;

    private record StepLine(int step, double loss) {}

    private record DevLine(int step, double trainLoss, double devF1, double devPrecision, double devRecall, boolean best) {}

    TrainingLog(String name, int steps, RunDirectory directory, RunListener listener) {
        this.metrics = directory.lines("metrics.jsonl");
        this.listener = listener;
        this.task = listener.begin(name, steps);
        this.loss = new RunningLoss(steps);
    }

    RunningLoss loss() {
        return loss;
    }

    /** @return updates that ran so far */
    int steps() {
        return steps;
    }

    @Override
    public void stepped(int step, double stepLoss) {
        steps = step;
        loss.add(step, stepLoss);
        metrics.append(new StepLine(step, stepLoss));
        task.step(step, loss + lastDev);
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
        task.close();
    }
}
