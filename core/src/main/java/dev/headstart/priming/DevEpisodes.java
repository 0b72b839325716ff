package dev.headstart.priming;

import dev.headstart.data.Unit;
import dev.headstart.eval.Scorer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Fixed episodes of the sources' dev data, by which convergence is judged: adapt as in the inner loop, then look at the query.
 *
 * @param sources  dev data
 * @param episodes at least one of each source, and as many of each
 */
public record DevEpisodes(Map<String, Source> sources, List<Episode> episodes) {
    /**
     * @param loss     mean query loss after adaptation, nats per label
     * @param score    mean of the main figures of all sources, each over all its queries, a fraction of 1
     * @param bySource the main figure of each
     */
    public record Result(double loss, double score, Map<String, Double> bySource) {}

    /** Draws {@code count} episodes of each source. */
    public static DevEpisodes draw(Map<String, Source> sources, Episode.Shape shape, Sampling sampling, int count, long seed) {
        Episode.Shape one = new Episode.Shape(sources.size(), shape.support(), shape.query());
        EpisodeSampler sampler = new EpisodeSampler(sources, one, sampling.inTurns(), seed);
        List<Episode> episodes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            episodes.addAll(sampler.next());
        }
        return new DevEpisodes(sources, List.copyOf(episodes));
    }

    /** @return name of the main figure if all sources have the same, else {@code score} */
    public static String figure(Map<String, Source> sources) {
        List<String> figures = sources.values().stream().map(source -> source.task().scorer().mainFigure()).distinct().toList();
        return figures.size() == 1 ? figures.get(0) : "score";
    }

    /** What one adapted model makes of its query. @param predicted label indices, one per place that is read off */
    record Outcome(double loss, List<int[]> predicted) {}

    /** The queries of one source. */
    private record Answers(List<List<String>> gold, List<List<String>> predicted) {
        Answers() {
            this(new ArrayList<>(), new ArrayList<>());
        }

        double score(Scorer scorer) {
            return scorer.score(gold, predicted).main();
        }
    }

    /** Judges {@code priming} as it stands, without moving it. */
    public Result judge(Priming priming) {
        double loss = 0;
        Map<String, Answers> answers = new LinkedHashMap<>();
        for (Episode episode : episodes) {
            Source source = sources.get(episode.source());
            Outcome outcome = priming.tryOn(source.units(), episode);
            loss += outcome.loss();
            add(answers.computeIfAbsent(episode.source(), name -> new Answers()), source, episode, outcome.predicted());
        }
        Map<String, Double> bySource = new LinkedHashMap<>();
        answers.forEach((name, own) -> bySource.put(name, own.score(sources.get(name).task().scorer())));
        return new Result(loss / episodes.size(), bySource.values().stream().mapToDouble(Double::doubleValue).average().orElseThrow(),
                bySource);
    }

    private static void add(Answers answers, Source source, Episode episode, List<int[]> predicted) {
        for (int i = 0; i < predicted.size(); i++) {
            Unit unit = source.units().get(episode.query().get(i));
            answers.gold().add(source.names(unit.labels()));
            answers.predicted().add(source.names(predicted.get(i)));
        }
    }
}
