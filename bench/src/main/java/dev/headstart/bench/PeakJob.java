package dev.headstart.bench;

import dev.headstart.torch.Engine;
import dev.headstart.torch.Precision;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;

/**
 * The rate of the engine's matrix products at its best, by which utilisation is judged: the best repetition of the best of
 * three shapes, in fp32 and in bf16.
 */
record PeakJob(Variant variant, int threads) implements Job {
    /** [n, k] · [k, m]: a cube, and the two products of a feed-forward layer of BERT-base over 2,048 tokens. */
    private record Shape(long n, long k, long m) {
        double flops() {
            return 2.0 * n * k * m;
        }
    }

    private static final List<Shape> SHAPES = List.of(new Shape(1024, 1024, 1024), new Shape(2048, 768, 3072),
            new Shape(2048, 3072, 768));
    private static final double SECONDS_PER_SHAPE = 0.3;

    /** @return what is multiplied, for the reader of a result */
    static String shapes() {
        return "1024x1024x1024, 2048x768x3072, 2048x3072x768";
    }

    @Override
    public Sample run() {
        Engine engine = variant.engine(threads);
        Map<String, Double> gigaflops = new LinkedHashMap<>();
        gigaflops.put(Precision.FP32.toString(), best(torch.ScalarType.Float));
        gigaflops.put(Precision.BF16.toString(), best(torch.ScalarType.BFloat16));
        return new Sample(List.of(), List.of(), gigaflops, PeakMemory.megabytes(), engine.describe(), Optional.empty());
    }

    private static double best(torch.ScalarType type) {
        return SHAPES.stream().mapToDouble(shape -> best(shape, type)).max().orElseThrow() / 1e9;
    }

    private static double best(Shape shape, torch.ScalarType type) {
        try (PointerScope scope = new PointerScope()) {
            TensorOptions options = new TensorOptions(type);
            Tensor a = torch.ones(new long[] {shape.n(), shape.k()}, options);
            Tensor b = torch.ones(new long[] {shape.k(), shape.m()}, options);
            Tensor product = torch.matmul(a, b);
            double fastest = Double.MAX_VALUE;
            long end = System.nanoTime() + (long) (SECONDS_PER_SHAPE * 1e9);
            while (System.nanoTime() < end) {
                long began = System.nanoTime();
                torch.matmul_out(product, a, b);
                fastest = Math.min(fastest, (System.nanoTime() - began) / 1e9);
            }
            return shape.flops() / fastest;
        }
    }

    @Override
    public String describe() {
        return "matrix-product peak";
    }
}
