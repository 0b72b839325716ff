package dev.headstart.priming;

import dev.headstart.data.Unit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;

/**
 * Algorithm 1 as literally written, to hold the batched form against: padded input, one task after another, one pass of
 * the whole encoder per inner step, everything that moves on a plain copy. It shares nothing with the main code but
 * libtorch's operations, and takes gradients by backward().
 */
final class PlainAlgorithm {
    static final double BETA1 = 0.9;
    static final double BETA2 = 0.999;
    static final double EPSILON = 1e-8;

    final Map<String, Tensor> pretrained;
    final Map<String, Tensor> adapter;
    final Map<String, Map<String, Tensor>> heads;
    private final Map<String, Tensor[]> moments = new TreeMap<>();
    private int updates;

    /** The tensors are copied. */
    PlainAlgorithm(Map<String, Tensor> pretrained, Map<String, Tensor> adapter, Map<String, Map<String, Tensor>> heads) {
        this.pretrained = copy(pretrained);
        this.adapter = copy(adapter);
        this.heads = new LinkedHashMap<>();
        heads.forEach((source, head) -> this.heads.put(source, copy(head)));
    }

    record Task(String source, List<Unit> support, List<Unit> query) {}

    /** α for θp (used when {@code maml}), θa and θh. */
    record Inner(int steps, boolean maml, double pretrainedRate, double adapterRate, double headRate) {}

    /** ∇ Σ L(f_θi, D_query) at the adapted points, by name; "p." and "a." in front. */
    record Meta(Map<String, Tensor> gradients, List<Double> queryLosses, List<List<Double>> supportLosses,
            Map<String, Map<String, Tensor>> firstHeads) {}

    Meta metaGradient(List<Task> tasks, Inner inner) {
        Meta meta = new Meta(new LinkedHashMap<>(), new ArrayList<>(), new ArrayList<>(), new LinkedHashMap<>());
        for (Task task : tasks) {
            Map<String, Tensor> p = copy(pretrained);
            Map<String, Tensor> a = copy(adapter);
            Map<String, Tensor> h = copy(heads.get(task.source()));
            List<Double> losses = new ArrayList<>();
            for (int s = 0; s < inner.steps(); s++) {
                losses.add(backward(p, a, h, task.support()));
                if (inner.maml()) {
                    p = descend(p, inner.pretrainedRate());
                }
                a = descend(a, inner.adapterRate());
                h = descend(h, inner.headRate());
                p = copy(p);
            }
            meta.supportLosses().add(losses);
            meta.queryLosses().add(backward(p, a, h, task.query()));
            p.forEach((name, tensor) -> meta.gradients().merge("p." + name, grad(tensor), Tensor::add));
            a.forEach((name, tensor) -> meta.gradients().merge("a." + name, grad(tensor), Tensor::add));
            meta.firstHeads().putIfAbsent(task.source(), copy(h));
        }
        return meta;
    }

    /** Lines 2 to 10 for one batch of tasks. */
    Meta step(List<Task> tasks, Inner inner, double rate, double weightDecay) {
        Meta meta = metaGradient(tasks, inner);
        updates++;
        pretrained.replaceAll((name, value) -> adamW("p." + name, value, meta.gradients().get("p." + name), rate, weightDecay));
        adapter.replaceAll((name, value) -> adamW("a." + name, value, meta.gradients().get("a." + name), rate, weightDecay));
        heads.putAll(meta.firstHeads());
        return meta;
    }

    private Tensor adamW(String name, Tensor value, Tensor g, double rate, double weightDecay) {
        Tensor[] m = moments.computeIfAbsent(name, key -> new Tensor[] {torch.zeros_like(value), torch.zeros_like(value)});
        m[0] = times(m[0], BETA1).add(times(g, 1 - BETA1));
        m[1] = times(m[1], BETA2).add(times(g.mul(g), 1 - BETA2));
        Tensor mean = times(m[0], 1 / (1 - Math.pow(BETA1, updates)));
        Tensor root = times(m[1], 1 / (1 - Math.pow(BETA2, updates))).sqrt().add(new Scalar(EPSILON));
        Tensor shrunk = times(value.detach(), 1 - rate * weightDecay);
        return shrunk.sub(times(mean.div(root), rate)).requires_grad_(true);
    }

    double loss(List<Unit> units) {
        return backward(copy(pretrained), copy(adapter), copy(heads.values().iterator().next()), units);
    }

    private double backward(Map<String, Tensor> p, Map<String, Tensor> a, Map<String, Tensor> h, List<Unit> units) {
        int longest = units.stream().mapToInt(Unit::length).max().orElseThrow();
        long[] ids = new long[units.size() * longest];
        long[] labels = new long[ids.length];
        double[] mask = new double[ids.length];
        for (int b = 0; b < units.size(); b++) {
            for (int i = 0; i < longest; i++) {
                boolean real = i < units.get(b).length();
                ids[b * longest + i] = real ? units.get(b).ids()[i] : 0;
                labels[b * longest + i] = real ? units.get(b).labels()[i] : -100;
                mask[b * longest + i] = real ? 0 : -1e30;
            }
        }
        torch.ScalarType type = p.values().iterator().next().scalar_type();
        Tensor penalty = Tensor.create(mask, units.size(), 1, 1, longest).to(type);
        Tensor hidden = bert(p, torch.tensor(ids).view(units.size(), longest), penalty);
        Tensor middle = torch.relu(linear(a, "down", hidden));
        Tensor adapted = hidden.add(linear(a, "up", middle));
        Tensor logits = torch.matmul(adapted, h.get("weight").t()).add(h.get("bias"));
        Tensor loss = torch.cross_entropy_loss(logits.view(ids.length, -1), torch.tensor(labels));
        loss.backward();
        return loss.item_double();
    }

    private static Tensor bert(Map<String, Tensor> p, Tensor ids, Tensor penalty) {
        long length = ids.size(1);
        Tensor positions = torch.arange(new Scalar(length), new TensorOptions(torch.ScalarType.Long));
        Tensor x = p.get("embeddings.word_embeddings.weight").index_select(0, ids.view(-1)).view(ids.size(0), length, -1)
                .add(p.get("embeddings.position_embeddings.weight").index_select(0, positions))
                .add(p.get("embeddings.token_type_embeddings.weight").select(0, 0));
        x = norm(p, "embeddings.LayerNorm", x);
        for (int n = 0; p.containsKey("encoder.layer." + n + ".output.dense.weight"); n++) {
            String layer = "encoder.layer." + n + ".";
            Tensor q = split(linear(p, layer + "attention.self.query", x));
            Tensor k = split(linear(p, layer + "attention.self.key", x));
            Tensor v = split(linear(p, layer + "attention.self.value", x));
            Tensor scores = times(torch.matmul(q, k.transpose(-1, -2)), 1 / Math.sqrt(q.size(3))).add(penalty);
            Tensor context = torch.matmul(torch.softmax(scores, -1), v).transpose(1, 2).reshape(ids.size(0), length, -1);
            x = norm(p, layer + "attention.output.LayerNorm", linear(p, layer + "attention.output.dense", context).add(x));
            Tensor wide = torch.gelu(linear(p, layer + "intermediate.dense", x));
            x = norm(p, layer + "output.LayerNorm", linear(p, layer + "output.dense", wide).add(x));
        }
        return x;
    }

    private static Tensor split(Tensor x) {
        return x.view(x.size(0), x.size(1), 2, x.size(2) / 2).transpose(1, 2);             // two heads
    }

    private static Tensor linear(Map<String, Tensor> p, String name, Tensor x) {
        return torch.linear(x, p.get(name + ".weight"), new TensorOptional(p.get(name + ".bias")));
    }

    /** Layer normalisation from its definition. */
    private static Tensor norm(Map<String, Tensor> p, String name, Tensor x) {
        Tensor centred = x.sub(x.mean(new long[] {-1}, true, new org.bytedeco.pytorch.ScalarTypeOptional()));
        Tensor variance = centred.mul(centred).mean(new long[] {-1}, true, new org.bytedeco.pytorch.ScalarTypeOptional());
        return centred.div(variance.add(new Scalar(1e-12)).sqrt()).mul(p.get(name + ".weight")).add(p.get(name + ".bias"));
    }

    private static Map<String, Tensor> descend(Map<String, Tensor> values, double rate) {
        Map<String, Tensor> next = new LinkedHashMap<>();
        values.forEach((name, value) -> next.put(name, value.detach().sub(times(grad(value), rate)).requires_grad_(true)));
        return next;
    }

    private static Tensor grad(Tensor leaf) {
        return leaf.grad().defined() ? leaf.grad().clone() : torch.zeros_like(leaf);
    }

    private static Map<String, Tensor> copy(Map<String, Tensor> values) {
        Map<String, Tensor> copies = new LinkedHashMap<>();
        values.forEach((name, value) -> copies.put(name, value.detach().clone().requires_grad_(true)));
        return copies;
    }

    private static Tensor times(Tensor x, double factor) {
        return x.mul(new Scalar(factor));
    }
}
