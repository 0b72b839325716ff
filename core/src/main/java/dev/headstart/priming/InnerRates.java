package dev.headstart.priming;

import dev.headstart.model.Parameters;
import dev.headstart.model.Part;

/**
 * One fixed α for each part that moves.
 *
 * @param pretrained for θp, where it moves inside
 * @param adapter    for θa
 * @param head       for θh
 */
public record InnerRates(double pretrained, double adapter, double head) implements Rates {
    public InnerRates {
        for (double rate : new double[] {pretrained, adapter, head}) {
            if (!(rate > 0 && Double.isFinite(rate))) {
                throw new IllegalArgumentException("An inner rate is " + rate + "; it must be above 0. See --inner-rate.");
            }
        }
    }

    /** One rate for every part. */
    public static InnerRates all(double rate) {
        return new InnerRates(rate, rate, rate);
    }

    double of(Part part) {
        return switch (part) {
            case PRETRAINED -> pretrained;
            case ADAPTER -> adapter;
            case HEAD -> head;
        };
    }

    @Override
    public Parameters descend(Part part, Parameters values, Parameters direction) {
        return values.minus(of(part), direction);
    }
}
