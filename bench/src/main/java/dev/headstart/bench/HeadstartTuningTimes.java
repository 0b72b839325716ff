package dev.headstart.bench;

import dev.headstart.data.Split;
import dev.headstart.data.Unit;
import dev.headstart.finetune.FineTuning;
import dev.headstart.optim.AdamW;
import dev.headstart.optim.LinearSchedule;
import dev.headstart.peft.TopAdapter;
import dev.headstart.peft.Tuning;
import dev.headstart.run.FineTuneConfig;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The library's own fine-tuning, watched by the clock: when its features were there, each epoch, each look at dev. */
final class HeadstartTuningTimes implements FineTuning.Listener {
    private final OpenSubject open;
    private final TuningLength length;
    private final List<Double> epochs = new ArrayList<>();
    private final List<Double> scorings = new ArrayList<>();
    private final Map<Split, Double> features = new EnumMap<>(Split.class);
    private double steps;   // seconds of the steps since the last look at dev
    private long last;

    HeadstartTuningTimes(OpenSubject open, TuningLength length) {
        this.open = open;
        this.length = length;
    }

    /** Fine-tunes. @return seconds by part, and {@code total} */
    Map<String, Double> seconds() {
        List<Unit> train = open.target(Split.TRAIN).units();
        int perEpoch = length.batches(train);
        FineTuning.Config config = new FineTuning.Config(Tuning.ADAPTER,
                new LinearSchedule(FineTuneConfig.defaultRate(Tuning.ADAPTER, TopAdapter.defaults()), 0, perEpoch * length.epochs()),
                AdamW.Constants.defaults(), length.batchSize(), perEpoch, Optional.empty(), open.subject().seed());
        long began = System.nanoTime();
        last = began;
        new FineTuning(open.model(), config).run(open.theta(), train, Optional.of(
                new FineTuning.Dev(open.target(Split.DEV), open.subject().data().annotation().task().scorer())), this);
        Map<String, Double> seconds = new LinkedHashMap<>();
        seconds.put(FineTuningJob.TOTAL, (System.nanoTime() - began) / 1e9);
        features.forEach((split, spent) -> seconds.put("features_of_" + split.name().toLowerCase(Locale.ROOT), spent));
        seconds.put("first_epoch", epochs.get(0));
        if (epochs.size() > 1) {
            seconds.put("later_epoch", Quartiles.of(epochs.subList(1, epochs.size())).median());
        }
        seconds.put("scoring", Quartiles.of(scorings).median());
        return seconds;
    }

    @Override
    public void encoded(Split split, int units, int all) {
        features.merge(split, lap(), Double::sum);
    }

    @Override
    public void stepped(int step, double loss) {
        steps += lap();
    }

    @Override
    public void evaluated(FineTuning.Evaluation evaluation) {
        scorings.add(lap());
        epochs.add(steps);
        steps = 0;
    }

    private double lap() {
        long now = System.nanoTime();
        double seconds = (now - last) / 1e9;
        last = now;
        return seconds;
    }
}
