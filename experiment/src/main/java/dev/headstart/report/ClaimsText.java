package dev.headstart.report;

import dev.headstart.data.Split;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The claims, each with its answer. */
record ClaimsText(Part part, Page page, int level) {
    void write() {
        if (part.claims().isEmpty()) {
            return;
        }
        page.heading(level, "Claims");
        part.claims().stream().flatMap(claim -> claim.all().stream()).flatMap(comparison -> comparison.difference().stream()).findFirst()
                .ifPresent(difference -> page.paragraph(method(part.experiment().scoreOn(), difference.resamples())));
        for (ClaimAnswer claim : part.claims()) {
            page.heading(level + 1, capitalised(claim.claim().toString()) + ": " + claim.average().answer() + " on average, yes on "
                    + claim.count(Comparison.Answer.YES) + " of " + claim.tested() + " targets");
            page.paragraph(sentence(claim) + largest(claim)
                    + claim.claim().says().map(says -> " The paper says: “" + says + "”.").orElse(""));
            page.grid(grid(claim));
        }
    }

    private static String method(Split on, int resamples) {
        return String.format(Locale.ROOT, "Each claim is answered by a bootstrap over seeds and sentences of %s (%,d resamples): "
                + "each draws seeds with replacement, and, independently, as many sentences of each language as there are, the same ones "
                + "for all settings; the score is the mean of the drawn seeds' scores on the drawn sentences. Drawn from few, seeds vary "
                + "too little; their deviation from the mean is widened as Student's t widens an interval. Yes: the middle 95 %% of "
                + "the differences is above 0. No: it is below. Not clear: it contains 0, and the claim is not confirmed. "
                + "With one seed all this is about sentences alone. No correction is made for the number of claims.", on, resamples);
    }

    /** @return the answer in one sentence */
    static String sentence(ClaimAnswer claim) {
        String names = claim.claim().more() + " against " + claim.claim().than() + ": ";
        Optional<Estimate> average = claim.average().difference();
        if (average.isEmpty()) {
            return capitalised(names) + "not tested yet.";
        }
        String over = claim.tested() == claim.byTarget().size() ? " on average"
                : " on average over the " + claim.tested() + " of " + claim.byTarget().size() + " targets that are finished";
        boolean spreads = claim.claim().comparesSpreads();
        return capitalised(claim.average().answer().toString()) + ". " + capitalised(names) + Shown.signed(average.get().observed())
                + " points" + over + " (" + interval(average.get()) + "); clearly "
                + (spreads ? "wider on " : "better on ") + claim.count(Comparison.Answer.YES) + " of " + claim.tested()
                + " targets, clearly " + (spreads ? "narrower on " : "worse on ") + claim.count(Comparison.Answer.NO) + ".";
    }

    private static String capitalised(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    /** The interval is of that target alone: the largest of several differences is above 0 by chance, too. */
    private static String largest(ClaimAnswer claim) {
        return claim.largest().map(largest -> " Largest difference: " + Shown.signed(largest.difference().orElseThrow().observed())
                + " on " + largest.target() + " (there " + interval(largest.difference().orElseThrow()) + ")"
                + claim.largestInPaper().map(paper -> "; the paper's: " + Shown.signed(paper)).orElse("") + ".").orElse("");
    }

    private static String interval(Estimate difference) {
        return "95 % interval " + range(difference);
    }

    private static String range(Estimate difference) {
        return Shown.signed(difference.interval().low()) + " to " + Shown.signed(difference.interval().high());
    }

    private static Grid grid(ClaimAnswer claim) {
        List<List<Grid.Field>> rows = new ArrayList<>();
        for (Comparison comparison : claim.all()) {
            Optional<Estimate> difference = comparison.difference();
            List<Grid.Field> row = new ArrayList<>(Grid.row(comparison.target()));
            row.add(new Grid.Field(comparison.answer().toString(), List.of(), comparison.answer() == Comparison.Answer.YES));
            row.addAll(Grid.row(difference.map(d -> Shown.signed(d.observed())).orElse("–"), difference.map(ClaimsText::range).orElse("–"),
                    comparison.paper().map(Shown::signed).orElse("–"), comparison.shownSeeds()));
            rows.add(row);
        }
        return new Grid("Differences in points, " + claim.claim().more() + " minus " + claim.claim().than() + ".",
                Grid.columns(List.of("target", claim.claim().comparesSpreads() ? "wider?" : "better?"),
                        List.of("difference", "95 % interval", "paper", "seeds")), rows);
    }
}
