package dev.headstart.run;

import dev.headstart.model.Dropout;
import dev.headstart.model.Part;
import dev.headstart.peft.PeftMethod;
import dev.headstart.priming.Episode;
import dev.headstart.priming.Heads;
import dev.headstart.priming.InnerLoop;
import dev.headstart.priming.Meta;
import dev.headstart.priming.Sampling;
import dev.headstart.run.ParameterTable.Role;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Ways to prime (paper, section 4.3). */
public sealed interface Recipe {
    /** @return name in results, e.g. {@code algorithm-1} */
    String algorithm();

    /** @return the same in a few words, e.g. {@code algorithm-1, first-order meta-gradient} */
    default String describe() {
        return algorithm();
    }

    /** @return what happens to each part of θ */
    Map<Part, Role> roles(PeftMethod method);

    /** @throws IllegalArgumentException if it cannot prime for {@code method}, or not with this dropout of the encoder's own */
    default void requireFitting(PeftMethod method, Dropout dropout) {
        // plain fine-tuning can train anything
    }

    /** @throws IllegalArgumentException if it would not watch convergence like that, or has no episodes to write down */
    default void requireFitting(Optional<PrimeConfig.Convergence> convergence, boolean recordEpisodes) {
        // meta-learning has episodes, and can watch any
    }

    /** @throws IllegalArgumentException if the sources are of several tasks or label sets, which this recipe has no heads for */
    void requireFitting(SourceCorpora sources);

    /**
     * Algorithm 1 (setting 4), or with θp in the inner loop (setting 6).
     *
     * @param inner    S, α and what moves inside
     * @param shape    tasks a step, sentences a task; of support sentences, those that one inner step sees
     * @param heads    how θh is kept
     * @param sampling how tasks are drawn
     * @param meta     what the outer loop follows
     */
    record MetaLearning(InnerLoop inner, Episode.Shape shape, Heads.Policy heads, Sampling sampling, Meta meta) implements Recipe {
        public MetaLearning {
            if (inner.sets() > 1 && sampling.shots().isPresent()) {
                throw new IllegalArgumentException("A support set of K shots is one whole, which cannot be divided among inner steps. "
                        + "Leave out --shots or --fresh-batches.");
            }
        }

        /** @return the form of the episodes to draw: with fresh batches, they hold the support sentences of all inner steps */
        Episode.Shape drawn() {
            return new Episode.Shape(shape.tasks(), shape.support() * inner.sets(), shape.query());
        }

        @Override
        public String algorithm() {
            return inner.kind() == InnerLoop.Kind.MAML ? "maml-loop" : "algorithm-1";
        }

        @Override
        public String describe() {
            return algorithm() + ", " + meta.describe() + ", " + inner.describe();
        }

        @Override
        public void requireFitting(PeftMethod method, Dropout dropout) {
            meta.check(inner, inner.moving(method), dropout == Dropout.ON || !method.evaluating().equals(method));
        }

        @Override
        public void requireFitting(SourceCorpora sources) {
            if (heads == Heads.Policy.SHARED) {
                sources.requireOneTask("--heads shared");
            }
        }

        @Override
        public Map<Part, Role> roles(PeftMethod method) {
            Set<Part> inside = inner.moving(method);
            Map<Part, Role> roles = new EnumMap<>(Part.class);
            for (Part part : meta.outside(inside)) {
                roles.put(part, inside.contains(part) ? Role.ADAPTED_AND_META_UPDATED : Role.META_UPDATED);
            }
            roles.put(Part.HEAD, Role.ADAPTED);
            return roles;
        }
    }

    /** Fine-tuning of θp ∪ θa ∪ θh on the same data (setting 5). @param batchSize sentences a step */
    record PlainFineTuning(int batchSize) implements Recipe {
        public PlainFineTuning {
            if (batchSize < 1) {
                throw new IllegalArgumentException("The batch size is " + batchSize + "; it must be at least 1 sentence.");
            }
        }

        @Override
        public String algorithm() {
            return "fine-tuning";
        }

        @Override
        public void requireFitting(Optional<PrimeConfig.Convergence> convergence, boolean recordEpisodes) {
            if (recordEpisodes) {
                throw new IllegalArgumentException("--record-episodes: there are none with --by finetune. Leave one of them out.");
            }
            if (convergence.isPresent() && !convergence.get().keepBest()) {
                throw new IllegalArgumentException("--by finetune looks at dev only to keep the best: add --keep-best to --watch, "
                        + "or leave --watch out.");
            }
        }

        @Override
        public void requireFitting(SourceCorpora sources) {
            sources.requireOneTask("--by finetune");
        }

        @Override
        public Map<Part, Role> roles(PeftMethod method) {
            return Map.of(Part.PRETRAINED, Role.TRAINED, Part.ADAPTER, Role.TRAINED, Part.HEAD, Role.TRAINED);
        }
    }
}
