package dev.headstart.bench.literal;

import dev.headstart.data.Unit;
import dev.headstart.model.Parameters;
import dev.headstart.model.Part;
import dev.headstart.model.Theta;
import dev.headstart.optim.AdamW;
import dev.headstart.peft.TopAdapter;
import dev.headstart.priming.Episode;
import dev.headstart.priming.InnerLoop;
import dev.headstart.torch.Autograd;
import dev.headstart.torch.Owner;
import dev.headstart.torch.Scope;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;

/** Algorithm 1 as literally written, with some {@link Measure}s taken or none. Moves θp and θa in place. */
public final class LiteralPriming implements MetaLearner {
    private final MetaStart start;
    private final Set<Measure> measures;
    private final PaddedBert bert;
    private final PlainClassifier classifier;
    private final Map<String, Parameters> heads;
    private final Owner headsOwner;
    private final PlainAdamW outer;
    private int steps;

    /** @param measures none for the literal form; not {@link Measure#ONCE} or {@link Measure#TOGETHER} if θp moves inside */
    public LiteralPriming(MetaStart start, Set<Measure> measures) {
        if (movesPretrained(start) && (measures.contains(Measure.ONCE) || measures.contains(Measure.TOGETHER))) {
            throw new IllegalArgumentException("With θp in the inner loop every task and step has an encoder of its own; the "
                    + "measures 'once' and 'together' do not apply.");
        }
        this.start = start;
        this.measures = Set.copyOf(measures);
        this.bert = new PaddedBert(start.model().encoder().config());
        this.classifier = new PlainClassifier((TopAdapter) start.model().method());
        try (PointerScope scope = new PointerScope()) {
            this.heads = start.heads();
            this.headsOwner = new Owner(heads.values().stream().flatMap(head -> head.tensors().stream()).toList());
        }
        this.outer = new PlainAdamW(moving(start.theta()), AdamW.Constants.defaults());
    }

    /** Query losses, and the gradient of their sum with regard to θp and θa. */
    private record Meta(List<Double> losses, Theta gradient) {}

    @Override
    public List<Double> step(List<Episode> tasks) {
        try (PointerScope scope = new PointerScope()) {
            List<Double> losses = new ArrayList<>();
            List<Tensor> gradients = new ArrayList<>();
            Map<String, Parameters> kept = new LinkedHashMap<>();
            for (List<Episode> group : groups(tasks)) {                                    // line 3: for all Ti
                List<Theta> adapted = adapt(group);                                        // lines 4-8
                Meta meta = Scope.tidy(() -> judge(group, adapted), m -> m.gradient().tensors());
                losses.addAll(meta.losses());
                addTo(gradients, moving(meta.gradient()));
                for (int i = 0; i < group.size(); i++) {
                    kept.putIfAbsent(group.get(i).source(), adapted.get(i).head());
                }
            }
            outer.update_(gradients, start.outer().at(steps++));                           // line 9: θa, θp
            Scope.withoutGraph(() -> {
                kept.forEach((language, head) -> heads.get(language).copy_(head));         // line 9: θh
                return null;
            });
            return losses;
        }
    }

    private List<List<Episode>> groups(List<Episode> tasks) {
        return measures.contains(Measure.TOGETHER) ? List.of(tasks) : tasks.stream().map(List::of).toList();
    }

    /** Lines 4 to 8: S steps on each task's support set. */
    private List<Theta> adapt(List<Episode> group) {
        TaskBatch support = batch(group, Episode::support);
        List<Theta> points = group.stream().map(task -> start.theta().withHead(heads.get(task.source()))).toList();   // line 4
        return movesPretrained(start) ? moveEverything(points, support) : moveAboveEncoder(points, support);
    }

    private List<Theta> moveAboveEncoder(List<Theta> starts, TaskBatch support) {
        List<Theta> points = new ArrayList<>(starts);
        List<Tensor> states = List.of();
        for (int s = 0; s < start.inner().steps(); s++) {
            if (s == 0 || !measures.contains(Measure.ONCE)) {
                states = Scope.withoutGraph(() -> Scope.tidy(() -> support.states(start.theta().pretrained()), List::copyOf));
            }
            for (int i = 0; i < points.size(); i++) {
                Theta now = points.get(i);
                Tensor own = states.get(i);
                Tensor labels = support.labels().get(i);
                points.set(i, Scope.tidy(() -> descend(now, phi -> loss(phi, own, labels)), this::moved));
            }
        }
        return points;
    }

    private List<Theta> moveEverything(List<Theta> points, TaskBatch support) {
        Theta point = points.get(0);
        for (int s = 0; s < start.inner().steps(); s++) {
            Theta now = point;
            point = Scope.tidy(() -> descend(now,
                    phi -> loss(phi, support.states(phi.pretrained()).get(0), support.labels().get(0))), this::moved);
        }
        return List.of(point);
    }

    /** φ ← φ − α ∇φ. */
    private Theta descend(Theta now, Function<Theta, Tensor> loss) {
        Set<Part> inside = start.inner().moving(start.model().method());
        Theta phi = now.leaves(inside);
        Theta gradient = phi.gradientsOf(loss.apply(phi), inside);
        return Scope.withoutGraph(() -> now.map((part, values) ->
                inside.contains(part) ? values.minus(rate(part), gradient.of(part)) : values));
    }

    private double rate(Part part) {
        return switch (part) {
            case PRETRAINED -> start.inner().rates().pretrained();
            case ADAPTER -> start.inner().rates().adapter();
            case HEAD -> start.inner().rates().head();
        };
    }

    private Tensor loss(Theta theta, Tensor states, Tensor labels) {
        return classifier.loss(theta.adapter(), theta.head(), states, labels);
    }

    /** The gradient at the adapted points (first order). All tasks of a group have θp in common. */
    private Meta judge(List<Episode> group, List<Theta> adapted) {
        TaskBatch query = batch(group, Episode::query);
        Parameters pretrained = adapted.get(0).pretrained().leaves();
        List<Theta> leaves = adapted.stream().map(theta -> theta.leaves(EnumSet.of(Part.ADAPTER))).toList();
        List<Tensor> states = query.states(pretrained);
        List<Tensor> losses = new ArrayList<>();
        List<Tensor> inputs = new ArrayList<>(pretrained.tensors());
        for (int i = 0; i < group.size(); i++) {
            losses.add(loss(leaves.get(i), states.get(i), query.labels().get(i)));
            inputs.addAll(leaves.get(i).adapter().tensors());
        }
        List<Tensor> gradients = Autograd.gradients(losses.stream().reduce(Tensor::add).orElseThrow(), inputs);
        return new Meta(losses.stream().map(Tensor::item_double).toList(), summed(pretrained, leaves.get(0).adapter(), gradients));
    }

    /** @param gradients of θp, then of each task's θa */
    private static Theta summed(Parameters pretrained, Parameters adapter, List<Tensor> gradients) {
        int from = pretrained.byName().size();
        int each = adapter.byName().size();
        Parameters sum = adapter.withTensors(gradients.subList(from, from + each));
        for (int next = from + each; next < gradients.size(); next += each) {
            sum = sum.plus(adapter.withTensors(gradients.subList(next, next + each)));
        }
        return new Theta(pretrained.withTensors(gradients.subList(0, from)), sum, Parameters.NONE);
    }

    private TaskBatch batch(List<Episode> group, Function<Episode, List<Integer>> set) {
        List<List<Unit>> tasks = group.stream()
                .map(task -> set.apply(task).stream().map(start.sources().get(task.source())::get).toList()).toList();
        return measures.contains(Measure.PACKED) ? PackedTasks.of(start.model().encoder(), tasks)
                : PaddedTasks.of(bert, tasks, start.theta().pretrained().tensors().get(0).scalar_type());
    }

    /** Adds in place, as gradients pile up in a framework's own parameters. */
    private static void addTo(List<Tensor> sums, List<Tensor> gradients) {
        if (sums.isEmpty()) {
            sums.addAll(gradients);
            return;
        }
        for (int i = 0; i < sums.size(); i++) {
            sums.get(i).add_(gradients.get(i));
        }
    }

    private List<Tensor> moved(Theta point) {
        return point.only(start.inner().moving(start.model().method())).tensors();
    }

    private static List<Tensor> moving(Theta theta) {
        return theta.only(EnumSet.of(Part.PRETRAINED, Part.ADAPTER)).tensors();
    }

    private static boolean movesPretrained(MetaStart start) {
        return start.inner().kind() == InnerLoop.Kind.MAML;
    }

    @Override
    public void close() {
        outer.close();
        headsOwner.close();
    }
}
