package dev.headstart.examples;

import dev.headstart.run.EncoderFolder;
import dev.headstart.run.TunedFolder;
import dev.headstart.torch.Engine;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.bytedeco.javacpp.PointerScope;

/** Tags sentences of several languages as they come. The encoder is in memory once; each language adds its adapter and head. */
public final class TagStream {
    private TagStream() {}

    /** Arguments: the encoder's folder, then what it was tuned to, e.g. nl=runs/nl hi=runs/hi. On standard input: nl, TAB, text. */
    public static void main(String[] arguments) {
        Map<String, Path> tuned = new HashMap<>();
        Stream.of(arguments).skip(1).map(argument -> argument.split("=", 2)).forEach(pair -> tuned.put(pair[0], Path.of(pair[1])));
        var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).lines();
        run(Path.of(arguments[0]), tuned, lines, System.out::println);
    }

    /** @param tuned folder of the model of each language @param lines language, TAB, text @param out gets one line a sentence */
    static void run(Path encoder, Map<String, Path> tuned, Stream<String> lines, Consumer<String> out) {
        try (var models = new PointerScope(); var shared = EncoderFolder.open(encoder, Engine.start())) {
            Map<String, TunedFolder> byLanguage = new HashMap<>();
            tuned.forEach((language, folder) -> byLanguage.put(language, TunedFolder.on(shared, folder)));
            lines.forEach(line -> out.accept(tag(byLanguage, line)));
        }
    }

    private static String tag(Map<String, TunedFolder> byLanguage, String line) {
        String language = line.substring(0, Math.max(0, line.indexOf('\t')));
        if (!byLanguage.containsKey(language)) {
            throw new IllegalArgumentException("'" + line + "' should be a language of " + byLanguage.keySet() + ", TAB, text");
        }
        return tag(byLanguage.get(language), line.substring(language.length() + 1));
    }

    /** The scope frees what tagging one sentence takes; the models live in the outer one. */
    private static String tag(TunedFolder model, String text) {
        try (var sentence = new PointerScope()) {
            return model.show(List.of(model.task().words(text))).get(0).text(false);
        }
    }
}
