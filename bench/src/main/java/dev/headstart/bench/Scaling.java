package dev.headstart.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Outer steps in growing sizes: more tasks, more inner steps, longer sentences, everything else as in {@code shape}. Sizes and
 * variants take turns.
 */
record Scaling(Subject subject, MetaShape shape, Pace pace, List<Variant> variants, Turns turns) {
    /** What grows, and how far. */
    private enum Dimension {
        TASKS(1, 2, 4, 8) {
            @Override
            MetaShape grown(MetaShape shape, int value) {
                return shape.withTasks(value);
            }
        },
        INNER_STEPS(1, 5, 20) {
            @Override
            MetaShape grown(MetaShape shape, int value) {
                return shape.withInnerSteps(value);
            }
        },
        PIECES(16, 64, 128) {
            @Override
            MetaShape grown(MetaShape shape, int value) {
                return shape.withLength(value);
            }
        };

        private final List<Integer> values;

        Dimension(Integer... values) {
            this.values = List.of(values);
        }

        abstract MetaShape grown(MetaShape shape, int value);

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What one child measures. */
    private record Size(Dimension dimension, Variant variant, int value) {
        String describe() {
            return variant.name() + ", " + value + " " + dimension;
        }
    }

    ScalingReport run() {
        Map<Size, List<Sample>> samples = turns.take(sizes(), this::job, Size::describe);
        List<ScalingReport.Point> points = samples.entrySet().stream()
                .map(entry -> point(entry.getKey(), entry.getValue())).toList();
        return new ScalingReport(points, slopes(points));
    }

    private Job job(Size size, int round) {
        return new MetaJob(subject, size.dimension().grown(shape, size.value()), pace, size.variant(), round);
    }

    private List<Size> sizes() {
        return Arrays.stream(Dimension.values())
                .flatMap(dimension -> dimension.values.stream().flatMap(value ->
                        variants.stream().map(variant -> new Size(dimension, variant, value)))).toList();
    }

    private static ScalingReport.Point point(Size size, List<Sample> samples) {
        List<Sample.Step> steps = samples.stream().flatMap(sample -> sample.steps().stream()).toList();
        Quartiles seconds = Quartiles.of(steps.stream().map(Sample.Step::seconds).toList());
        return new ScalingReport.Point(size.variant().name(), size.variant().precision(), size.dimension().toString(),
                size.value(), seconds.median(), seconds,
                Quartiles.of(steps.stream().map(Sample.Step::tokensPerSecond).toList()).median());
    }

    private List<ScalingReport.Slope> slopes(List<ScalingReport.Point> points) {
        List<ScalingReport.Slope> slopes = new ArrayList<>();
        for (Dimension dimension : Dimension.values()) {
            for (Variant variant : variants) {
                List<ScalingReport.Point> own = points.stream().filter(point -> point.variant().equals(variant.name())
                        && point.by().equals(dimension.toString())).toList();
                slopes.add(new ScalingReport.Slope(variant.name(), dimension.toString(),
                        Line.through(own.stream().map(point -> (double) point.value()).toList(),
                                own.stream().map(ScalingReport.Point::secondsPerStep).toList())));
            }
        }
        return slopes;
    }
}
