package dev.headstart.bench.literal;

import dev.headstart.data.TokenBatch;
import dev.headstart.data.Unit;
import dev.headstart.model.Encoder;
import dev.headstart.model.Layout;
import dev.headstart.model.Packed;
import dev.headstart.model.Parameters;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/**
 * Tasks whose sentences are laid end to end, through Headstart's encoder ({@link Measure#PACKED}).
 *
 * @param encoder Headstart's
 * @param tasks   each task's sentences
 */
record PackedTasks(Encoder encoder, List<TokenBatch> tasks) implements TaskBatch {
    static PackedTasks of(Encoder encoder, List<List<Unit>> tasks) {
        return new PackedTasks(encoder, tasks.stream().map(units -> TokenBatch.of(units, encoder.engine())).toList());
    }

    @Override
    public List<Tensor> states(Parameters pretrained) {
        List<Packed> inputs = tasks.stream().map(TokenBatch::input).toList();
        Layout together = Layout.of(inputs.stream().flatMap(input -> input.sequences().stream()).toList());
        return encoder.below(pretrained, inputs, together, encoder.config().layers()).stream()
                .map(hidden -> hidden.states().orElseThrow()).toList();
    }

    @Override
    public List<Tensor> labels() {
        return tasks.stream().map(TokenBatch::labels).toList();
    }
}
