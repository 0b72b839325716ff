package dev.headstart.experiment;

import dev.headstart.data.Split;
import dev.headstart.io.Sha256;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A piece of work with a folder of its own in the experiment's, named by all that determines it: the same job of another
 * setting, or of another experiment in the same folder, is the same folder and is done once.
 */
public sealed interface Job {
    /** @return its folder inside the experiment's, with {@code /} between names */
    String folder();

    /** @return for people, e.g. {@code prime: meta, seed 1} */
    String label();

    /** @return for people, what it is whatever the target and the seed, e.g. {@code tune: meta → adapter} */
    String kind();

    /** @return jobs that have to be done before */
    List<Job> needs();

    /**
     * What all jobs of an experiment share.
     *
     * @param encoder     folder or name
     * @param data        folder or name
     * @param precision   of matrix products
     * @param dataOptions how to read the data
     * @param sources     to prime on; none where nothing is primed
     */
    record Ground(String encoder, String data, String precision, Map<String, String> dataOptions, List<String> sources) {
        public Ground {
            dataOptions = new TreeMap<>(dataOptions);   // the order of options in a file means nothing
        }

        /** @return the same for settings without priming, to which sources mean nothing */
        Ground unprimed() {
            return new Ground(encoder, data, precision, dataOptions, List.of());
        }

        static Ground of(Experiment experiment) {
            return new Ground(experiment.encoder(), experiment.data(), experiment.precision(), experiment.dataOptions().points().get(0),
                    experiment.sources());
        }
    }

    /**
     * Makes a primed encoder.
     *
     * @param name    of the strategy, for people
     * @param options of {@code headstart prime}
     */
    record Prime(Ground ground, String name, Map<String, String> options, long seed) implements Job {
        public Prime {
            options = new TreeMap<>(options);
        }

        @Override
        public String folder() {
            return "primed/" + options.getOrDefault("by", "algorithm-1") + "-" + hash(ground + " " + options) + "-seed" + seed;
        }

        @Override
        public String label() {
            return kind() + ", seed " + seed;
        }

        @Override
        public String kind() {
            return "prime: " + name;
        }

        @Override
        public List<Job> needs() {
            return List.of();
        }
    }

    /**
     * Fine-tunes on one target.
     *
     * @param from    empty: the pretrained encoder
     * @param name    of the strategy, for people
     * @param options of {@code headstart finetune}
     */
    record Tune(Ground ground, Optional<Prime> from, String name, Map<String, String> options, String target, long seed) implements Job {
        public Tune {
            options = new TreeMap<>(options);
        }

        @Override
        public String folder() {
            return "tuned/" + target + "-" + options.getOrDefault("tuning", "adapter") + "-" + hash(ground + " " + origin() + " " + options)
                    + "-seed" + seed;
        }

        private String origin() {
            return from.map(Prime::folder).orElse(ground.encoder);
        }

        @Override
        public String label() {
            return "tune: " + target + ", " + way(from, name) + ", seed " + seed;
        }

        @Override
        public String kind() {
            return "tune: " + way(from, name);
        }

        @Override
        public List<Job> needs() {
            return List.copyOf(from.stream().toList());
        }
    }

    /**
     * Chooses a point of the tuning's grid on dev, tunes with it and tests the result.
     *
     * @param from   empty: the pretrained encoder
     * @param tuning all its points
     * @param trials with which the choice is made; empty where there is none
     * @param on     what is scored on
     */
    record Test(Ground ground, Optional<Prime> from, Strategy tuning, List<Tune> trials, String target, Split on, long seed)
            implements Job {
        @Override
        public String folder() {
            String origin = from.map(Prime::folder).orElse(ground.encoder);
            List<String> chosenFrom = trials.stream().map(Tune::folder).toList();
            return "cells/" + target + "-" + hash(String.join(" ", ground.toString(), origin, new TreeMap<>(tuning.options()).toString(),
                    chosenFrom.toString(), on.toString())) + "-seed" + seed;
        }

        @Override
        public String label() {
            return "test: " + target + ", " + way(from, tuning.name()) + ", seed " + seed;
        }

        @Override
        public String kind() {
            return "test: " + way(from, tuning.name());
        }

        /** @return the tuning of which the result is tested */
        Tune tune(Map<String, String> point) {
            return new Tune(ground, from, tuning.name(), point, target, seed);
        }

        /** @return itself, and all jobs that its choice on dev may ask for */
        public Stream<Job> possible() {
            Stream<Job> primings = Stream.concat(from.stream(), trials.stream().flatMap(trial -> trial.from().stream()));
            Stream<Job> tunings = Stream.concat(trials.stream(), tuning.points().stream().map(this::tune));
            return Stream.of(primings, tunings, Stream.of(this)).flatMap(jobs -> jobs);
        }

        @Override
        public List<Job> needs() {
            List<Job> needs = new ArrayList<>(trials);
            if (trials.isEmpty()) {
                needs.add(tune(tuning.points().get(0)));
            } else {
                from.ifPresent(needs::add);
            }
            return needs;
        }
    }

    private static String way(Optional<Prime> from, String tuning) {
        return from.map(Prime::name).orElse(Strategy.NONE) + " → " + tuning;
    }

    private static String hash(String text) {
        return Sha256.ofText(text).substring(0, 10);
    }
}
