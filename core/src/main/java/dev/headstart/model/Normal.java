package dev.headstart.model;

import dev.headstart.torch.Engine;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.LongStream;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;

/** Initial values. Drawn in Java, so that they do not depend on device, threads or what else drew random numbers. */
public final class Normal {
    private final RandomGenerator random;

    public Normal(long seed) {
        this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    /** @return a new tensor with independent draws from N(0, deviation²) */
    public Tensor tensor(double deviation, Engine engine, torch.ScalarType type, long... shape) {
        double[] values = new double[Math.toIntExact(LongStream.of(shape).reduce(1, (a, b) -> a * b))];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextGaussian() * deviation;
        }
        return engine.place(Tensor.create(values, shape).to(type));
    }

    /** @return a new tensor of zeros */
    public static Tensor zeros(Engine engine, torch.ScalarType type, long... shape) {
        return engine.place(torch.zeros(shape, new TensorOptions(type)));
    }
}
