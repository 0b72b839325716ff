package dev.headstart.bench.literal;

import dev.headstart.data.Unit;
import dev.headstart.model.Part;
import dev.headstart.model.Theta;
import dev.headstart.optim.AdamW;
import dev.headstart.peft.Classifier;
import dev.headstart.peft.TopAdapter;
import dev.headstart.peft.Tuning;
import dev.headstart.torch.HostArrays;
import dev.headstart.torch.Scope;
import java.util.List;
import java.util.Set;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Adapter tuning and prediction as literally written: every batch goes through the whole encoder. Moves θa and θh in place. */
public final class LiteralTuning implements AutoCloseable {
    private static final Set<Part> MOVING = TopAdapter.defaults().moving();

    private final Theta theta;
    private final PaddedBert bert;
    private final PlainClassifier classifier;
    private final PlainAdamW optimizer;

    /** @param model for its sizes and the form of its adapter, a {@link TopAdapter} */
    public LiteralTuning(Classifier model, Theta theta) {
        this.theta = theta;
        this.bert = new PaddedBert(model.encoder().config());
        this.classifier = new PlainClassifier((TopAdapter) model.method());
        this.optimizer = new PlainAdamW(theta.only(MOVING).tensors(), AdamW.Constants.defaults());
    }

    /** One step on one batch. @return its loss, nats per labelled token */
    public double step(List<Unit> batch, double rate) {
        try (PointerScope scope = new PointerScope()) {
            PaddedInput input = PaddedInput.of(batch, type());
            Tensor states = Scope.withoutGraph(() -> bert.forward(theta.pretrained(), input)).flatten(0, 1);
            Theta point = theta.leaves(MOVING);
            Tensor loss = classifier.loss(point.adapter(), point.head(), states, input.labels().flatten());
            optimizer.update_(point.gradientsOf(loss, MOVING).tensors(), rate);
            return loss.item_double();
        }
    }

    /** @return the most probable label of every piece, padding included, row by row */
    public long[] predict(List<Unit> batch) {
        try (PointerScope scope = new PointerScope()) {
            return Scope.withoutGraph(() -> {
                Tensor states = bert.forward(theta.pretrained(), PaddedInput.of(batch, type()));
                Tensor logits = classifier.logits(theta.adapter(), theta.head(), states);
                return HostArrays.longs(logits.argmax(new LongOptional(-1), false));
            });
        }
    }

    private torch.ScalarType type() {
        return theta.pretrained().tensors().get(0).scalar_type();
    }

    @Override
    public void close() {
        optimizer.close();
    }
}
