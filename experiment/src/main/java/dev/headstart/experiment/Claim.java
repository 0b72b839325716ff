package dev.headstart.experiment;

import java.util.List;
import java.util.Optional;

/**
 * That one setting beats another, or that the choice among some settings matters more than the choice among others; on each target
 * and on average.
 *
 * @param more what should be the larger
 * @param than the other; about one setting if {@code more} is
 * @param says what the paper says of it
 */
public record Claim(Side more, Side than, Optional<String> says) {
    /** @param settings names: one stands for its score, several for the distance between the best and the worst of theirs */
    public record Side(List<String> settings) {
        public Side {
            settings = List.copyOf(settings);
            if (settings.isEmpty() || settings.stream().distinct().count() < settings.size()) {
                throw new IllegalArgumentException("The settings are " + settings + "; name at least one, each once.");
            }
        }

        boolean isSpread() {
            return settings.size() > 1;
        }

        /** @return for people */
        @Override
        public String toString() {
            return isSpread() ? "the spread over " + String.join(", ", settings) : settings.get(0);
        }
    }

    public Claim {
        if (more.isSpread() != than.isSpread()) {
            throw new IllegalArgumentException("One setting is compared with one, and several with several. Correct the claim.");
        }
    }

    static Claim better(String setting, String than, Optional<String> says) {
        return new Claim(new Side(List.of(setting)), new Side(List.of(than)), says);
    }

    /** @return whether the two sides are spreads; else they are one setting each */
    public boolean comparesSpreads() {
        return more.isSpread();
    }

    /** @return the claim in words */
    @Override
    public String toString() {
        return more + (comparesSpreads() ? " is wider than " : " is better than ") + than;
    }
}
