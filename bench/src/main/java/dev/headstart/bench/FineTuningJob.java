package dev.headstart.bench;

import dev.headstart.bench.OpenSubject.Portion;
import dev.headstart.data.Split;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.javacpp.PointerScope;

/**
 * Adapter tuning of one language with a look at dev after each epoch. The one step that is timed is the whole of it.
 *
 * @param length how long
 * @param pace   of the literal form, which measures this many batches and infers the rest
 * @param full   whether the literal form runs all batches instead
 * @param round  from 0
 */
record FineTuningJob(Subject subject, TuningLength length, Pace pace, boolean full, Variant variant, int round) implements Job {
    /** Name of the figure that says how long all of it takes. */
    static final String TOTAL = "total";

    @Override
    public Sample run() {
        try (PointerScope scope = new PointerScope()) {
            List<Portion> portions = List.of(new Portion(subject.target(), Split.TRAIN), new Portion(subject.target(), Split.DEV));
            OpenSubject open = OpenSubject.open(subject, portions, variant.engine(subject.threads()));
            return variant.form() == Variant.Form.HEADSTART
                    ? sample(open, new HeadstartTuningTimes(open, length).seconds(), Optional.empty()) : literal(open);
        }
    }

    private Sample literal(OpenSubject open) {
        LiteralTuningTimes.Seconds seconds = new LiteralTuningTimes(open, this).seconds();
        return sample(open, seconds.figures(), Optional.of(seconds.arithmetic(full)));
    }

    private Sample sample(OpenSubject open, Map<String, Double> seconds, Optional<String> note) {
        long tokens = length.epochs() * OpenSubject.tokens(open.target(Split.TRAIN).units());
        return open.sample(List.of(new Sample.Step(seconds.get(TOTAL), tokens, 0)), List.of(), seconds, note);
    }

    @Override
    public String describe() {
        return "fine-tuning, " + variant.name() + ", round " + (round + 1);
    }
}
