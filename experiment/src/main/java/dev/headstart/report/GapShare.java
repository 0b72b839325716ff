package dev.headstart.report;

import dev.headstart.eval.Interval;
import dev.headstart.experiment.Gap;
import dev.headstart.experiment.Setting;
import java.util.List;
import java.util.Optional;

/**
 * How much of the way from one setting's average to another's a setting goes, in percent:
 * {@code 100 (setting − from) / (to − from)}.
 *
 * @param share    empty if cells are missing, or if there is no way to go
 * @param interval of the share, from the same resamples as those of the claims; empty if on some of them there is no way to go
 * @param paper    the paper's
 */
record GapShare(String setting, Optional<Double> share, Optional<Interval> interval, Optional<Double> paper) {
    /** @return one for every setting but the two ends */
    static List<GapShare> of(Gap gap, Resampled resampled) {
        return resampled.experiment().settings().stream().map(Setting::name)
                .filter(name -> !name.equals(gap.from()) && !name.equals(gap.to())).map(name -> of(gap, name, resampled)).toList();
    }

    private static GapShare of(Gap gap, String setting, Resampled resampled) {
        Optional<Double> paper = Optional.ofNullable(gap.paper().get(setting));
        if (!resampled.isWhole(gap.from(), gap.to(), setting)) {
            return new GapShare(setting, Optional.empty(), Optional.empty(), paper);
        }
        List<Resample> of = resampled.average(gap.from(), gap.to(), setting).orElseThrow();
        Resample way = of.get(1).minus(of.get(0));
        Resample share = of.get(2).minus(of.get(0)).over(way);
        return new GapShare(setting, Optional.of(100 * share.observed()).filter(any -> way.observed() > 0),
                Optional.of(share.interval()).filter(any -> way.isAboveZero()).map(i -> new Interval(100 * i.low(), 100 * i.high())),
                paper);
    }
}
