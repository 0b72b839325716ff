package dev.headstart.run;

import dev.headstart.data.Columns;
import dev.headstart.data.Corpus;
import dev.headstart.data.LabelSet;
import dev.headstart.data.Reading;
import dev.headstart.data.TagScheme;
import dev.headstart.task.Task;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;

/**
 * What is marked in the files of a data set.
 *
 * @param task    the kind of task that it makes
 * @param tags    scheme of the files, where the task has one
 * @param columns of tables
 * @param labels  of the head, besides those that occur where they are looked for; empty where these are all
 */
public record Annotation(Task task, TagScheme tags, Columns columns, List<String> labels) {
    public Annotation {
        labels = List.copyOf(labels);
        task.reading(tags, columns);   // refuses what does not fit
    }

    /** Files as they usually are. */
    public static Annotation of(Task task) {
        return new Annotation(task, TagScheme.IOB2, Columns.usual(), List.of());
    }

    Reading reading() {
        return task.reading(tags, columns);
    }

    /** @return of all these corpora together */
    public LabelSet labelsOf(Collection<Corpus> corpora) {
        SortedSet<String> names = LabelSet.namesIn(corpora);
        names.addAll(labels);
        return task.labels(names);
    }
}
