package dev.headstart.bench;

import dev.headstart.bench.literal.LiteralTuning;
import dev.headstart.data.Split;
import dev.headstart.data.Unit;
import dev.headstart.finetune.Prediction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.javacpp.PointerScope;

/**
 * Labels for the test sentences of one language: a step predicts the next so many of them, from the first again after the
 * last. All variants and rounds get the same ones.
 *
 * @param sentences  of a step
 * @param batchSize  sentences that the literal form pads together
 * @param round      from 0
 */
record PredictionJob(Subject subject, int sentences, int batchSize, Pace pace, Variant variant, int round) implements Job {
    /** Whatever labels units. */
    private interface Labeller {
        void label(List<Unit> units);
    }

    @Override
    public Sample run() {
        try (PointerScope scope = new PointerScope()) {
            OpenSubject open = OpenSubject.open(subject, List.of(new OpenSubject.Portion(subject.target(), Split.TEST)),
                    variant.engine(subject.threads()));
            if (variant.form() == Variant.Form.HEADSTART) {
                return measure(open, units -> Prediction.of(open.model(), open.theta(), units));
            }
            try (LiteralTuning literal = new LiteralTuning(open.model(), open.theta())) {
                return measure(open, units -> Slices.of(units, batchSize).forEach(literal::predict));
            }
        }
    }

    private Sample measure(OpenSubject open, Labeller labeller) {
        List<List<Unit>> all = Slices.of(open.target(Split.TEST).units(), sentences);
        List<Sample.Step> steps = new ArrayList<>();
        Pace.Progress progress = pace.new Progress();
        long labelled = 0;
        for (int step = 0; progress.more(); step++) {
            List<Unit> units = all.get(step % all.size());
            long began = System.nanoTime();
            labeller.label(units);
            double seconds = (System.nanoTime() - began) / 1e9;
            if (progress.counts(seconds)) {
                labelled += units.size();
                steps.add(new Sample.Step(seconds, OpenSubject.tokens(units), open.flops().forward(units)));
            }
        }
        double spent = steps.stream().mapToDouble(Sample.Step::seconds).sum();
        return open.sample(steps, List.of(), Map.of("sentences_per_second", labelled / spent), Optional.empty());
    }

    @Override
    public String describe() {
        return "prediction, " + variant.name() + ", round " + (round + 1);
    }
}
