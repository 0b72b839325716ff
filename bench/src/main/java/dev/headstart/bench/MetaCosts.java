package dev.headstart.bench;

import dev.headstart.priming.Episode;
import dev.headstart.priming.Estimator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Outer steps for several methods and with several meta-gradients, side by side.
 *
 * @param tasks of a step
 * @param cases that take turns
 */
record MetaCosts(Subject subject, Episode.Shape tasks, Pace pace, List<MetaCase> cases, Turns turns) {
    MetaGradientReport run() {
        Map<MetaCase, List<Sample>> samples = turns.take(cases, this::job, MetaCase::describe);
        return new MetaGradientReport(samples.keySet().stream().map(one -> row(one, samples)).toList());
    }

    private Job job(MetaCase one, int round) {
        return new MetaJob(subject, new MetaShape(tasks, one.learning(), Optional.empty()), pace, one.variant(), round);
    }

    private static MetaGradientReport.Row row(MetaCase one, Map<MetaCase, List<Sample>> samples) {
        VariantReport measured = VariantReport.of(one.variant(), samples.get(one), Optional.empty());
        MetaCase plain = new MetaCase(one.learning().withEstimator(Estimator.FIRST_ORDER), one.variant());
        Optional<Double> times = Optional.ofNullable(samples.get(plain)).map(VariantReport::medianSeconds)
                .map(seconds -> measured.secondsPerStep() / seconds);
        return new MetaGradientReport.Row(one.learning().method().describe(), one.learning().meta().estimator(), times,
                Optional.ofNullable(measured.figures().get(MetaJob.KEPT)),
                Optional.ofNullable(measured.figures().get(MetaJob.ACTIVATIONS)), measured);
    }
}
