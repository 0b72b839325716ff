package dev.headstart.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/** Two small made-up data sets beside {@link Runs#data}: parts of speech as TSV, topics as CSV. They are learnt by word. */
final class Topics {
    private static final List<String> SPLITS = List.of("train", "dev", "test");
    private static final List<String> NOUNS = List.of("game", "team", "train", "road", "city");
    private static final List<String> VERBS = List.of("won", "left", "passed");

    private Topics() {}

    /** @return a folder with words and their parts of speech in en and nl */
    static Path partsOfSpeech(Path folder) throws IOException {
        Random random = new Random(1);
        for (String language : List.of("en", "nl")) {
            for (String split : SPLITS) {
                StringBuilder lines = new StringBuilder();
                for (int i = 0; i < 50; i++) {
                    lines.append("The\tDET\n").append(of(NOUNS, random)).append("\tNOUN\n").append(of(VERBS, random))
                            .append("\tVERB\n").append(i).append("\tNUM\n.\tPUNCT\n\n");
                }
                write(folder.resolve(language).resolve(split + ".tsv"), lines);
            }
        }
        return folder;
    }

    /** @return a folder with texts and their topics in en and es, in columns of unusual names */
    static Path topics(Path folder) throws IOException {
        Random random = new Random(2);
        for (String language : List.of("en", "es")) {
            for (String split : SPLITS) {
                StringBuilder lines = new StringBuilder("id,body,topic\n");
                for (int i = 0; i < 50; i++) {
                    boolean sports = random.nextBoolean();
                    lines.append(i).append(",\"The ").append(of(sports ? NOUNS.subList(0, 2) : NOUNS.subList(2, 5), random))
                            .append(", it ").append(of(VERBS, random)).append(' ').append(i).append(".\",")
                            .append(sports ? "sports" : "travel").append('\n');
                }
                write(folder.resolve(language).resolve(split + ".csv"), lines);
            }
        }
        return folder;
    }

    private static String of(List<String> words, Random random) {
        return words.get(random.nextInt(words.size()));
    }

    private static void write(Path file, CharSequence text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
