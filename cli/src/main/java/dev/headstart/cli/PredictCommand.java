package dev.headstart.cli;

import dev.headstart.hub.Hub;
import dev.headstart.io.JsonText;
import dev.headstart.io.Utf8Lines;
import dev.headstart.run.TunedFolder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.bytedeco.javacpp.PointerScope;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code predict}. */
@Command(name = "predict", sortOptions = false, abbreviateSynopsis = true,
        description = "Apply a fine-tuned model to text: arguments, a file, or standard input, one sentence a line.")
final class PredictCommand implements Runnable {
    /** Sentences that are read before they are tagged: standard input may be endless. */
    private static final int BATCH = 256;

    @Option(names = "--model", required = true, paramLabel = "DIR|NAME",
            description = "What 'headstart finetune' wrote: a folder, or its name on the Hugging Face hub.")
    private String model;
    @Option(names = "--encoder", paramLabel = "DIR|NAME", description = "Its encoder, if it has been moved since.")
    private Optional<String> encoder;
    @Parameters(paramLabel = "TEXT", description = "Sentences.")
    private List<String> texts = List.of();
    @Option(names = "--input", paramLabel = "FILE",
            description = "A text file, one sentence a line. Blank lines stay blank, or {} in JSON.")
    private Optional<Path> input;
    @Option(names = "--colour", paramLabel = "WHEN", defaultValue = "auto",
            description = "Mark what was found by colour as well: auto (on a terminal), always, never (default: ${DEFAULT-VALUE}).")
    private Colour colour;
    @Mixin
    private EngineOptions engine;
    @Option(names = "--json", description = "Print JSON lines: words, tags and entities, words and tags, "
            + "or text, label and probability.")
    private boolean json;
    @Option(names = "--logits", description = "Print JSON lines of words, labels and the scores of all labels, before the best is chosen.")
    private boolean logits;
    @Mixin
    private CommonOptions common;
    @Spec
    private CommandSpec spec;

    /** When what was found is coloured. */
    enum Colour { AUTO, ALWAYS, NEVER }

    @Override
    public void run() {
        if (!texts.isEmpty() && input.isPresent()) {
            throw new IllegalArgumentException("Give the text either as arguments or with --input, not both.");
        }
        Hub hub = new ShownFetch(json || logits, spec.commandLine().getErr()).hub();
        Path tuned = hub.model(model);
        Optional<Path> elsewhere = encoder.map(hub::model);
        try (PointerScope scope = new PointerScope(); TunedFolder folder = TunedFolder.open(tuned, elsewhere, engine.start())) {
            if (!texts.isEmpty()) {
                tag(folder, texts.stream().map(folder.task()::words).toList());
            } else if (input.isPresent()) {
                tag(folder, Utf8Lines.read(input.get()).stream().map(folder.task()::words).toList());
            } else {
                tagStandardInput(folder);
            }
        }
    }

    private void tagStandardInput(TunedFolder folder) {
        try {
            BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            List<List<String>> waiting = new ArrayList<>();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                waiting.add(folder.task().words(line));
                if (waiting.size() == BATCH || !lines.ready()) {
                    tag(folder, waiting);
                    waiting.clear();
                }
            }
            tag(folder, waiting);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read standard input: " + e.getMessage(), e);
        }
    }

    /** Prints a line for each, so that those of text and result correspond. */
    private void tag(TunedFolder folder, List<List<String>> sentences) {
        Iterator<String> results = results(folder, sentences.stream().filter(words -> !words.isEmpty()).toList()).iterator();
        PrintWriter out = spec.commandLine().getOut();
        sentences.forEach(words -> out.println(!words.isEmpty() ? results.next() : json || logits ? "{}" : ""));
        out.flush();
    }

    private List<String> results(TunedFolder folder, List<List<String>> sentences) {
        if (sentences.isEmpty()) {
            return List.of();
        }
        try (PointerScope scope = new PointerScope()) {
            return logits ? folder.score(sentences).stream().map(JsonText::line).toList()
                    : folder.show(sentences).stream().map(shown -> json ? JsonText.line(shown) : shown.text(inColour())).toList();
        }
    }

    private boolean inColour() {
        return colour == Colour.ALWAYS || (colour == Colour.AUTO && Boolean.getBoolean("headstart.colour"));
    }
}
