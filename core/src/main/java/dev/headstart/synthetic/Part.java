package dev.headstart.synthetic;

import java.util.List;

/** What a pattern consists of, one blank between any two. */
sealed interface Part {

    /** Appends this part's words and tags to a sentence. */
    void addTo(Draft draft);

    /** A word or a punctuation mark that stands in every sentence of the pattern. */
    record Word(String text) implements Part {
        @Override
        public void addTo(Draft draft) {
            draft.outside(text);
        }
    }

    /**
     * A place for a name, written {@code {PER}} or {@code {PER/ORG/LOC}}.
     *
     * @param types the types that may stand here, each equally likely
     */
    record NameSlot(List<EntityType> types) implements Part {
        public NameSlot {
            types = List.copyOf(types);
        }

        @Override
        public void addTo(Draft draft) {
            draft.name(types);
        }
    }

    /**
     * A place for words that are no name, written {@code {year}}.
     *
     * @param list the section they are drawn from
     */
    record FillerSlot(String list) implements Part {
        @Override
        public void addTo(Draft draft) {
            draft.filler(list);
        }
    }
}
