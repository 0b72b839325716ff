package dev.headstart.bench;

import dev.headstart.torch.Precision;
import java.util.List;

/**
 * How the time of an outer step grows.
 *
 * @param points what was measured
 * @param slopes a line for each variant and dimension
 */
public record ScalingReport(List<Point> points, List<Slope> slopes) {
    /**
     * @param by    what grows: tasks, inner_steps or pieces
     * @param value how far
     */
    public record Point(String variant, Precision precision, String by, int value, double secondsPerStep, Quartiles spread,
            double tokensPerSecond) {}

    /** @param secondsPerStep nearest line to the medians, over what grows */
    public record Slope(String variant, String by, Line secondsPerStep) {}
}
