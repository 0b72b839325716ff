package dev.headstart.experiment;

import dev.headstart.io.Children;
import dev.headstart.io.DiskException;
import dev.headstart.io.JsonText;
import dev.headstart.io.Utf8Lines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What the processes that work on an experiment did and when: one file each, so that none waits for another.
 *
 * @param file    of this process
 * @param process its name, unlike any other's
 * @param threads with which it computes
 * @param clock   of the time
 */
public record Journal(Path file, String process, int threads, Clock clock) {
    private static final String FOLDER = "journal";

    /** What can happen to a job. */
    public enum Event { BEGUN, FINISHED, FAILED }

    /**
     * @param job     its folder
     * @param label   for people
     * @param at      ISO instant
     * @param seconds since it began in this process
     * @param threads that computed
     * @param error   of a failure
     */
    public record Entry(String job, String label, Event event, String process, String at, double seconds, int threads,
            Optional<String> error) {}

    /** Begins a file in the experiment's folder. */
    static Journal begin(Path folder, int threads, Clock clock) {
        // neither number nor time tells processes of several machines or containers apart
        String process = ProcessHandle.current().pid() + "-" + UUID.randomUUID();
        Path file = folder.resolve(FOLDER).resolve(process + ".jsonl");
        try {
            Files.createDirectories(file.getParent());
            Files.createFile(file);
        } catch (IOException e) {
            throw new DiskException("Cannot write", file, e);
        }
        return new Journal(file, process, threads, clock);
    }

    /** @param seconds since the job began */
    void note(Job job, Event event, double seconds, Optional<String> error) {
        try {
            Files.writeString(file, JsonText.line(new Entry(job.folder(), job.label(), event, process, clock.instant().toString(), seconds,
                    threads, error)) + "\n", StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new DiskException("Cannot write", file, e);
        }
    }

    /** @return all entries of all processes, in the order of time; a line that a killed process left unfinished is passed over */
    public static List<Entry> of(Path folder) {
        return Children.of(folder.resolve(FOLDER)).stream().filter(file -> file.toString().endsWith(".jsonl"))
                .flatMap(file -> read(file).stream()).sorted(Comparator.comparing(Entry::at)).toList();
    }

    private static List<Entry> read(Path file) {
        List<Entry> entries = new ArrayList<>();
        for (String line : Utf8Lines.read(file)) {
            if (line.endsWith("}")) {
                entries.add(JsonText.parse(file, "line " + (entries.size() + 1), line, Entry.class));
            }
        }
        return entries;
    }
}
