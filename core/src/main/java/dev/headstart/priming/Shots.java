package dev.headstart.priming;

import dev.headstart.data.Unit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/**
 * Support sets of K shots, by greedy sampling (Yang and Katiyar 2020, "Simple and Effective Few-Shot Named Entity Recognition
 * with Structured Nearest Neighbor Learning", Algorithm 1): type by type, the rarest of the source first, random sentences
 * that hold it are added until it occurs K times, sentences counting for every type they hold. A frequent type is mostly
 * there by then.
 *
 * <p>Each set is drawn from the whole source. Deviation: it ends at the largest size allowed, so that types, the most frequent
 * ones, may have fewer than K; and a text serves only once.
 */
final class Shots {
    private final int shots;
    private final int most;
    private final List<Unit> units;
    private final List<List<String>> typesOf;
    private final List<String> rarestFirst;
    private final Map<String, List<Integer>> holding = new TreeMap<>();

    /** @param most sentences of a support set @throws IllegalArgumentException if there is no type at all */
    Shots(String name, Source source, int shots, int most) {
        this.shots = shots;
        this.most = most;
        this.units = source.units();
        this.typesOf = units.stream().map(source::shots).toList();
        Map<String, Integer> occurrences = new HashMap<>();
        for (int unit = 0; unit < units.size(); unit++) {
            for (String type : typesOf.get(unit)) {
                occurrences.merge(type, 1, Integer::sum);
            }
            for (String type : new HashSet<>(typesOf.get(unit))) {
                holding.computeIfAbsent(type, t -> new ArrayList<>()).add(unit);
            }
        }
        if (holding.isEmpty()) {
            throw new IllegalArgumentException("Source '" + name + "' has nothing to draw " + shots
                    + " shots of: no sentence holds a label that counts. Leave --shots out, or use other data.");
        }
        this.rarestFirst = holding.keySet().stream().sorted(Comparator.comparing(occurrences::get)).toList();
    }

    /** @return numbers of units, at least one */
    List<Integer> draw(Random random) {
        List<Integer> support = new ArrayList<>();
        Set<String> texts = new HashSet<>();
        Map<String, Integer> counts = new HashMap<>();
        for (String type : rarestFirst) {
            if (counts.getOrDefault(type, 0) < shots) {
                fill(type, random, support, texts, counts);
            }
        }
        return support;
    }

    private void fill(String type, Random random, List<Integer> support, Set<String> texts, Map<String, Integer> counts) {
        List<Integer> candidates = new ArrayList<>(holding.get(type));
        Collections.shuffle(candidates, random);
        for (int unit : candidates) {
            if (support.size() == most || counts.getOrDefault(type, 0) >= shots) {
                return;
            }
            if (texts.add(units.get(unit).text())) {
                support.add(unit);
                typesOf.get(unit).forEach(found -> counts.merge(found, 1, Integer::sum));
            }
        }
    }
}
