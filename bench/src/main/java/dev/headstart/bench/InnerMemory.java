package dev.headstart.bench;

import dev.headstart.priming.Episode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Outer steps of few and of many inner steps, everything else alike, for what the peak of memory is like.
 *
 * @param tasks of a step
 * @param cases that take turns
 */
record InnerMemory(Subject subject, Episode.Shape tasks, Pace pace, List<MetaCase> cases, Turns turns) {
    private static final int FEW = 1;
    private static final int MANY = 50;

    InnerMemoryReport run() {
        List<MetaCase> both = cases.stream().flatMap(one -> Stream.of(with(one, FEW), with(one, MANY))).toList();
        Map<MetaCase, List<Sample>> samples = turns.take(both, this::job,
                one -> one.describe() + ", " + one.learning().inner().describe());
        return new InnerMemoryReport(FEW, MANY, cases.stream()
                .map(one -> row(one, samples.get(with(one, FEW)), samples.get(with(one, MANY)))).toList());
    }

    private static MetaCase with(MetaCase one, int steps) {
        return new MetaCase(one.learning().withInnerSteps(steps), one.variant());
    }

    private Job job(MetaCase one, int round) {
        return new MetaJob(subject, new MetaShape(tasks, one.learning(), Optional.empty()), pace, one.variant(), round);
    }

    private InnerMemoryReport.Row row(MetaCase one, List<Sample> few, List<Sample> many) {
        double less = peak(few);
        double more = peak(many);
        Map<String, Double> figures = VariantReport.of(one.variant(), many, Optional.empty()).figures();
        return new InnerMemoryReport.Row(one.learning().method().describe(), one.learning().meta().estimator(),
                one.variant().name(), less, more, more / less - 1, (more - less) * 1e6 / (MANY - FEW) / tasks.tasks(),
                Optional.ofNullable(figures.get(MetaJob.KEPT)), Optional.ofNullable(figures.get(MetaJob.ACTIVATIONS)));
    }

    private static double peak(List<Sample> samples) {
        return Quartiles.of(samples.stream().map(sample -> sample.peakRssMb().orElseThrow(() -> new IllegalStateException(
                "This system does not tell a process's peak of memory; Linux does."))).toList()).median();
    }
}
