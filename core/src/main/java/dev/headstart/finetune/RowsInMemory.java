package dev.headstart.finetune;

import dev.headstart.torch.Engine;
import dev.headstart.torch.Owner;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/** Rows of a tensor on the engine's device. */
final class RowsInMemory implements Rows {
    private final Tensor all;
    private final Owner owner;
    private final Engine engine;

    /** @param all made in a scope that is still open */
    RowsInMemory(Tensor all, Engine engine) {
        this.all = all;
        this.owner = new Owner(List.of(all));
        this.engine = engine;
    }

    @Override
    public Tensor select(long[] numbers) {
        return all.index_select(0, engine.longs(numbers));
    }

    @Override
    public void close() {
        owner.close();
    }
}
