package dev.headstart.report;

import java.util.List;

/** Where a report is written to, in the order in which it is read. All texts are plain: whoever writes escapes them. */
interface Page {
    /** @param level 1 for the whole report */
    void heading(int level, String text);

    void paragraph(String text);

    void list(List<String> items);

    void grid(Grid grid);

    void picture(Picture picture);

    /** @param language of the sentences @param title of these examples @param before who made the second line @param after the third */
    void examples(String language, String title, String before, String after, List<ChangedSentences.Example> examples);

    /** Lines that a machine reads. */
    void listing(String title, List<String> lines);
}
