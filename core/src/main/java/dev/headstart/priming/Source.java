package dev.headstart.priming;

import dev.headstart.data.LabelSet;
import dev.headstart.data.Unit;
import dev.headstart.task.Task;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What tasks 𝒯i are drawn from, e.g. one language of a data set.
 *
 * @param task   the kind of its tasks
 * @param labels among which its head chooses
 * @param units  labelled; episodes number them from 0
 */
public record Source(Task task, LabelSet labels, List<Unit> units) {
    public Source {
        units = List.copyOf(units);
    }

    /** @return the units of each source, in the same order of sources */
    public static Map<String, List<Unit>> units(Map<String, Source> sources) {
        Map<String, List<Unit>> units = new LinkedHashMap<>();
        sources.forEach((name, source) -> units.put(name, source.units));
        return units;
    }

    /** @return the names of these labels, those that are to be ignored left out */
    List<String> names(int[] indices) {
        return Arrays.stream(indices).filter(label -> label != Unit.IGNORED).mapToObj(labels::name).toList();
    }

    /** @return what of a unit counts for k shots, as often as it occurs */
    List<String> shots(Unit unit) {
        return task.shots(names(unit.labels()));
    }
}
