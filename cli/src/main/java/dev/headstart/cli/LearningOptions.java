package dev.headstart.cli;

import dev.headstart.bench.Learning;
import dev.headstart.peft.PeftMethod;
import dev.headstart.peft.TopAdapter;
import dev.headstart.priming.Estimator;
import java.util.List;
import picocli.CommandLine.Option;

/** Which methods and meta-gradients to compare. */
final class LearningOptions {
    @Option(names = "--method", split = " +", paramLabel = "METHOD", converter = AdapterOptions.ByName.class,
            completionCandidates = AdapterOptions.MethodNames.class,
            description = "meta-gradients and memory: what is primed for, as prime takes it; several separated by blanks, or the "
                    + "option again for each (default: top-adapter).")
    private List<PeftMethod> methods = List.of();
    @Option(names = "--meta-gradient", split = ",", paramLabel = "NAME",
            description = "meta-gradients and memory: first-order, exact, reptile, or some of them (default: first-order,exact).")
    private List<String> estimators = List.of();

    /** @throws IllegalArgumentException if they were chosen for a {@code work} that does not compare them */
    void check(BenchWork work) {
        if (!work.comparesLearning() && !(methods.isEmpty() && estimators.isEmpty())) {
            throw new IllegalArgumentException("--method and --meta-gradient are for the works meta-gradients and memory; '" + work
                    + "' measures the top adapter with first-order meta-gradients.");
        }
    }

    /** @param innerSteps S @return each method with each meta-gradient */
    List<Learning> learnings(int innerSteps) {
        List<Estimator> wanted = estimators.isEmpty() ? List.of(Estimator.FIRST_ORDER, Estimator.EXACT)
                : estimators.stream().map(name -> Names.of(Estimator.class, "--meta-gradient", name)).distinct().toList();
        List<PeftMethod> measured = methods.isEmpty() ? List.of(TopAdapter.defaults()) : methods.stream().distinct().toList();
        return measured.stream().flatMap(method ->
                wanted.stream().map(estimator -> Learning.of(method, estimator, innerSteps))).toList();
    }
}
