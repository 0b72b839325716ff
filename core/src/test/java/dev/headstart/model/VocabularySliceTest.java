package dev.headstart.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headstart.data.TokenBatch;
import dev.headstart.data.Unit;
import dev.headstart.optim.AdamW;
import dev.headstart.peft.Classifier;
import dev.headstart.peft.TopAdapter;
import dev.headstart.testing.TinyModel;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VocabularySliceTest {
    private static final int STEPS = 30;
    /** Both ways do the same sums in fp64, in another order only where rows are added up; 30 steps of a few roundings. */
    private static final double ROUNDING = 1e-12;
    private static final String EMBEDDING = "embeddings.word_embeddings.weight";

    /** A tenth of the vocabulary and all of the sentences: rows that are used, now and then or always, and rows that never are. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 0.01, 0.5})
    void trainingOnTheUsedRowsEqualsDenseTraining(double weightDecay) {
        AdamW.Constants constants = new AdamW.Constants(0.9, 0.999, 1e-8, weightDecay);
        List<Unit> units = TinyModel.units(4, 7);
        try (PointerScope scope = new PointerScope()) {
            Classifier model = new Classifier(TinyModel.encoder(), TopAdapter.defaults());
            Theta dense = model.fresh(TinyModel.pretrained(3, torch.ScalarType.Double), TinyModel.LABELS, 5);
            Theta sparse = dense.copy();
            train_(model, dense, units, constants);

            VocabularySlice used = VocabularySlice.of(units.stream().flatMapToInt(unit -> IntStream.of(unit.ids())),
                    model.encoder().config().vocabularySize(), model.encoder().engine());
            Theta small = new Theta(used.cut(sparse.pretrained()), sparse.adapter(), sparse.head());
            assertThat(small.pretrained().get(EMBEDDING).size(0)).isEqualTo(used.rows().length + 1)
                    .isLessThan(dense.pretrained().get(EMBEDDING).size(0));
            train_(model.over(used), small, units, constants);
            used.restore_(sparse.pretrained(), small.pretrained());

            for (String name : dense.pretrained().byName().keySet()) {
                Tensor difference = dense.pretrained().get(name).sub(sparse.pretrained().get(name)).abs().max();
                assertThat(difference.item_double()).as(name).isLessThanOrEqualTo(ROUNDING);
            }
        }
    }

    private static void train_(Classifier model, Theta theta, List<Unit> units, AdamW.Constants constants) {
        Set<Part> moving = EnumSet.of(Part.PRETRAINED, Part.ADAPTER);
        try (AdamW optimizer = new AdamW(theta, moving, constants)) {
            for (int step = 0; step < STEPS; step++) {
                try (PointerScope scope = new PointerScope()) {
                    TokenBatch batch = TokenBatch.of(units.subList(step % 3, step % 3 + 2), model.encoder().engine());
                    Theta point = theta.leaves(moving);
                    Tensor loss = model.loss(point, model.encoder().below(point.pretrained(), batch.input(), 0), batch.labels());
                    optimizer.update_(point.gradientsOf(loss, moving), 0.01);
                }
            }
        }
    }
}
