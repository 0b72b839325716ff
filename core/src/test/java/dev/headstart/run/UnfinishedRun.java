package dev.headstart.run;

import java.nio.file.Path;
import java.util.Map;

/** A program that starts a run and never completes it, for {@link TerminatedRunTest}. */
final class UnfinishedRun {
    private UnfinishedRun() {}

    public static void main(String[] args) throws InterruptedException {
        try (RunDirectory run = RunDirectory.create(Path.of(args[0])); JsonLines lines = run.lines("metrics.jsonl")) {
            for (long step = 0; ; step++) {
                lines.append(Map.of("step", step));
                run.writeJson("checkpoints/" + step + ".json", Map.of("step", step));
                System.out.println(step);
                Thread.sleep(1);
            }
        }
    }
}
