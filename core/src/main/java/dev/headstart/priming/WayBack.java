package dev.headstart.priming;

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
import java.util.Optional;
import java.util.Set;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * The inner loop of one task, backwards: what a change of its start, of θp or of the rates would change in the query loss.
 * Each step is computed again, with a graph, and multiplied with the cotangent of its end: the activations of one step are
 * in memory at a time, beside where each step started and the gradient that it followed.
 *
 * @param model    twice differentiable
 * @param inner    the loop that was run
 * @param supports of its steps, which took turns
 * @param rates    that it used
 * @param exact    whether to differentiate through the gradients that were followed; else they count as constants
 */
record WayBack(Classifier model, InnerLoop inner, List<Support> supports, Rates rates, boolean exact) {
    /**
     * Cotangents when some steps have been passed.
     *
     * @param left     steps that have not
     * @param state    of the tensors of the state that they lead to
     * @param standing of θp above the entry, if it stands still; a tensor is absent where nothing depends on it
     * @param below    of the states of each support set's batches, likewise
     * @param rates    of what is learned of the rates
     */
    record Walk(int left, List<Tensor> state, Parameters standing, List<List<Optional<Tensor>>> below, List<Tensor> rates) {
        private List<Tensor> tensors() {
            List<Tensor> all = new ArrayList<>(state);
            all.addAll(standing.tensors());
            below.forEach(set -> set.forEach(one -> one.ifPresent(all::add)));
            all.addAll(rates);
            return all;
        }

        /** @return cotangent of the moving parts of θ where the loop started, in the form of {@code theta} */
        Theta start(Theta theta, Set<Part> moving) {
            return theta.only(moving).withTensors(moving, new ArrayList<>(state));
        }
    }

    /** @param path the steps that were taken @param end ∇ of the query loss with regard to the moving parts at their end */
    Walk from(List<InnerLoop.Step> path, Theta end) {
        Set<Part> moving = inner.moving(model.method());
        InnerOptimizer.State fresh = inner.optimizer().start(end.only(moving), moving);
        List<List<Optional<Tensor>>> none = supports.stream()
                .map(set -> set.batches().stream().map(batch -> Optional.<Tensor>empty()).toList()).toList();
        Walk walk = new Walk(path.size(), fresh.tensors(moving), Parameters.NONE, none,
                rates.learned().stream().map(rate -> torch.zeros_like(rate.detach())).toList());
        return Scope.last(walk, path.size(), now -> Scope.tidy(() -> back(path.get(now.left - 1), now), Walk::tensors), Walk::tensors);
    }

    private Walk back(InnerLoop.Step step, Walk walk) {
        Set<Part> moving = inner.moving(model.method());
        InnerOptimizer.State start = step.before().leaves(moving);
        Theta gradient = step.gradient().leaves(moving);
        List<Tensor> inputs = start.tensors(moving);
        int ofState = inputs.size();
        inputs.addAll(gradient.tensors());
        int ofGradient = inputs.size();
        inputs.addAll(rates.learned());
        List<Tensor> next = inner.optimizer().step(start, gradient, rates).tensors(moving);
        List<Tensor> products = Autograd.orZeros(Autograd.products(next, walk.state, inputs), inputs);
        Walk direct = new Walk(walk.left - 1, products.subList(0, ofState), walk.standing, walk.below,
                sums(walk.rates, products.subList(ofGradient, inputs.size())));
        return exact ? throughGradient(step.before().theta(), direct, products.subList(ofState, ofGradient)) : direct;
    }

    /** @param cotangents of the gradient that the step followed, which depends on where it started and on θp */
    private Walk throughGradient(Theta at, Walk walk, List<Tensor> cotangents) {
        int set = walk.left % supports.size();
        Walk sum = walk;
        for (int b = 0; b < supports.get(set).batches().size(); b++) {
            Walk before = sum;
            int batch = b;
            sum = Scope.tidy(() -> throughBatch(at, before, set, batch, cotangents), Walk::tensors);
        }
        return sum;
    }

    private Walk throughBatch(Theta at, Walk walk, int set, int number, List<Tensor> cotangents) {
        Support support = supports.get(set);
        Classifier.Batch batch = support.batches().get(number);
        Set<Part> moving = inner.moving(model.method());
        Hidden below = batch.below().leaf();
        boolean reached = isReached(moving, below);
        Theta point = model.working(at).leaves(reached ? EnumSet.allOf(Part.class) : moving);
        List<Tensor> followed = Autograd.differentiableGradients(
                model.loss(point, below, batch.labels(), support.labelled()), point.only(moving).tensors());
        Parameters standing = reached ? point.pretrained() : Parameters.NONE;
        List<Tensor> inputs = new ArrayList<>(point.only(moving).tensors());
        int ofPoint = inputs.size();
        inputs.addAll(standing.tensors());
        int ofStanding = inputs.size();
        below.states().ifPresent(inputs::add);
        List<Optional<Tensor>> products = Autograd.products(followed, cotangents, inputs);
        return new Walk(walk.left, added(walk.state, products.subList(0, ofPoint)),
                walk.standing.plus_(standing.present(products.subList(ofPoint, ofStanding))),
                added(walk.below, set, number, products.subList(ofStanding, products.size())), walk.rates);
    }

    /** Whether θp stands still, but has layers above the entry that the gradient went through. */
    private boolean isReached(Set<Part> moving, Hidden below) {
        return !moving.contains(Part.PRETRAINED) && below.entry() < model.encoder().config().layers();
    }

    private static List<Tensor> sums(List<Tensor> a, List<Tensor> b) {
        List<Tensor> result = new ArrayList<>();
        for (int i = 0; i < a.size(); i++) {
            result.add(a.get(i).add(b.get(i)));
        }
        return result;
    }

    /** @param more to add to the first of {@code state}: θ's moving parts, which the gradient depends on; not its moments */
    private static List<Tensor> added(List<Tensor> state, List<Optional<Tensor>> more) {
        List<Tensor> result = new ArrayList<>(state);
        for (int i = 0; i < more.size(); i++) {
            Tensor before = state.get(i);
            result.set(i, more.get(i).map(product -> before.add(product)).orElse(before));
        }
        return result;
    }

    private static List<List<Optional<Tensor>>> added(List<List<Optional<Tensor>>> below, int set, int batch, List<Optional<Tensor>> one) {
        List<List<Optional<Tensor>>> result = new ArrayList<>(below);
        List<Optional<Tensor>> changed = new ArrayList<>(below.get(set));
        one.stream().flatMap(Optional::stream).forEach(product ->
                changed.set(batch, Optional.of(below.get(set).get(batch).map(before -> before.add(product)).orElse(product))));
        result.set(set, changed);
        return result;
    }
}
