package dev.headstart.bench.literal;

import dev.headstart.model.Parameters;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/** The sentences of some tasks, ready for one pass of the encoder. */
interface TaskBatch {
    /** One pass. @return last hidden states by task, [R, H] each */
    List<Tensor> states(Parameters pretrained);

    /** @return labels by task, [R] int64 each, −100 where ignored */
    List<Tensor> labels();
}
