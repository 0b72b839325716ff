package dev.headstart.torch;

import java.util.Collection;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/** Keeps long-lived tensors alive beyond the scope that made them, until it is closed. */
public final class Owner implements AutoCloseable {
    private final List<Tensor> tensors;

    /** @param tensors made in a scope that is still open */
    public Owner(Collection<Tensor> tensors) {
        this.tensors = List.copyOf(tensors);
        this.tensors.forEach(Tensor::retainReference);
    }

    @Override
    public void close() {
        tensors.forEach(Tensor::releaseReference);
    }
}
