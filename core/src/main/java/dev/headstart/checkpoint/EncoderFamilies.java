package dev.headstart.checkpoint;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The families of encoders that checkpoints may be of. */
final class EncoderFamilies {
    private static final List<EncoderFamily> ALL = List.of(
            new Bert(),
            new DistilBert(),
            new Roberta(),
            new Electra());

    private EncoderFamilies() {}

    /** One of the names of a family. */
    record Kind(EncoderFamily family, String name) {}

    static Optional<Kind> ofType(String type) {
        return find(name -> EncoderFamily.type(name).equals(type));
    }

    /** @param architecture a class of transformers, by which files without model_type can be told */
    static Optional<Kind> ofArchitecture(String architecture) {
        return find(name -> EncoderFamily.isOf(name, architecture));
    }

    /** @param name one of {@link EncoderFamily#names()} */
    static EncoderFamily named(String name) {
        return find(name::equals).orElseThrow(() -> new IllegalArgumentException("There is no family of encoders called '"
                + name + "'; there are " + types() + ".")).family();
    }

    private static Optional<Kind> find(Predicate<String> wanted) {
        return ALL.stream().flatMap(family -> family.names().stream().filter(wanted).map(name -> new Kind(family, name)))
                .findFirst();
    }

    /** @return every model_type, e.g. for a message */
    static String types() {
        return ALL.stream().flatMap(family -> family.names().stream()).map(EncoderFamily::type)
                .collect(Collectors.joining(", "));
    }
}
