package dev.headstart.bench;

import dev.headstart.checkpoint.EncoderTensors;
import dev.headstart.data.Unit;
import dev.headstart.model.EncoderConfig;
import dev.headstart.priming.InnerLoop;
import java.util.List;

/**
 * The floating-point operations that a model asks for, whoever computes it: two for each weight of the layers' matrices and
 * real token in a forward pass and four in a backward pass, and the products of attention. Embedding look-ups, the adapter,
 * the head and the optimiser count nothing.
 *
 * @param encoder sizes
 */
record ModelFlops(EncoderConfig encoder) {
    /** How often the work of a forward pass a pass in both directions costs. */
    private static final int BOTH_DIRECTIONS = 3;

    /** @return of one forward pass over {@code units} */
    double forward(List<Unit> units) {
        double tokens = 0;
        double pairs = 0;
        for (Unit unit : units) {
            tokens += unit.length();
            pairs += (double) unit.length() * unit.length();
        }
        // scores and weighted values: 2 products of 2·H operations for each pair of tokens
        return 2 * weights() * tokens + 4.0 * encoder.layers() * encoder.hiddenSize() * pairs;
    }

    /** @return of one outer step: supports once if θp stands still inside, else in each inner step; queries in both directions */
    double outerStep(List<Unit> supports, List<Unit> queries, InnerLoop inner) {
        double passes = inner.kind() == InnerLoop.Kind.MAML ? BOTH_DIRECTIONS * inner.steps() : Math.min(1, inner.steps());
        return passes * forward(supports) + BOTH_DIRECTIONS * forward(queries);
    }

    /** @return number of scalars in the matrices of all layers */
    double weights() {
        return EncoderTensors.shapes(encoder).entrySet().stream()
                .filter(tensor -> tensor.getKey().startsWith("encoder.") && tensor.getValue().size() == 2)
                .mapToDouble(tensor -> (double) tensor.getValue().get(0) * tensor.getValue().get(1)).sum();
    }
}
