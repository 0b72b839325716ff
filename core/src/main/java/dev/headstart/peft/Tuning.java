package dev.headstart.peft;

import dev.headstart.model.Part;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Kinds of fine-tuning by the parts of θ that they move (paper, section 4.3). */
public enum Tuning {
    /** Adapter tuning: θa and θh. */
    ADAPTER(Part.ADAPTER, Part.HEAD),
    /** Head tuning: θh only; an adapter that is there stays as it is. */
    HEAD(Part.HEAD),
    /** Full fine-tuning: θp, θh and, where there is an adapter, θa. */
    FULL(Part.PRETRAINED, Part.ADAPTER, Part.HEAD);

    private final Set<Part> parts;

    Tuning(Part... parts) {
        this.parts = EnumSet.copyOf(List.of(parts));
    }

    /** @return the parts that move */
    public Set<Part> parts() {
        return EnumSet.copyOf(parts);
    }

    /** @return {@code adapter}, {@code head} or {@code full} */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
