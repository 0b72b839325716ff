package dev.headstart.priming;

import dev.headstart.data.TokenBatch;
import dev.headstart.model.Hidden;
import dev.headstart.model.Parameters;
import dev.headstart.model.Part;
import dev.headstart.model.Theta;
import dev.headstart.peft.TokenClassifier;
import dev.headstart.torch.Autograd;
import dev.headstart.torch.Scope;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/**
 * Algorithm 1, line 9: the gradient of Σi 𝓛(f_θi, 𝒟ts) with regard to θp and θa. First order (section 4.2): the
 * gradient at the adapted point θi is taken for the gradient at θ.
 *
 * @param gradient of θp and θa; empty for θh, which gets no meta-gradient
 * @param losses   query loss of each task, nats per labelled token
 */
record MetaGradient(Theta gradient, List<Double> losses) {
    /** @param adapted θi of each task @param queries 𝒟ts of each task */
    static MetaGradient firstOrder(TokenClassifier model, List<Theta> adapted, List<TokenBatch> queries, InnerLoop.Kind kind) {
        if (!kind.parts().contains(Part.PRETRAINED)) {
            return sharing(model, adapted, queries);
        }
        MetaGradient sum = sharing(model, adapted.subList(0, 1), queries.subList(0, 1));
        for (int i = 1; i < adapted.size(); i++) {
            List<Theta> theta = adapted.subList(i, i + 1);
            List<TokenBatch> query = queries.subList(i, i + 1);
            MetaGradient before = sum;
            sum = Scope.tidy(() -> before.plus(sharing(model, theta, query)), m -> m.gradient.tensors());
        }
        return sum;
    }

    /** For tasks that have θp in common: one pass of the encoder over all queries, one pass back. */
    private static MetaGradient sharing(TokenClassifier model, List<Theta> adapted, List<TokenBatch> queries) {
        Parameters pretrained = model.working(adapted.get(0)).pretrained().leaves();
        List<Parameters> adapters = adapted.stream().map(theta -> theta.adapter().leaves()).toList();
        List<Hidden> below = model.encoder().below(pretrained, queries.stream().map(TokenBatch::input).toList(),
                model.method().entry(model.encoder().config()));
        List<Tensor> losses = new ArrayList<>();
        for (int i = 0; i < adapted.size(); i++) {
            Theta theta = new Theta(pretrained, adapters.get(i), adapted.get(i).head());
            losses.add(model.loss(theta, below.get(i), queries.get(i).labels()));
        }
        Tensor sum = losses.stream().reduce(Tensor::add).orElseThrow();
        return new MetaGradient(gradient(sum, pretrained, adapters), losses.stream().map(Tensor::item_double).toList());
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
        List<Double> both = new ArrayList<>(losses);
        both.addAll(other.losses);
        return new MetaGradient(gradient.plus(other.gradient), both);
    }
}
