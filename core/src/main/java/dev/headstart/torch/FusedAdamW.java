package dev.headstart.torch;

import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Dispatcher;
import org.bytedeco.pytorch.GenericList;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.IValueVector;
import org.bytedeco.pytorch.OperatorHandle;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorType;
import org.bytedeco.pytorch.Type;
import org.bytedeco.pytorch.global.torch;

/**
 * libtorch's kernel that does all of AdamW in one go over memory, which is what bounds it. JavaCPP has no method for it, so
 * it is called by name.
 *
 * @param rate        learning rate
 * @param beta1       decay of the mean
 * @param beta2       decay of the mean square
 * @param weightDecay relative shrinkage per unit of rate
 * @param epsilon     added to the root of the unbiased mean square
 */
public record FusedAdamW(double rate, double beta1, double beta2, double weightDecay, double epsilon) {
    private static final OperatorHandle KERNEL = kernel();

    /**
     * Updates in place. All tensors have one shape and format and require no gradient.
     *
     * @param mean   moving average of gradients
     * @param square moving average of squared gradients
     * @param step   from 1
     */
    public void update_(Tensor value, Tensor gradient, Tensor mean, Tensor square, long step) {
        try (PointerScope scope = new PointerScope()) {
            Tensor number = torch.tensor((float) step).to(value.device(), torch.ScalarType.Float);
            KERNEL.callBoxed(new IValueVector(list(value), list(gradient), list(mean), list(square), list(), list(number),
                    new IValue(rate), new IValue(beta1), new IValue(beta2), new IValue(weightDecay), new IValue(epsilon),
                    new IValue(false), new IValue(false), new IValue(), new IValue()));   // no amsgrad, no scaling
        }
    }

    private static OperatorHandle kernel() {
        OperatorHandle found = Dispatcher.realSingleton().findSchemaOrThrow("aten::_fused_adamw_", "");
        return found.retainReference();   // the scope that happens to be open does not own it
    }

    private static IValue list(Tensor... tensors) {
        GenericList list = new GenericList(new Type.TypePtr(TensorType.get()));
        List.of(tensors).forEach(tensor -> list.push_back(new IValue(tensor)));
        return new IValue(list);
    }
}
