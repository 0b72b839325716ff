package dev.headstart.report;

import dev.headstart.eval.SentenceCounts;
import dev.headstart.experiment.Claim;
import dev.headstart.experiment.Experiment;
import dev.headstart.experiment.Results;
import dev.headstart.run.RunListener;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that a report says of one experiment.
 *
 * @param table    scores on test
 * @param unseen   scores on the test sentences that are not in train
 * @param gaps     how far each setting goes; none where the file names no gap
 * @param claims   with their answers
 * @param pictures those that the file asks for, then the learning curves
 * @param changed  sentences that the first claim is about, by target; none without a claim
 * @param choices  what the file says of its own values
 */
record Part(Experiment experiment, Cells cells, ScoreTable table, ScoreTable unseen, List<GapShare> gaps, List<ClaimAnswer> claims,
        List<Picture> pictures, List<Picture> learning, List<ChangedSentences> changed, List<FileChoices.Choice> choices) {

    static Part of(Results results, Report.Options options, RunListener listener) {
        Experiment experiment = results.experiment();
        Cells cells = Cells.read(results);
        boolean compares = !experiment.claims().isEmpty() || experiment.gap().isPresent();
        Map<Cells.Place, SentenceCounts> tests = compares ? TestSets.read(results, cells, listener) : Map.of();
        Resampled resampled = new Resampled(experiment, tests, options.bootstrap());
        return new Part(experiment, cells, ScoreTable.of(cells), ScoreTable.unseen(cells),
                experiment.gap().map(gap -> GapShare.of(gap, resampled)).orElse(List.of()),
                experiment.claims().stream().map(claim -> ClaimAnswer.of(claim, resampled)).toList(),
                new ScorePictures(cells).all(), new LearningPictures(results, cells).all(),
                ofSentences(experiment).map(claim -> ChangedSentences.of(results, claim, resampled, options.withText())).orElse(List.of()),
                FileChoices.of(results.file()));
    }

    /** @return the claim whose sentences are shown: the first that compares two settings */
    static Optional<Claim> ofSentences(Experiment experiment) {
        return experiment.claims().stream().filter(claim -> !claim.comparesSpreads()).findFirst();
    }

    /** @return the same, with something before the names of its pictures' files */
    Part prefixed(String prefix) {
        return new Part(experiment, cells, table, unseen, gaps, claims, pictures.stream().map(picture -> picture.prefixed(prefix)).toList(),
                learning.stream().map(picture -> picture.prefixed(prefix)).toList(), changed, choices);
    }
}
