package dev.headstart.bench;

import dev.headstart.priming.Episode;
import dev.headstart.priming.InnerLoop;
import java.util.Optional;

/**
 * Form of an outer step.
 *
 * @param tasks  how many, of how many sentences
 * @param inner  S, α, and which parts move inside
 * @param length pieces of every sentence, cut from and joined of real ones; empty: sentences as they are
 */
public record MetaShape(Episode.Shape tasks, InnerLoop inner, Optional<Integer> length) {
    MetaShape withTasks(int count) {
        return new MetaShape(new Episode.Shape(count, tasks.support(), tasks.query()), inner, length);
    }

    MetaShape withInnerSteps(int steps) {
        return new MetaShape(tasks, new InnerLoop(steps, inner.kind(), inner.rates()), length);
    }

    MetaShape withLength(int pieces) {
        return new MetaShape(tasks, inner, Optional.of(pieces));
    }
}
