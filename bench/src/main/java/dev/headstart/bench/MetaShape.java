package dev.headstart.bench;

import dev.headstart.priming.Episode;
import java.util.Optional;

/**
 * Form of an outer step.
 *
 * @param tasks    how many, of how many sentences
 * @param learning what is done with them
 * @param length   pieces of every sentence, cut from and joined of real ones; empty: sentences as they are
 */
public record MetaShape(Episode.Shape tasks, Learning learning, Optional<Integer> length) {
    MetaShape withTasks(int count) {
        return new MetaShape(new Episode.Shape(count, tasks.support(), tasks.query()), learning, length);
    }

    MetaShape withInnerSteps(int steps) {
        return new MetaShape(tasks, learning.withInnerSteps(steps), length);
    }

    MetaShape withLength(int pieces) {
        return new MetaShape(tasks, learning, Optional.of(pieces));
    }
}
