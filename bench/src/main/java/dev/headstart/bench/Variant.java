package dev.headstart.bench;

import dev.headstart.bench.literal.Measure;
import dev.headstart.torch.Engine;
import dev.headstart.torch.Precision;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One way to do the work.
 *
 * @param form      whose
 * @param precision of matrix products
 * @param measures  what is changed about the literal form; none with Headstart's, which takes them all
 */
public record Variant(Form form, Precision precision, Set<Measure> measures) {
    /** Whose code does the work. */
    public enum Form { LITERAL, HEADSTART }

    public static final Variant LITERAL = literal(Set.of());
    public static final Variant HEADSTART_FP32 = new Variant(Form.HEADSTART, Precision.FP32, Set.of());
    public static final Variant HEADSTART_BF16 = new Variant(Form.HEADSTART, Precision.BF16, Set.of());

    public Variant {
        measures = Set.copyOf(measures);
        if (form == Form.HEADSTART && !measures.isEmpty() || form == Form.LITERAL && precision != Precision.FP32) {
            throw new IllegalArgumentException("There is no variant " + form + " in " + precision + " with " + measures + ".");
        }
    }

    static Variant literal(Set<Measure> measures) {
        return new Variant(Form.LITERAL, Precision.FP32, measures);
    }

    /** The literal form with the engine's defaults, the same in the launcher's environment, and Headstart's in fp32 and bf16. */
    public static List<Variant> comparison() {
        return List.of(LITERAL, literal(Set.of(Measure.TUNED)), HEADSTART_FP32, HEADSTART_BF16);
    }

    /** The literal form, with each measure alone, with the first two, three, … of them, then Headstart's. */
    public static List<Variant> ablation() {
        List<Variant> variants = new ArrayList<>(List.of(LITERAL));
        List<Measure> all = List.of(Measure.values());
        all.forEach(measure -> variants.add(literal(Set.of(measure))));
        for (int count = 2; count <= all.size(); count++) {
            variants.add(literal(Set.copyOf(all.subList(0, count))));
        }
        variants.addAll(List.of(HEADSTART_FP32, HEADSTART_BF16));
        return List.copyOf(variants);
    }

    /** @return e.g. {@code literal}, {@code literal+once+together} or {@code headstart-bf16} */
    public String name() {
        return form == Form.HEADSTART ? "headstart-" + precision
                : "literal" + measures.stream().sorted().map(measure -> "+" + measure).collect(Collectors.joining());
    }

    /** @return whether the process keeps the launcher's environment */
    boolean tuned() {
        return form == Form.HEADSTART || measures.contains(Measure.TUNED);
    }

    /** Starts the engine as this variant has it. @param threads 0 for the engine's own choice */
    Engine engine(int threads) {
        return tuned() ? Engine.start(Engine.Device.CPU, threads, precision) : Engine.untuned(threads);
    }

    /**
     * @param names empty for all
     * @return those of {@code variants}, in their order
     * @throws IllegalArgumentException if a name is none of theirs
     */
    public static List<Variant> named(List<String> names, List<Variant> variants) {
        List<String> known = variants.stream().map(Variant::name).toList();
        names.stream().filter(name -> !known.contains(name)).findFirst().ifPresent(name -> {
            throw new IllegalArgumentException("--variants: there is no '" + name + "' here; choose among "
                    + String.join(",", known) + ".");
        });
        return variants.stream().filter(variant -> names.isEmpty() || names.contains(variant.name())).toList();
    }
}
