package dev.headstart.priming;

import dev.headstart.data.TokenBatch;
import dev.headstart.model.Hidden;
import dev.headstart.model.Parameters;
import dev.headstart.model.Theta;
import dev.headstart.peft.Classifier;
import dev.headstart.torch.Autograd;
import dev.headstart.torch.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;

/**
 * Algorithm 1, line 9: the gradient of Σi 𝓛(f_θi, 𝒟ts) with regard to θp and θa. First order (section 4.2): the
 * gradient at the adapted point θi is taken for the gradient at θ.
 *
 * @param gradient of θp and θa; empty for θh, which gets no meta-gradient
 * @param losses   query loss of each task, nats per labelled token
 */
record MetaGradient(Theta gradient, double[] losses) {
    /** @param adapted θi of each task @param queries 𝒟ts of each task */
    static MetaGradient firstOrder(Classifier model, List<Theta> adapted, Passes queries) {
        MetaGradient sum = of(model, adapted, queries, queries.passes().get(0));
        for (Passes.Pass pass : queries.passes().subList(1, queries.passes().size())) {
            MetaGradient before = sum;
            sum = Scope.tidy(() -> before.plus(of(model, adapted, queries, pass)), m -> m.gradient.tensors());
        }
        return sum;
    }

    /** The part that one pass contributes. Its tasks have θp in common: one way up for all, one way back. */
    private static MetaGradient of(Classifier model, List<Theta> adapted, Passes queries, Passes.Pass pass) {
        Parameters pretrained = model.working(adapted.get(pass.tasks().get(0))).pretrained().leaves();
        List<Parameters> adapters = pass.tasks().stream().map(task -> adapted.get(task).adapter().leaves()).toList();
        List<TokenBatch> parts = pass.batches(model.encoder().engine());
        List<Hidden> below = model.encoder().below(pretrained, parts.stream().map(TokenBatch::input).toList(), pass.together(),
                model.method().entry(model.encoder().config()));
        List<Tensor> shares = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            int task = pass.tasks().get(i);
            Theta theta = new Theta(pretrained, adapters.get(i), adapted.get(task).head());
            shares.add(model.loss(theta, below.get(i), parts.get(i).labels(), queries.labelled().get(task)));
        }
        Tensor sum = shares.stream().reduce(Tensor::add).orElseThrow();
        return new MetaGradient(gradient(sum, pretrained, adapters), losses(adapted.size(), pass.tasks(), shares));
    }

    private static double[] losses(int count, List<Integer> tasks, List<Tensor> shares) {
        double[] losses = new double[count];
        for (int i = 0; i < shares.size(); i++) {
            losses[tasks.get(i)] = shares.get(i).item_double();
        }
        return losses;
    }

    /** ∇θp, and the sum over tasks of ∇θa at each task's own θa. */
    private static Theta gradient(Tensor sum, Parameters pretrained, List<Parameters> adapters) {
        List<Tensor> inputs = new ArrayList<>(pretrained.tensors());
        adapters.forEach(adapter -> inputs.addAll(adapter.tensors()));
        List<Tensor> gradients = Autograd.gradients(sum, inputs);
        int from = pretrained.byName().size();
        Parameters ofPretrained = pretrained.withTensors(gradients.subList(0, from));
        List<Parameters> ofAdapters = new ArrayList<>();
        for (Parameters adapter : adapters) {
            int to = from + adapter.byName().size();
            ofAdapters.add(adapter.withTensors(gradients.subList(from, to)));
            from = to;
        }
        return new Theta(ofPretrained, ofAdapters.stream().reduce(Parameters::plus).orElseThrow(), Parameters.NONE);
    }

    private MetaGradient plus(MetaGradient other) {
        double[] both = IntStream.range(0, losses.length).mapToDouble(task -> losses[task] + other.losses[task]).toArray();
        return new MetaGradient(gradient.plus(other.gradient), both);
    }
}
