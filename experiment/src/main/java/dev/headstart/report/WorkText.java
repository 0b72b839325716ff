package dev.headstart.report;

import java.util.List;

/** What the results have cost, and what failed. @param withText whether to say why, which may quote the data */
record WorkText(Work work, Page page, boolean withText) {
    void write() {
        page.heading(2, "Work");
        page.paragraph(work.begun().isEmpty() ? "The journal is empty." : "Begun " + work.begun().get()
                + work.ended().map(ended -> ", last job ended " + ended).orElse("") + ": " + work.jobs() + " jobs by " + work.processes()
                + (work.processes() == 1 ? " process" : " processes") + ", " + Shown.hours(work.hours()) + " hours of work, "
                + Shown.hours(work.coreHours())
                + " core hours (threads × time, failed jobs included; what a killed process had begun is not).");
        if (!work.failures().isEmpty()) {
            page.paragraph("Jobs that failed, which results that are missing hang on:");
            page.grid(new Grid("As the journal has it; 'headstart reproduce --retry' tries them again.",
                    Grid.columns(List.of("job", "times", "last", "why"), List.of()), work.failures().stream().map(failure ->
                            Grid.row(failure.label(), String.valueOf(failure.times()), failure.at(),
                                    withText ? failure.error() : "–")).toList()));
        }
    }
}
