package dev.headstart.priming;

import dev.headstart.model.Parameters;
import dev.headstart.model.Part;
import dev.headstart.model.Theta;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * Algorithm 1, line 9: what the outer loop follows.
 *
 * @param gradient of θp and θa; empty for θh, which gets no meta-gradient
 * @param rates    of what is learned of the inner rates
 * @param losses   query loss of each task, nats per labelled token
 */
record MetaGradient(Theta gradient, List<Tensor> rates, double[] losses) {
    /** The gradient at the adapted points, taken for that at the start. */
    static MetaGradient firstOrder(QueryGradient query) {
        return new MetaGradient(query.sum(), List.of(), query.losses());
    }

    /** {@link #firstOrder}, with the gradient of the rates, for which the gradients that were followed count as constants. */
    static MetaGradient firstOrder(QueryGradient query, List<WayBack.Walk> walks) {
        return new MetaGradient(query.sum(), rates(walks), query.losses());
    }

    /** The gradient itself. @param moving the parts that moved inside */
    static MetaGradient exact(QueryGradient query, List<WayBack.Walk> walks, Supports supports, Set<Part> moving) {
        List<List<Optional<Tensor>>> below = new ArrayList<>();
        Theta sum = new Theta(query.pretrained(), Parameters.NONE, Parameters.NONE);
        for (int task = 0; task < walks.size(); task++) {
            WayBack.Walk walk = walks.get(task);
            below.addAll(walk.below());
            sum = sum.plus(new Theta(walk.standing(), Parameters.NONE, Parameters.NONE))
                    .plus(walk.start(query.own().get(task), moving).withHead(Parameters.NONE));
        }
        Parameters ofBelow = supports.back(below);
        return new MetaGradient(new Theta(sum.pretrained().plus(ofBelow), sum.adapter(), Parameters.NONE), rates(walks), query.losses());
    }

    /** Σi θ − θi in the parts that moved inside. @param losses query loss of each task */
    static MetaGradient reptile(List<InnerLoop.Adapted> adapted, Set<Part> moving, double[] losses) {
        Theta sum = Theta.NONE;
        for (InnerLoop.Adapted task : adapted) {
            Theta end = task.theta().only(moving);
            sum = sum.plus(task.start().only(moving).map((part, start) -> start.zip(end.of(part), (a, b) -> a.detach().sub(b))));
        }
        return new MetaGradient(sum.withHead(Parameters.NONE), List.of(), losses);
    }

    private static List<Tensor> rates(List<WayBack.Walk> walks) {
        List<Tensor> first = walks.get(0).rates();
        return IntStream.range(0, first.size()).mapToObj(i ->
                walks.stream().map(walk -> walk.rates().get(i)).reduce(first.get(i).mul(new Scalar(0)), Tensor::add)).toList();
    }
}
