package dev.headstart.cli;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Constants by the names that options have for them: lower case, with dashes. */
final class Names {
    private Names() {}

    /** @throws IllegalArgumentException naming the option and what it may be */
    static <E extends Enum<E>> E of(Class<E> type, String option, String name) {
        return Arrays.stream(type.getEnumConstants()).filter(constant -> name(constant).equalsIgnoreCase(name)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException(option + " is '" + name + "'; choose one of "
                        + Arrays.stream(type.getEnumConstants()).map(Names::name).collect(Collectors.joining(", ")) + "."));
    }

    private static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
