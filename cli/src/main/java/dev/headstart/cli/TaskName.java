package dev.headstart.cli;

import dev.headstart.task.Task;
import java.util.Iterator;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Kinds of task by the names they have everywhere. */
final class TaskName implements ITypeConverter<Task>, Iterable<String> {
    @Override
    public Task convert(String text) {
        try {
            return Task.named(text);
        } catch (IllegalArgumentException unknown) {
            throw new TypeConversionException(unknown.getMessage());
        }
    }

    /** What completion offers, and the help lists. */
    @Override
    public Iterator<String> iterator() {
        return Task.KINDS.stream().map(Task::name).iterator();
    }
}
