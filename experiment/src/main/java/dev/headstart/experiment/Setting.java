package dev.headstart.experiment;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A row of a table: prime, then fine-tune.
 *
 * @param name    e.g. {@code 4/ Meta priming → AT}
 * @param priming empty: the pretrained encoder as it is
 * @param tuning  of every target
 * @param seeds   of both, at least one
 * @param paper   the paper's score by target, in percent, where it prints one
 * @param share   the paper's share of parameters to update, as it is printed there
 */
public record Setting(String name, Optional<Strategy> priming, Strategy tuning, List<Long> seeds, Map<String, Double> paper,
        Optional<String> share) {
    public Setting {
        seeds = List.copyOf(seeds);
        paper = Collections.unmodifiableMap(new LinkedHashMap<>(paper));
        if (seeds.isEmpty() || seeds.stream().distinct().count() < seeds.size()) {
            throw new IllegalArgumentException("The seeds are " + seeds + "; give at least one, each once.");
        }
    }

    /** @return the same with other seeds */
    Setting withSeeds(List<Long> others) {
        return new Setting(name, priming, tuning, others, paper, share);
    }

    /** @return the name of what comes before fine-tuning */
    public String primingName() {
        return priming.map(Strategy::name).orElse(Strategy.NONE);
    }

    /** @param place {@code priming.OPTION} or {@code tuning.OPTION} @return whether it is one number here, or not set at all */
    boolean fitsCurve(String place) {
        String option = place.substring(place.indexOf('.') + 1);
        Optional<Strategy> strategy = place.startsWith("priming.") ? priming : Optional.of(tuning);
        return strategy.filter(s -> s.options().containsKey(option)).map(s -> s.hasNumber(option)).orElse(true);
    }
}
