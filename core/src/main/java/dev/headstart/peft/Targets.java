package dev.headstart.peft;

import dev.headstart.model.Site;
import java.util.List;
import java.util.stream.Collectors;

/** Linear maps that a method applies to. */
final class Targets {
    private Targets() {}

    /** @return {@code sites}, at least one, from bottom to top @throws IllegalArgumentException if there is none, or one twice */
    static List<Site> checked(String method, List<Site> sites) {
        if (sites.isEmpty() || sites.stream().distinct().count() < sites.size()) {
            throw new IllegalArgumentException("The targets of " + method + " are " + sites + "; give at least one, each once, of "
                    + text(List.of(Site.values())) + ".");
        }
        return sites.stream().sorted().toList();
    }

    static String text(List<Site> sites) {
        return sites.stream().map(Site::toString).collect(Collectors.joining(", "));
    }
}
