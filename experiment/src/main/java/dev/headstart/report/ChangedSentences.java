package dev.headstart.report;

import dev.headstart.eval.SentenceCounts;
import dev.headstart.experiment.Claim;
import dev.headstart.experiment.Results;
import dev.headstart.experiment.Setting;
import dev.headstart.experiment.TestSentence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Test sentences of one target that one setting gets right and another does not. A sentence is right if everything in it was
 * found, and nothing else.
 *
 * @param seeds     that both settings have
 * @param sentences in the test set
 * @param gained    how many are wrong with the lesser setting and right with the better, mean over the seeds
 * @param lost      the other way round
 * @param gainedIn  examples of the former, changed with every seed; empty if no text is wanted
 * @param lostIn    examples of the latter
 */
record ChangedSentences(String target, int seeds, int sentences, double gained, double lost, List<Example> gainedIn, List<Example> lostIn) {
    private static final int EXAMPLES = 3;
    private static final int LONGEST = 30;

    /** What is right, and what the two settings made of it with their first common seed. */
    record Example(Marked gold, Marked before, Marked after) {}

    /**
     * @param claim    about two settings
     * @param withText whether examples are wanted
     * @return one for each target where both settings are finished
     */
    static List<ChangedSentences> of(Results results, Claim claim, Resampled tests, boolean withText) {
        return results.experiment().targets().stream().filter(target ->
                !tests.commonSeeds(target, claim.more().toString(), claim.than().toString()).isEmpty()).map(target -> {
                    List<Long> seeds = tests.commonSeeds(target, claim.more().toString(), claim.than().toString());
                    List<Pair> pairs = seeds.stream().map(seed -> Pair.of(tests, claim, target, seed)).toList();
                    Optional<Texts> texts = withText ? Optional.of(Texts.read(results, claim, target, seeds.get(0))) : Optional.empty();
                    return new ChangedSentences(target, seeds.size(), pairs.get(0).after.size(),
                            pairs.stream().mapToDouble(pair -> pair.count(pair::isGained)).average().orElseThrow(),
                            pairs.stream().mapToDouble(pair -> pair.count(pair::isLost)).average().orElseThrow(),
                            examples(texts, s -> pairs.stream().allMatch(pair -> pair.isGained(s))),
                            examples(texts, s -> pairs.stream().allMatch(pair -> pair.isLost(s))));
                }).toList();
    }

    private static List<Example> examples(Optional<Texts> texts, IntPredicate changed) {
        return texts.map(read -> read.examples(changed)).orElse(List.of());
    }

    /** What both settings counted with one seed. */
    private record Pair(SentenceCounts before, SentenceCounts after) {
        static Pair of(Resampled tests, Claim claim, String target, long seed) {
            return new Pair(tests.counts(new Cells.Place(claim.than().toString(), target, seed)).orElseThrow(),
                    tests.counts(new Cells.Place(claim.more().toString(), target, seed)).orElseThrow());
        }

        boolean isGained(int sentence) {
            return !before.isRight(sentence) && after.isRight(sentence);
        }

        boolean isLost(int sentence) {
            return before.isRight(sentence) && !after.isRight(sentence);
        }

        double count(IntPredicate of) {
            return IntStream.range(0, after.size()).filter(of).count();
        }
    }

    /** The sentences themselves, in the same order. */
    private record Texts(List<TestSentence> before, List<TestSentence> after, Marking marking) {
        /** How labels are shown in the sentence. */
        interface Marking {
            Marked of(List<String> words, List<String> labels, List<String> gold);
        }

        static Texts read(Results results, Claim claim, String target, long seed) {
            Setting after = results.experiment().setting(claim.more().toString());
            Setting before = results.experiment().setting(claim.than().toString());
            boolean spans = results.cell(after, target, seed).orElseThrow().figure().equals("f1");
            return new Texts(results.sentences(before, target, seed), results.sentences(after, target, seed),
                    spans ? Marked::spans : Marked::labels);
        }

        /** The first ones that are not too long to read. */
        List<Example> examples(IntPredicate changed) {
            List<Example> examples = new ArrayList<>();
            IntStream readable = IntStream.range(0, after.size()).filter(s -> after.get(s).words().size() <= LONGEST);
            readable.filter(changed).limit(EXAMPLES).forEach(s -> {
                TestSentence sentence = after.get(s);
                examples.add(new Example(marked(sentence, sentence.gold()), marked(sentence, before.get(s).predicted()),
                        marked(sentence, sentence.predicted())));
            });
            return examples;
        }

        private Marked marked(TestSentence sentence, List<String> labels) {
            return marking.of(sentence.words(), labels, sentence.gold());
        }
    }
}
