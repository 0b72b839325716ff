package dev.headstart.cli;

import dev.headstart.bench.Variant;
import dev.headstart.data.Split;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** What {@code bench} measures. */
enum BenchWork {
    PRIMING(Variant.comparison(), Split.TRAIN),
    MAML(Variant.comparison(), Split.TRAIN),
    FINETUNING(Variant.comparison(), Split.TRAIN, Split.DEV),
    PREDICTION(Variant.comparison(), Split.TEST),
    SCALING(List.of(Variant.HEADSTART_FP32, Variant.HEADSTART_BF16), Split.TRAIN),
    ABLATION(Variant.ablation(), Split.TRAIN),
    META_GRADIENTS(List.of(Variant.HEADSTART_FP32, Variant.HEADSTART_BF16), Split.TRAIN),
    MEMORY(List.of(Variant.HEADSTART_FP32, Variant.HEADSTART_BF16), Split.TRAIN);

    /** By the names that users know, which picocli would list beside those of the constants. */
    static final class ByName implements ITypeConverter<BenchWork> {
        @Override
        public BenchWork convert(String text) {
            return Arrays.stream(values()).filter(work -> work.toString().equalsIgnoreCase(text)).findFirst()
                    .orElseThrow(() -> new TypeConversionException("expected " + Arrays.stream(values()).map(BenchWork::toString)
                            .collect(Collectors.joining(" or ")) + " but was '" + text + "'"));
        }
    }

    private final List<Variant> variants;
    private final List<Split> splits;

    BenchWork(List<Variant> variants, Split... splits) {
        this.variants = variants;
        this.splits = List.of(splits);
    }

    /** @return those that are measured unless told otherwise */
    List<Variant> variants() {
        return variants;
    }

    /** @return those that can be asked for */
    List<Variant> choice() {
        return this == SCALING || comparesLearning() ? Variant.comparison() : variants;
    }

    /** @return whether it measures several methods and meta-gradients side by side */
    boolean comparesLearning() {
        return this == META_GRADIENTS || this == MEMORY;
    }

    /** @return splits that each language must have */
    List<Split> splits() {
        return splits;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
