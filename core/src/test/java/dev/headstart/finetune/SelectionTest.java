package dev.headstart.finetune;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headstart.eval.Counts;
import dev.headstart.eval.SpanScores;
import dev.headstart.model.Parameters;
import dev.headstart.model.Part;
import dev.headstart.model.Theta;
import dev.headstart.torch.HostArrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SelectionTest {
    private PointerScope scope;
    private Tensor value;
    private Selection selection;

    @BeforeEach
    void open() {
        scope = new PointerScope();
        value = Tensor.create(0.0);
        Theta theta = new Theta(Parameters.NONE, Parameters.NONE, new Parameters(Map.of("bias", value)));
        selection = new Selection(theta, Set.of(Part.HEAD), Optional.of(2));
    }

    @AfterEach
    void close() {
        selection.close();
        scope.close();
    }

    @Test
    void theParametersOfTheBestEvaluationComeBack() {
        offer(1, 40);
        offer(2, 70);
        offer(3, 60);
        assertThat(selection.restore_()).hasValueSatisfying(best -> assertThat(best.step()).isEqualTo(2));
        assertThat(HostArrays.doubles(value)).containsExactly(2);
    }

    @Test
    void anEqualScoreDoesNotDisplaceTheEarlierOne() {
        assertThat(offer(1, 40).best()).isTrue();
        assertThat(offer(2, 40).best()).isFalse();
        selection.restore_();
        assertThat(HostArrays.doubles(value)).containsExactly(1);
    }

    @Test
    void patienceCountsWorseEvaluationsInARow() {
        offer(1, 40);
        offer(2, 30);
        offer(3, 50);
        offer(4, 50);
        assertThat(selection.exhausted()).isFalse();
        offer(5, 10);
        assertThat(selection.exhausted()).isTrue();
    }

    @Test
    void withoutAnEvaluationTheParametersStay() {
        value.fill_(new Scalar(9));
        assertThat(selection.restore_()).isEmpty();
        assertThat(HostArrays.doubles(value)).containsExactly(9);
    }

    /** The parameter is the number of the step. @param found of 100 spans, all predicted */
    private FineTuning.Evaluation offer(int step, int found) {
        value.fill_(new Scalar(step));
        Counts counts = new Counts(found, 100, 100);
        return selection.offer(step, 1, new SpanScores(counts, new TreeMap<>(Map.of("PER", counts)), 1, 1, 0));
    }
}
