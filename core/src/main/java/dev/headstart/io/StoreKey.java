package dev.headstart.io;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What an entry of a {@link Store} was made from. Entries of equal keys have equal content.
 *
 * @param kind  what it is, in lower-case letters
 * @param facts all that the content depends on, by name
 */
public record StoreKey(String kind, Map<String, String> facts) {
    private static final Pattern KIND = Pattern.compile("[a-z]+");

    public StoreKey {
        if (!KIND.matcher(kind).matches() || facts.isEmpty()) {
            throw new IllegalArgumentException("The key '" + kind + "' " + facts
                    + " needs a kind in lower-case letters and at least one fact.");
        }
        facts = Map.copyOf(facts);
    }

    /** @return kind and facts in one line, whatever the order in which the facts were given */
    String text() {
        return kind + " " + JsonText.line(new TreeMap<>(facts));
    }

    /** @return the kind and the hash of {@link #text} */
    String fileName() {
        return kind + "-" + Sha256.ofText(text()) + Store.EXTENSION;
    }
}
