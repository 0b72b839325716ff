package dev.headstart.run;

import dev.headstart.checkpoint.ParametersFile;
import dev.headstart.data.EncodedCorpus;
import dev.headstart.data.Unit;
import dev.headstart.io.DiskException;
import dev.headstart.model.Parameters;
import dev.headstart.priming.Episode;
import dev.headstart.priming.Heads;
import dev.headstart.priming.Priming;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Writes down what an outsider needs to recompute a priming run: {@code units.jsonl}, {@code episodes.jsonl},
 * {@code trace.jsonl}, and the adapter and heads at both ends in {@code init/} and {@code final/}. Exact with dropout off
 * in fp32.
 */
final class EpisodeRecorder {
    private final RunDirectory directory;
    private final JsonLines episodes;
    private final JsonLines trace;

    private record UnitLine(String source, int unit, int[] ids, int[] labels) {}

    private record EpisodeLine(int step, int task, String source, List<Integer> support, List<Integer> query) {}

    private record TraceLine(int step, int task, List<Double> supportLosses, double queryLoss, double outerRate) {}

    EpisodeRecorder(RunDirectory directory, Map<String, EncodedCorpus> sources) {
        this.directory = directory;
        this.episodes = directory.lines("episodes.jsonl");
        this.trace = directory.lines("trace.jsonl");
        try (JsonLines units = new JsonLines(directory.path("units.jsonl"))) {
            sources.forEach((source, corpus) -> {
                for (int i = 0; i < corpus.units().size(); i++) {
                    Unit unit = corpus.units().get(i);
                    units.append(new UnitLine(source, i, unit.ids(), unit.labels()));
                }
            });
        }
    }

    void record(Priming.StepReport report) {
        for (int task = 0; task < report.tasks().size(); task++) {
            Episode episode = report.tasks().get(task);
            episodes.append(new EpisodeLine(report.step(), task, episode.source(), episode.support(), episode.query()));
            trace.append(new TraceLine(report.step(), task, report.supportLosses().get(task), report.queryLosses().get(task),
                    report.rate()));
        }
    }

    /** Heads are named by their source, its slash as @. @param end {@code init} or {@code final} */
    void tensors(String end, Parameters adapter, Heads heads) {
        Path folder = directory.path(end);
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new DiskException("Cannot make", folder, e);
        }
        ParametersFile.write(folder.resolve("adapter.safetensors"), adapter, Map.of("format", "pt"));
        heads.all().forEach((source, head) -> ParametersFile.write(
                folder.resolve("head-" + source.replace('/', '@') + ".safetensors"), head, Map.of("format", "pt")));
    }
}
