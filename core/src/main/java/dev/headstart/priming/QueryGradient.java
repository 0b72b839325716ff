package dev.headstart.priming;

import dev.headstart.data.TokenBatch;
import dev.headstart.model.Hidden;
import dev.headstart.model.Parameters;
import dev.headstart.model.Part;
import dev.headstart.model.Theta;
import dev.headstart.peft.Classifier;
import dev.headstart.torch.Autograd;
import dev.headstart.torch.Scope;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;

/**
 * The gradient of Σi 𝓛(f_θi, 𝒟ts) at the adapted points θi.
 *
 * @param pretrained of the θp that all tasks share, summed over them
 * @param own        of each task's θa and θh; and of its θp where the tasks were told apart, {@code pretrained} being empty then
 * @param losses     query loss of each task, nats per labelled token
 */
record QueryGradient(Parameters pretrained, List<Theta> own, double[] losses) {
    private static final Set<Part> EVERY = EnumSet.allOf(Part.class);

    /**
     * @param adapted  θi of each task
     * @param queries  𝒟ts of each task
     * @param apart    whether each task's gradient of θp is wanted; its sum over the tasks is smaller to keep
     */
    static QueryGradient of(Classifier model, List<Theta> adapted, Passes queries, boolean apart) {
        QueryGradient sum = new QueryGradient(Parameters.NONE, adapted.stream().map(theta -> Theta.NONE).toList(),
                new double[adapted.size()]);
        for (Passes.Pass pass : queries.passes()) {
            QueryGradient before = sum;
            sum = Scope.tidy(() -> before.plus(of(model, adapted, queries, pass, apart)), QueryGradient::tensors);
        }
        return sum;
    }

    /** What one pass contributes. Its tasks have θp in common: one way up for all, one way back. */
    private static QueryGradient of(Classifier model, List<Theta> adapted, Passes queries, Passes.Pass pass, boolean apart) {
        Parameters pretrained = model.working(adapted.get(pass.sets().get(0))).pretrained().leaves();
        List<Theta> own = pass.sets().stream().map(task -> new Theta(Parameters.NONE, adapted.get(task).adapter().leaves(),
                adapted.get(task).head().leaves())).toList();
        List<Tensor> shares = shares(model, pretrained, own, queries, pass);
        return gradient(shares, pretrained, own, pass, adapted.size(), apart);
    }

    /** @param own θa and θh of each task in the pass @return what the pass contributes to the loss of each of them */
    private static List<Tensor> shares(Classifier model, Parameters pretrained, List<Theta> own, Passes queries, Passes.Pass pass) {
        List<TokenBatch> parts = pass.batches(model.encoder().engine());
        List<Hidden> below = model.encoder().below(pretrained, parts.stream().map(TokenBatch::input).toList(), pass.together(),
                model.method().entry(model.encoder().config()));
        List<Tensor> shares = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            Theta theta = new Theta(pretrained, own.get(i).adapter(), own.get(i).head());
            shares.add(model.loss(theta, below.get(i), parts.get(i).labels(), queries.labelled().get(pass.sets().get(i))));
        }
        return shares;
    }

    /** @return the query loss of each task, without any gradient */
    static double[] losses(Classifier model, List<Theta> adapted, Passes queries) {
        double[] losses = new double[adapted.size()];
        for (Passes.Pass pass : queries.passes()) {
            try (PointerScope scope = new PointerScope()) {
                List<Theta> thetas = pass.sets().stream().map(adapted::get).toList();
                List<Tensor> shares = Scope.withoutGraph(
                        () -> shares(model, model.working(thetas.get(0)).pretrained(), thetas, queries, pass));
                for (int i = 0; i < shares.size(); i++) {
                    losses[pass.sets().get(i)] += shares.get(i).item_double();
                }
            }
        }
        return losses;
    }

    private static QueryGradient gradient(List<Tensor> shares, Parameters pretrained, List<Theta> own, Passes.Pass pass, int tasks,
            boolean apart) {
        List<Tensor> inputs = new ArrayList<>(pretrained.tensors());
        own.forEach(theta -> inputs.addAll(theta.tensors()));
        List<Tensor> rest = new ArrayList<>(Autograd.gradients(shares.stream().reduce(Tensor::add).orElseThrow(), inputs));
        Parameters ofPretrained = new Theta(pretrained, Parameters.NONE, Parameters.NONE).withTensors(EVERY, rest).pretrained();
        List<Theta> ofTasks = new ArrayList<>(IntStream.range(0, tasks).mapToObj(task -> Theta.NONE).toList());
        double[] losses = new double[tasks];
        for (int i = 0; i < own.size(); i++) {
            Theta theta = own.get(i).withTensors(EVERY, rest);
            int task = pass.sets().get(i);
            ofTasks.set(task, new Theta(apart ? ofPretrained : Parameters.NONE, theta.adapter(), theta.head()));
            losses[task] = shares.get(i).item_double();
        }
        return new QueryGradient(apart ? Parameters.NONE : ofPretrained, ofTasks, losses);
    }

    /** @return with regard to θp and θa, of all tasks together */
    Theta sum() {
        Theta sum = new Theta(pretrained, Parameters.NONE, Parameters.NONE);
        for (Theta theta : own) {
            sum = sum.plus(theta.withHead(Parameters.NONE));
        }
        return sum;
    }

    private QueryGradient plus(QueryGradient other) {
        return new QueryGradient(pretrained.plus(other.pretrained),
                IntStream.range(0, own.size()).mapToObj(task -> own.get(task).plus(other.own.get(task))).toList(),
                IntStream.range(0, losses.length).mapToDouble(task -> losses[task] + other.losses[task]).toArray());
    }

    private List<Tensor> tensors() {
        List<Tensor> all = new ArrayList<>(pretrained.tensors());
        own.forEach(theta -> all.addAll(theta.tensors()));
        return all;
    }
}
