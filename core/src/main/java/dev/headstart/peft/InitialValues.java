package dev.headstart.peft;

import dev.headstart.model.Normal;
import dev.headstart.torch.Engine;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Initial values of fresh parameters, one draw after the other from one seed. */
public final class InitialValues {
    private final Normal normal;
    private final Engine engine;
    private final torch.ScalarType type;

    /** @param type number format of the parameters */
    public InitialValues(long seed, Engine engine, torch.ScalarType type) {
        this.normal = new Normal(seed);
        this.engine = engine;
        this.type = type;
    }

    /** @return from N(0, deviation²) */
    Tensor normal(double deviation, long... shape) {
        return normal.tensor(deviation, engine, type, shape);
    }

    Tensor zeros(long... shape) {
        return Normal.zeros(engine, type, shape);
    }

    Tensor ones(long... shape) {
        return zeros(shape).add(new Scalar(1));
    }
}
