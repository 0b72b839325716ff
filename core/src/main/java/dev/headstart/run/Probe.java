package dev.headstart.run;

import dev.headstart.model.Dropout;
import dev.headstart.model.Encoder;
import dev.headstart.model.LinearHead;
import dev.headstart.model.Packed;
import dev.headstart.model.Parameters;
import dev.headstart.peft.Classifier;
import dev.headstart.peft.PeftMethod;
import dev.headstart.torch.Scope;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;

/** Made-up sentences on which two forms of one model are compared. */
record Probe(Encoder encoder, Packed input) {
    private static final int SENTENCES = 16;
    private static final int SHORTEST = 3;
    private static final int LONGEST = 64;
    private static final long SEED = 1;
    /** Of the largest output, or of 1 if that is below: what rounding of merged weights to fp32 may do, with a margin of ten. */
    private static final double BOUND = 1e-4;

    /** @param largest difference of two outputs @param bound that it must not exceed */
    record Difference(double largest, double bound) {
        /** @throws IllegalArgumentException if it is above the bound */
        void require() {
            if (!(largest <= bound)) {
                throw new IllegalArgumentException("The merged model's outputs differ by up to " + largest + ", more than " + bound
                        + ", so nothing is written. Are the adapter's weights very large?");
            }
        }
    }

    /** Random pieces; the tensors belong to the open scope. */
    static Probe of(EncoderFolder folder) {
        Encoder encoder = folder.encoder(Dropout.OFF);
        SplittableRandom random = new SplittableRandom(SEED);
        int longest = Math.min(LONGEST, encoder.config().maxPositions());
        int pieces = encoder.config().vocabularySize();
        List<Packed.Sequence> sentences = IntStream.range(0, SENTENCES).mapToObj(i -> {
            int length = random.nextInt(Math.min(SHORTEST, longest), longest + 1);
            return new Packed.Sequence(random.ints(length, 0, pieces).toArray(), IntStream.range(0, length).toArray());
        }).toList();
        return new Probe(encoder, Packed.of(sentences, encoder.engine()));
    }

    /** @return scores of labels, or the encoder's output if there is no head */
    Tensor outputs(PeftMethod method, Parameters pretrained, Parameters adapter, Parameters head) {
        PeftMethod still = method.evaluating();
        Parameters all = Classifier.divide(pretrained, adapter, head).pretrained().with(adapter);
        return Scope.withoutGraph(() -> {
            Tensor hidden = encoder.above(all, still.adaptation(adapter), encoder.below(all, input, 0));
            return head.isEmpty() ? hidden : LinearHead.logits(head, hidden);
        });
    }

    static Difference difference(Tensor one, Tensor other) {
        double size = Math.max(1, one.abs().max().item_double());
        return new Difference(one.sub(other).abs().max().item_double(), BOUND * size);
    }
}
