package dev.headstart.run;

import java.util.ArrayList;
import java.util.List;

/** Listens to a run until it has heard of a step, then fails, as a run may at any moment. */
final class Interrupted implements RunListener {
    /** What a run fails with. */
    static final class Interruption extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private final String task;
    private final int step;
    private final List<String> heard = new ArrayList<>();

    /** @param task whose steps count @param step that fails */
    Interrupted(String task, int step) {
        this.task = task;
        this.step = step;
    }

    /** Never fails. */
    static Interrupted never() {
        return new Interrupted("", 0);
    }

    List<String> heard() {
        return heard;
    }

    @Override
    public void say(String line) {
        heard.add(line);
    }

    @Override
    public Task begin(String name, long total) {
        return (done, message) -> {
            if (name.equals(task) && done == step) {
                throw new Interruption();
            }
        };
    }
}
