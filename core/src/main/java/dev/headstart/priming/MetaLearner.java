package dev.headstart.priming;

import dev.headstart.model.Parameters;
import dev.headstart.model.Part;
import dev.headstart.model.Theta;
import dev.headstart.optim.AdamW;
import dev.headstart.optim.Resumable;
import dev.headstart.peft.Classifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The inner loop together with the estimate of its derivative, and the inner rates, which it owns if they are learned. */
final class MetaLearner implements AutoCloseable {
    private final Classifier model;
    private final InnerLoop inner;
    private final Meta meta;
    private final Set<Part> moving;
    private final Optional<LearnedRates> learned;

    /** @param theta any point of the form that inner loops start from */
    MetaLearner(Classifier model, InnerLoop inner, Meta meta, Theta theta, AdamW.Constants constants) {
        this.model = model;
        this.inner = inner;
        this.meta = meta;
        this.moving = inner.moving(model.method());
        meta.check(inner, moving, !model.evaluating().equals(model));
        this.learned = meta.rateOfRates().map(rate -> new LearnedRates(inner.rates(), theta, moving, constants));
    }

    private Rates rates() {
        return learned.<Rates>map(rates -> rates).orElse(inner.rates());
    }

    private boolean walksBack() {
        return meta.isExact() || learned.isPresent();
    }

    /** Lines 4 to 8 for one task. @param ahead whether {@link #gradient} will be asked */
    InnerLoop.Adapted adapt(Theta theta, List<Support> supports, boolean ahead) {
        return inner.adapt(model, theta, supports, rates(), ahead && walksBack());
    }

    /** Line 9: what the outer loop follows. */
    MetaGradient gradient(List<InnerLoop.Adapted> adapted, Supports supports, Passes queries) {
        List<Theta> points = adapted.stream().map(InnerLoop.Adapted::theta).toList();
        if (meta.estimator() == Estimator.REPTILE) {
            return MetaGradient.reptile(adapted, moving, QueryGradient.losses(model, points, queries));
        }
        boolean apart = walksBack() && moving.contains(Part.PRETRAINED);
        QueryGradient query = QueryGradient.of(model, points, queries, apart);
        if (!walksBack()) {
            return MetaGradient.firstOrder(query);
        }
        List<WayBack.Walk> walks = new ArrayList<>();
        for (int task = 0; task < adapted.size(); task++) {
            WayBack back = new WayBack(model, inner, supports.of(task), rates(), meta.isExact());
            walks.add(back.from(adapted.get(task).path(), query.own().get(task)));
        }
        return meta.isExact() ? MetaGradient.exact(query, walks, supports, moving) : MetaGradient.firstOrder(query, walks);
    }

    /** Line 9, for what is learned of the rates. */
    void update_(MetaGradient gradient) {
        learned.ifPresent(rates -> rates.update_(gradient.rates(), meta.rateOfRates().orElseThrow()));
    }

    Map<String, Double> learnedRates() {
        return learned.map(LearnedRates::values).orElse(Map.of());
    }

    /** @return what it has learned */
    Resumable learned() {
        return learned.<Resumable>map(rates -> rates).orElse(Resumable.of(Parameters.NONE));
    }

    @Override
    public void close() {
        learned.ifPresent(LearnedRates::close);
    }
}
