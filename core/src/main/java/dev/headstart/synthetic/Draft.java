package dev.headstart.synthetic;

import dev.headstart.data.Sentence;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** A sentence while its pattern is being filled. No name occurs twice in one sentence. */
final class Draft {
    private final Vocabulary vocabulary;
    private final Random random;
    private final List<String> words = new ArrayList<>();
    private final List<String> tags = new ArrayList<>();
    private final Set<String> used = new HashSet<>();

    Draft(Vocabulary vocabulary, Random random) {
        this.vocabulary = vocabulary;
        this.random = random;
    }

    /** Appends words, joined by single blanks, that belong to no name. */
    void outside(String text) {
        for (String word : text.split(" ")) {
            words.add(word);
            tags.add("O");
        }
    }

    /** Appends words of a list. */
    void filler(String list) {
        outside(draw(vocabulary.fillers().get(list)));
    }

    /** Appends a name of one of {@code types} that this sentence does not have yet. */
    void name(List<EntityType> types) {
        EntityType type = draw(types);
        String name;
        do {
            name = draw(draw(vocabulary.names().get(type)));
        } while (!used.add(name));
        String prefix = "B-";
        for (String word : name.split(" ")) {
            words.add(word);
            tags.add(prefix + type);
            prefix = "I-";
        }
    }

    Sentence sentence() {
        return new Sentence(words, tags);
    }

    private <T> T draw(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
