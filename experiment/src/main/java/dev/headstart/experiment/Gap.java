package dev.headstart.experiment;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How much of the way from one setting's average to another's each of the others goes.
 *
 * @param from  name of the setting at 0 %
 * @param to    name of the setting at 100 %
 * @param paper the paper's percentage by setting
 */
public record Gap(String from, String to, Map<String, Double> paper) {
    public Gap {
        paper = Collections.unmodifiableMap(new LinkedHashMap<>(paper));
    }
}
