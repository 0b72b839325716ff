package dev.headstart.priming;

import dev.headstart.data.LabelSet;
import dev.headstart.data.Unit;
import dev.headstart.eval.Counts;
import dev.headstart.eval.ScoringMode;
import dev.headstart.eval.SpanScorer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Fixed episodes of source dev data, by which convergence is judged: adapt as in the inner loop, then look at the query.
 *
 * @param units    dev units of each language
 * @param episodes at least one
 * @param labels   names of the labels
 */
public record DevEpisodes(Map<String, List<Unit>> units, List<Episode> episodes, LabelSet labels) {
    /**
     * @param loss mean query loss after adaptation, nats per labelled token
     * @param f1   entity-level micro F1 over the queries of all episodes, a fraction of 1
     */
    public record Result(double loss, double f1) {}

    /** Draws {@code count} episodes of each language. */
    public static DevEpisodes draw(Map<String, List<Unit>> units, Episode.Shape shape, int count, LabelSet labels, long seed) {
        Episode.Shape one = new Episode.Shape(units.size(), shape.support(), shape.query());
        EpisodeSampler sampler = new EpisodeSampler(units, one, seed);
        List<Episode> episodes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            episodes.addAll(sampler.next());
        }
        return new DevEpisodes(units, List.copyOf(episodes), labels);
    }

    /** What one adapted model makes of its query. @param predicted label indices, one per word that a unit starts */
    record Outcome(double loss, List<int[]> predicted) {}

    /** Judges {@code priming} as it stands, without moving it. */
    public Result judge(Priming priming) {
        double loss = 0;
        Counts counts = Counts.NONE;
        for (Episode episode : episodes) {
            Outcome outcome = priming.tryOn(units.get(episode.language()), episode);
            loss += outcome.loss();
            counts = counts.plus(count(episode, outcome.predicted()));
        }
        return new Result(loss / episodes.size(), counts.f1());
    }

    private Counts count(Episode episode, List<int[]> predicted) {
        List<List<String>> gold = new ArrayList<>();
        List<List<String>> guessed = new ArrayList<>();
        for (int i = 0; i < predicted.size(); i++) {
            Unit unit = units.get(episode.language()).get(episode.query().get(i));
            gold.add(names(Arrays.stream(unit.labels()).filter(label -> label >= 0).toArray()));
            guessed.add(names(predicted.get(i)));
        }
        return new SpanScorer(ScoringMode.DEFAULT).score(gold, guessed).micro();
    }

    private List<String> names(int[] indices) {
        return Arrays.stream(indices).mapToObj(labels::name).toList();
    }
}
