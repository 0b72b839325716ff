package dev.headstart.report;

import dev.headstart.eval.CrossedBootstrap;
import dev.headstart.experiment.Journal;
import dev.headstart.experiment.Results;
import dev.headstart.run.RunListener;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A report on all experiments of a folder: what is said is computed once, and written in several forms. */
public final class Report {
    private final List<Part> parts;
    private final Work work;

    private Report(List<Part> parts, Work work) {
        this.parts = parts;
        this.work = work;
    }

    /**
     * @param resamples of seeds and sentences, for all intervals; at least 100
     * @param seed      of these
     * @param withText  whether sentences of the test sets may be shown; without, there is no word of them in any file
     */
    public record Options(int resamples, long seed, boolean withText) {
        public Options {
            new CrossedBootstrap(resamples, seed);      // refuses too few before anything is read
        }

        CrossedBootstrap bootstrap() {
            return new CrossedBootstrap(resamples, seed);
        }
    }

    /**
     * @param folder of {@code headstart reproduce}; need not be finished
     * @throws IllegalArgumentException                   if there is no experiment in it
     * @throws dev.headstart.io.MalformedFileException if a file in it is not what Headstart writes there
     */
    public static Report of(Path folder, Options options, RunListener listener) {
        List<Part> parts = Results.in(folder).stream().map(results -> Part.of(results, options, listener)).toList();
        boolean several = parts.size() > 1;
        return new Report(parts.stream().map(part -> several ? part.prefixed(part.experiment().name() + "-") : part).toList(),
                Work.of(Journal.of(folder)));
    }

    /** @return one for each experiment */
    public List<Overview> overviews() {
        return parts.stream().map(Overview::of).toList();
    }

    /** @return contents of all files by name; the same results give the same bytes */
    public Map<String, String> files() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("report.html", written(new HtmlPage(parts.size() > 1 ? 3 : 2)));
        files.put("report.md", written(new MarkdownPage()));
        for (Part part : parts) {
            files.put(parts.size() > 1 ? part.experiment().name() + "-table1.tex" : "table1.tex",
                    new LatexTable(TableSection.grid(part, part.table())).tex());
        }
        files.put("results.csv", new CsvFiles(parts).results());
        files.put("claims.csv", new CsvFiles(parts).claims());
        parts.forEach(part -> Stream.concat(part.pictures().stream(), part.learning().stream())
                .forEach(picture -> files.put(picture.file() + ".svg", picture.chart().file() + "\n")));
        return files;
    }

    private String written(Page page) {
        int level = parts.size() > 1 ? 2 : 1;
        if (parts.size() > 1) {
            page.heading(1, parts.size() + " experiments");
        }
        parts.forEach(part -> new PartText(part, page, level).write());
        new WorkText(work, page).write();
        return page.toString();
    }
}
