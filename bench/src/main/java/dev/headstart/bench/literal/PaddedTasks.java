package dev.headstart.bench.literal;

import dev.headstart.data.Unit;
import dev.headstart.model.Parameters;
import dev.headstart.torch.Autograd;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Tasks whose sentences are padded to the longest of all.
 *
 * @param bert      the encoder
 * @param input     sentences of all tasks, one task after the other
 * @param sentences how many each task has
 */
record PaddedTasks(PaddedBert bert, PaddedInput input, List<Integer> sentences) implements TaskBatch {
    static PaddedTasks of(PaddedBert bert, List<List<Unit>> tasks, torch.ScalarType type) {
        PaddedInput input = PaddedInput.of(tasks.stream().flatMap(List::stream).toList(), type);
        return new PaddedTasks(bert, input, tasks.stream().map(List::size).toList());
    }

    @Override
    public List<Tensor> states(Parameters pretrained) {
        return byTask(bert.forward(pretrained, input).flatten(0, 1));
    }

    @Override
    public List<Tensor> labels() {
        return byTask(input.labels().flatten());
    }

    /** @param rows [B · S, …] */
    private List<Tensor> byTask(Tensor rows) {
        long[] sizes = sentences.stream().mapToLong(count -> count * input.longest()).toArray();
        return sizes.length == 1 ? List.of(rows) : Autograd.list(rows.split_with_sizes(sizes, 0));
    }
}
