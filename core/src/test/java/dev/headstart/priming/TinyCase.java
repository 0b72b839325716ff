package dev.headstart.priming;

import dev.headstart.checkpoint.MethodForm;
import dev.headstart.data.Unit;
import dev.headstart.model.Dropout;
import dev.headstart.model.Encoder;
import dev.headstart.model.EncoderConfig;
import dev.headstart.model.Part;
import dev.headstart.model.Theta;
import dev.headstart.optim.AdamW;
import dev.headstart.peft.Classifier;
import dev.headstart.peft.PeftMethod;
import dev.headstart.testing.TinyModel;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.global.torch;

/** A model, a point, and two tasks. */
final class TinyCase {
    final Classifier model;
    final InnerLoop inner;
    final Theta theta;
    final Passes supports;
    final Passes queries;

    TinyCase(String method, String encoder, InnerLoop inner) {
        this(method, encoder, inner, Integer.MAX_VALUE);
    }

    TinyCase(String method, String encoder, InnerLoop inner, int most) {
        EncoderConfig config = encoder.equals("bert") ? TinyModel.config() : TinyModel.xlmRoberta();
        Encoder tiny = new Encoder(config, Dropout.OFF, TinyModel.engine());
        PeftMethod parsed = MethodForm.parse(method);
        this.model = new Classifier(tiny, parsed).twiceDifferentiable();
        this.inner = inner;
        torch.manual_seed(8);
        Theta fresh = model.fresh(TinyModel.pretrained(config, 3, torch.ScalarType.Double), TinyModel.LABELS, 4);
        this.theta = fresh.map((part, parameters) -> parameters.map(t -> t.add(torch.randn_like(t).mul(new Scalar(0.1)))));
        boolean shared = !inner.moving(parsed).contains(Part.PRETRAINED);
        List<List<Unit>> sets = IntStream.range(0, 2 * inner.sets()).mapToObj(set -> units(3 + set % 2, 1 + 10 * set)).toList();
        this.supports = Passes.of(sets, most, shared);
        this.queries = Passes.of(List.of(units(4, 3), units(3, 4)), most, shared);
    }

    List<Unit> units(int count, long seed) {
        return TinyModel.units(count, seed).stream().map(unit -> unit.led(model.method().prompt())).toList();
    }

    private MetaLearner learner(Meta meta) {
        return new MetaLearner(model, inner, meta, theta, AdamW.Constants.defaults());
    }

    private Supports supports(Theta point, boolean back) {
        return Supports.of(model, point.pretrained(), model.entry(inner.moving(model.method())), inner.sets(), supports, back);
    }

    List<InnerLoop.Adapted> adapted(Theta point) {
        return adapted(point, supports(point, false), learner(Meta.defaults()));
    }

    List<InnerLoop.Adapted> adapted(Theta point, Rates rates) {
        Supports below = supports(point, false);
        return List.of(inner.adapt(model, point, below.of(0), rates, false), inner.adapt(model, point, below.of(1), rates, false));
    }

    private List<InnerLoop.Adapted> adapted(Theta point, Supports below, MetaLearner learner) {
        Theta start = new Theta(below.pretrained(), point.adapter(), point.head());
        return List.of(learner.adapt(start, below.of(0), true), learner.adapt(start, below.of(1), true));
    }

    MetaGradient metaGradient(Meta meta) {
        MetaLearner learner = learner(meta);
        Supports below = supports(theta, true);
        return learner.gradient(adapted(theta, below, learner), below, queries);
    }

    double queryLoss(List<InnerLoop.Adapted> adapted) {
        return queryLossAt(adapted.stream().map(InnerLoop.Adapted::theta).toList());
    }

    double queryLossAt(List<Theta> adapted) {
        double[] losses = QueryGradient.losses(model, adapted, queries);
        return losses[0] + losses[1];
    }
}
