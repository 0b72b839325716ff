package dev.headstart.peft;

import dev.headstart.model.Part;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** Kinds of fine-tuning by the parts of θ that they move (paper, section 4.3). */
public enum Tuning {
    /** What the method is made for: for most, θa and θh. */
    ADAPTER {
        @Override
        public Set<Part> parts(PeftMethod method) {
            return EnumSet.copyOf(method.moving());
        }
    },
    /** Head tuning: θh only; an adapter that is there stays as it is. */
    HEAD {
        @Override
        public Set<Part> parts(PeftMethod method) {
            return EnumSet.of(Part.HEAD);
        }
    },
    /** Full fine-tuning: θp, θh and, where there is an adapter, θa. */
    FULL {
        @Override
        public Set<Part> parts(PeftMethod method) {
            return EnumSet.allOf(Part.class);
        }
    };

    /** @return the parts that move */
    public abstract Set<Part> parts(PeftMethod method);

    /** @return {@code adapter}, {@code head} or {@code full} */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
