package dev.headstart.report;

import dev.headstart.experiment.Claim;
import java.util.List;
import java.util.Locale;

/** The sentences that the first claim is about. */
record SentencesText(Part part, Page page, int level) {
    void write() {
        if (part.changed().isEmpty()) {
            return;
        }
        Claim claim = Part.ofSentences(part.experiment()).orElseThrow();
        page.heading(level, "Sentences that change");
        page.paragraph("A sentence is right if all in it was found and nothing else. Gained: wrong with " + claim.than() + ", right with "
                + claim.more() + "; lost: the other way round."
                + (part.changed().stream().allMatch(changed -> changed.gainedIn().isEmpty() && changed.lostIn().isEmpty()) ? ""
                : " In the examples what is right is shaded, what is wrong has a dashed frame, or ✗."));
        page.grid(new Grid("Numbers are means over the seeds that both settings have.",
                Grid.columns(List.of("target"), List.of("test sentences", "gained", "lost", "seeds")),
                part.changed().stream().map(changed -> Grid.row(changed.target(), whole(changed.sentences()), whole(changed.gained()),
                        whole(changed.lost()), String.valueOf(changed.seeds()))).toList()));
        for (ChangedSentences changed : part.changed()) {
            if (!changed.gainedIn().isEmpty() || !changed.lostIn().isEmpty()) {
                page.heading(level + 1, "Examples: " + changed.target());
                examples("Gained, with every seed", changed.target(), claim, changed.gainedIn());
                examples("Lost, with every seed", changed.target(), claim, changed.lostIn());
            }
        }
    }

    private void examples(String title, String target, Claim claim, List<ChangedSentences.Example> examples) {
        if (!examples.isEmpty()) {
            page.examples(target, title, claim.than().toString(), claim.more().toString(), examples);
        }
    }

    private static String whole(double number) {
        return String.format(Locale.ROOT, "%,.0f", number);
    }
}
