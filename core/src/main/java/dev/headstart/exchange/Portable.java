package dev.headstart.exchange;

import dev.headstart.data.Readout;
import dev.headstart.model.Parameters;
import dev.headstart.peft.PeftMethod;
import java.util.List;
import java.util.Optional;

/**
 * An adapter on its way between Headstart and another library.
 *
 * @param method  what it does
 * @param adapter θa
 * @param head    θh, if it goes along
 */
public record Portable(PeftMethod method, Parameters adapter, Optional<Head> head) {
    /**
     * @param weights θh
     * @param labels  in the order of its rows; empty where a format does not name them
     * @param readout where it reads
     */
    public record Head(Parameters weights, List<String> labels, Readout readout) {
        public Head {
            labels = List.copyOf(labels);
        }

        /** @return number of its rows */
        public int size() {
            return Math.toIntExact(weights.get("bias").size(0));
        }
    }
}
