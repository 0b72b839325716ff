package dev.headstart.priming;

import dev.headstart.model.Parameters;
import dev.headstart.model.Part;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/** α, how far an inner step goes. */
public interface Rates {
    /**
     * @param part      of θ that the tensors belong to
     * @param values    where the step starts
     * @param direction of the same names; its tensors may be sparse in their rows
     * @return values − α ⊙ direction
     */
    Parameters descend(Part part, Parameters values, Parameters direction);

    /** @return what of them is learned, leaves in no particular order; nothing if they are fixed */
    default List<Tensor> learned() {
        return List.of();
    }
}
