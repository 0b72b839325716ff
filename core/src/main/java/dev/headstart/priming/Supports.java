package dev.headstart.priming;

import dev.headstart.data.TokenBatch;
import dev.headstart.model.Hidden;
import dev.headstart.model.Parameters;
import dev.headstart.peft.Classifier;
import dev.headstart.torch.Autograd;
import dev.headstart.torch.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;

/**
 * The support sets of a step's tasks, computed up to the entry in passes that the tasks share. θp stands still inside, so
 * this is done once for all inner steps.
 *
 * @param model      f, g, h
 * @param pretrained θp, rounded for products
 * @param point      the same, as that of which {@link #back} takes the gradient
 * @param entry      layers that have run, 0 to L
 * @param perTask    support sets of a task
 * @param labelled   number of labelled tokens of each set
 * @param ran        what has run
 */
record Supports(Classifier model, Parameters pretrained, Parameters point, int entry, int perTask, List<Integer> labelled,
        List<Ran> ran) {
    /** @param below what came out for each of the batches; its states have a graph only if it was kept for the way back */
    private record Ran(Passes.Pass pass, List<TokenBatch> batches, List<Hidden> below) {}

    /**
     * @param perTask how many of the sets in {@code passes} follow each other for one task
     * @param back    whether {@link #back} will be asked
     */
    static Supports of(Classifier model, Parameters pretrained, int entry, int perTask, Passes passes, boolean back) {
        Parameters point = back ? pretrained.leaves() : pretrained;
        boolean kept = back && passes.passes().size() == 1;   // several are there to save memory: they run again on the way back
        List<Ran> ran = new ArrayList<>();
        for (Passes.Pass pass : passes.passes()) {
            List<TokenBatch> batches = pass.batches(model.encoder().engine());
            ran.add(new Ran(pass, batches, kept ? run(model, point, entry, pass, batches)
                    : Scope.withoutGraph(() -> run(model, point, entry, pass, batches))));
        }
        return new Supports(model, pretrained, point, entry, perTask, passes.labelled(), ran);
    }

    private static List<Hidden> run(Classifier model, Parameters pretrained, int entry, Passes.Pass pass, List<TokenBatch> batches) {
        return model.encoder().below(pretrained, batches.stream().map(TokenBatch::input).toList(), pass.together(), entry);
    }

    /** @return the support sets of a task, without a graph, each in as many batches as there were passes with it */
    List<Support> of(int task) {
        return IntStream.range(task * perTask, (task + 1) * perTask).mapToObj(this::set).toList();
    }

    private Support set(int number) {
        List<Classifier.Batch> batches = new ArrayList<>();
        for (Ran one : ran) {
            int place = one.pass.sets().indexOf(number);
            if (place >= 0) {
                batches.add(new Classifier.Batch(one.below.get(place).detached(), one.batches.get(place).labels()));
            }
        }
        return new Support(batches, labelled.get(number));
    }

    /**
     * @param cotangents of the states of each set's batches, task after task; empty where nothing depends on them
     * @return their product with the Jacobian of the states: a gradient of θp, without those that nothing depends on
     */
    Parameters back(List<List<Optional<Tensor>>> cotangents) {
        List<List<Optional<Tensor>>> rest = new ArrayList<>();
        cotangents.forEach(set -> rest.add(new ArrayList<>(set)));
        Parameters gradient = Parameters.NONE;
        for (Ran one : ran) {
            List<Optional<Tensor>> own = one.pass.sets().stream().map(set -> rest.get(set).remove(0)).toList();
            if (own.stream().anyMatch(Optional::isPresent)) {
                Parameters before = gradient;
                gradient = Scope.tidy(() -> before.plus(back(one, own)), Parameters::tensors);
            }
        }
        return gradient;
    }

    private Parameters back(Ran one, List<Optional<Tensor>> cotangents) {
        boolean kept = one.below.get(0).states().orElseThrow().requires_grad();
        List<Hidden> below = kept ? one.below : run(model, point, entry, one.pass, one.batches);
        List<Integer> used = IntStream.range(0, below.size()).filter(i -> cotangents.get(i).isPresent()).boxed().toList();
        return point.present(Autograd.products(used.stream().map(i -> below.get(i).states().orElseThrow()).toList(),
                used.stream().map(i -> cotangents.get(i).orElseThrow()).toList(), point.tensors()));
    }
}
