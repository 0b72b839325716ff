package dev.headstart.bench.literal;

import dev.headstart.model.Parameters;
import dev.headstart.peft.TopAdapter;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/** What lies above the encoder: adapter and head, with the framework's own linear maps. @param method form of the adapter */
record PlainClassifier(TopAdapter method) {
    /**
     * @param states [..., H]
     * @return       [..., labels]
     */
    Tensor logits(Parameters adapter, Parameters head, Tensor states) {
        Tensor middle = method.activation().apply(PaddedBert.linear(adapter, "down", states));
        Tensor change = PaddedBert.linear(adapter, "up", middle);
        Tensor adapted = method.residual() ? states.add(change) : change;
        return torch.linear(adapted, head.get("weight"), new TensorOptional(head.get("bias")));
    }

    /**
     * @param states [R, H]
     * @param labels [R] int64, −100 where ignored
     * @return mean cross-entropy, nats per labelled token
     */
    Tensor loss(Parameters adapter, Parameters head, Tensor states, Tensor labels) {
        return torch.cross_entropy_loss(logits(adapter, head, states), labels);
    }
}
