package dev.headstart.report;

import dev.headstart.data.Split;
import dev.headstart.eval.Interval;
import dev.headstart.experiment.Cell;
import dev.headstart.experiment.Experiment;
import dev.headstart.experiment.Gap;
import dev.headstart.experiment.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a report says of one experiment, from its beginning to its end. @param level of its own heading; 1: the page's, already there */
record PartText(Part part, Page page, int level) {
    void write() {
        Experiment experiment = part.experiment();
        if (level > 1) {
            page.heading(level, experiment.title());
        }
        page.paragraph(ground(experiment));
        if (experiment.scoreOn() == Split.DEV) {
            page.paragraph("For choosing: all scores are on dev, where rates and epochs were chosen too. They are higher than those on "
                    + "test would be, and prove nothing.");
        }
        page.list(findings());
        section("Scores");
        page.grid(TableSection.grid(part, part.table()));
        part.pictures().forEach(page::picture);
        experiment.gap().ifPresent(this::gap);
        new ClaimsText(part, page, level + 1).write();
        unseen();
        new SentencesText(part, page, level + 1).write();
        if (!part.learning().isEmpty()) {
            section("Learning curves");
            part.learning().forEach(page::picture);
        }
        new DetailsText(part, page, level + 1).write();
    }

    private void section(String heading) {
        page.heading(level + 1, heading);
    }

    private static String ground(Experiment experiment) {
        String seeds = experiment.settings().stream().map(Setting::seeds).distinct().map(list -> list.stream().map(String::valueOf)
                .collect(Collectors.joining(", "))).collect(Collectors.joining("; or "));
        return "Encoder " + name(experiment.encoder()) + ", data " + name(experiment.data()) + "; primed on "
                + String.join(", ", experiment.sources()) + ", fine-tuned on each of " + String.join(", ", experiment.targets())
                + ". Seeds " + seeds + ". Every setting is primed, tuned and tested by itself with each seed.";
    }

    /** A path is of no use to a reader elsewhere; its last name is. */
    private static String name(String place) {
        return place.replaceFirst("/+$", "").replaceFirst("^.*[/\\\\](?=[^/\\\\]+$)", "");
    }

    private List<String> findings() {
        List<String> findings = new ArrayList<>();
        int finished = part.cells().finished().size();
        int expected = part.cells().expected();
        findings.add(finished == expected ? "Complete: " + expected + " results, one for each setting, target and seed."
                : "Incomplete: " + finished + " of " + expected + " results are there; what is missing is marked.");
        part.claims().forEach(claim -> findings.add(ClaimsText.sentence(claim)));
        part.experiment().gap().ifPresent(gap -> part.gaps().stream().filter(share -> share.share().isPresent()
                && (share.paper().isPresent() || gap.paper().isEmpty())).forEach(share -> findings.add(share.setting() + " goes "
                + Shown.percent(share.share().get()) + " of the way from " + gap.from() + " to " + gap.to()
                + share.interval().map(i -> " (95 % interval " + interval(i) + ")").orElse("")
                + share.paper().map(paper -> "; the paper's " + Shown.percent(paper)).orElse("") + ".")));
        return findings;
    }

    private void gap(Gap gap) {
        section("Closing the gap");
        page.paragraph("How much of the way from " + gap.from() + " to " + gap.to() + " each setting goes, on average over targets: "
                + "(setting − from) / (to − from).");
        page.grid(new Grid("The interval is of the ratio, on the resamples that answer the claims; there is none if on one of them there "
                + "is no way to go.",
                Grid.columns(List.of("setting"), List.of("share", "95 % interval", "paper")),
                part.gaps().stream().map(share -> Grid.row(share.setting(), share.share().map(Shown::percent).orElse("–"),
                        share.interval().map(PartText::interval).orElse("–"),
                        share.paper().map(Shown::percent).orElse("–"))).toList()));
    }

    private static String interval(Interval interval) {
        return Shown.percent(interval.low()) + " to " + Shown.percent(interval.high());
    }

    private void unseen() {
        if (part.cells().finished().values().stream().anyMatch(cell -> cell.unseen().isPresent())) {
            section("On sentences unseen in training");
            page.paragraph("A sentence of " + part.experiment().scoreOn() + " that is also in the target's training data, word for word, "
                    + "can have been learnt by heart. Without these:");
            page.grid(TableSection.grid(part, part.unseen()));
            page.paragraph("Sentences that are unseen, of all: " + part.experiment().targets().stream().map(this::unseenOf)
                    .filter(text -> !text.isEmpty()).collect(Collectors.joining("; ")) + ".");
        }
    }

    private String unseenOf(String target) {
        return part.experiment().settings().stream().flatMap(setting -> part.cells().of(setting, target).stream())
                .filter(cell -> cell.unseen().isPresent()).findFirst().map(cell -> String.format(Locale.ROOT, "%s %,d of %,d", target,
                        cell.unseen().map(Cell.Unseen::sentences).orElse(0), cell.sentences())).orElse("");
    }
}
