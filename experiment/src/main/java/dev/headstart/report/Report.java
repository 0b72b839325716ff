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
    private static final String THE_PAPER = """
            The paper is Gheini, Ma, May: Know Where You're Going: Meta-Learning for Parameter-Efficient Fine-Tuning (Findings of \
            ACL 2023). FT: fine-tuning; HT: head tuning, of the head alone; AT: adapter tuning, of adapter and head; MP: meta \
            priming. Meta priming without more is Algorithm 1 of the paper, whose inner loop moves what adapter tuning moves; the \
            MAML loop moves all parameters.""";

    private final List<Part> parts;
    private final Work work;
    private final boolean withText;

    private Report(List<Part> parts, Work work, boolean withText) {
        this.parts = parts;
        this.work = work;
        this.withText = withText;
    }

    /**
     * @param resamples of seeds and sentences, for all intervals; at least 100
     * @param seed      of these
     * @param withText  whether sentences of the test sets may be shown; without, there is no word of them in any file
     * @param only      names of experiments, in the order in which they are wanted; none: all, by name
     */
    public record Options(int resamples, long seed, boolean withText, List<String> only) {
        public Options {
            only = List.copyOf(only);
            new CrossedBootstrap(resamples, seed);      // refuses too few before anything is read
        }

        CrossedBootstrap bootstrap() {
            return new CrossedBootstrap(resamples, seed);
        }
    }

    /**
     * @param folder of {@code headstart reproduce}; need not be finished
     * @throws IllegalArgumentException                   if there is no experiment in it, or none of a name that is asked for
     * @throws dev.headstart.io.MalformedFileException if a file in it is not what Headstart writes there
     */
    public static Report of(Path folder, Options options, RunListener listener) {
        List<Results> shown = chosen(Results.in(folder), options.only);
        List<Part> parts = shown.stream().map(results -> Part.of(results, options, listener)).toList();
        boolean several = parts.size() > 1;
        return new Report(parts.stream().map(part -> several ? part.prefixed(part.experiment().name() + "-") : part).toList(),
                Work.of(shown, Journal.of(folder)), options.withText());
    }

    private static List<Results> chosen(List<Results> there, List<String> names) {
        Map<String, Results> byName = new LinkedHashMap<>();
        there.forEach(results -> byName.put(results.experiment().name(), results));
        names.stream().filter(name -> !byName.containsKey(name)).findFirst().ifPresent(name -> {
            throw new IllegalArgumentException("There is no experiment '" + name + "'. There: " + String.join(", ", byName.keySet()) + ".");
        });
        return names.isEmpty() ? there : names.stream().map(byName::get).toList();
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
        page.heading(1, parts.size() > 1 ? parts.size() + " experiments" : parts.get(0).experiment().title());
        if (parts.stream().anyMatch(part -> part.experiment().settings().stream().anyMatch(setting -> !setting.paper().isEmpty()))) {
            page.paragraph(THE_PAPER);
        }
        parts.forEach(part -> new PartText(part, page, level).write());
        new WorkText(work, page, withText).write();
        return page.toString();
    }
}
