package dev.headstart.task;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.headstart.data.Columns;
import dev.headstart.data.LabelSet;
import dev.headstart.data.Reading;
import dev.headstart.data.Readout;
import dev.headstart.data.TagRule;
import dev.headstart.data.TagScheme;
import dev.headstart.data.TextReader;
import dev.headstart.eval.LabelScorer;
import dev.headstart.eval.Scorer;
import java.util.List;
import java.util.SortedSet;
import java.util.stream.Collectors;

/**
 * A kind of task. All of them classify: the loss is the mean cross-entropy of the labels where the {@link Readout} has them.
 * Stateless; two of one kind are equal.
 */
public interface Task {
    /** All kinds there are, the default first. */
    List<Task> KINDS = List.of(new Spans(), new Tokens(), new Sentences());

    /** @return its name in options and results */
    @JsonValue
    String name();

    /** @return one line for people */
    String describe();

    /** @return where its labels belong */
    Readout readout();

    /** @throws IllegalArgumentException if the tags of this kind of task have no scheme but {@code scheme} is not the usual one */
    default Reading reading(TagScheme scheme, Columns columns) {
        if (scheme != TagScheme.IOB2) {
            throw new IllegalArgumentException("--tags has an effect only with --task spans. Leave it out.");
        }
        return new Reading(readout(), TagRule.ANY, columns);
    }

    /** @param occurring names in the data, sorted @return the labels of a head */
    default LabelSet labels(SortedSet<String> occurring) {
        return new LabelSet(List.copyOf(occurring));
    }

    /** @return how predictions are judged */
    default Scorer scorer() {
        return new LabelScorer();
    }

    /**
     * What of a support set is counted for k shots.
     *
     * @param labels of one unit, where it has any, in order
     * @return what occurs, as often as it does: entity types, tags, classes
     */
    default List<String> shots(List<String> labels) {
        return labels;
    }

    /** @return the words of a text as a model of this kind gets it for prediction */
    default List<String> words(String text) {
        return TextReader.words(text);
    }

    /** @param labels one a word, or one @param probabilities of each of them @return a prediction as it is shown */
    Shown show(List<String> words, List<String> labels, List<Double> probabilities);

    /** A prediction for people; as JSON it is its own components. */
    interface Shown {
        /** @param inColour whether colours may mark what was found */
        String text(boolean inColour);
    }

    /** @throws IllegalArgumentException naming the kinds there are */
    @JsonCreator
    static Task named(String name) {
        return KINDS.stream().filter(kind -> kind.name().equalsIgnoreCase(name)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The task is '" + name + "'; choose one of "
                        + KINDS.stream().map(Task::name).collect(Collectors.joining(", ")) + "."));
    }
}
