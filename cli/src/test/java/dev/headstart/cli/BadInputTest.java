package dev.headstart.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is wrong with files gets one line that says what, where and what to do; nothing is overwritten or left half done. */
class BadInputTest {
    private static final int USAGE = 2;
    private static final int FAILURE = 1;

    @TempDir
    private Path folder;

    /** Damages what a run is to read: {@code data/en} and {@code model} in the folder. */
    @FunctionalInterface
    interface Damage {
        void to(Path folder) throws IOException;
    }

    static Stream<Arguments> badData() {
        return Stream.of(
                data("a missing language", f -> Files.move(f.resolve("data/en"), f.resolve("data/es")), USAGE,
                        "No language 'en' in ", "There: es.", "Choose one of them, or add en/train.tsv."),
                data("no language at all", f -> Files.move(f.resolve("data/en"), f.resolve("en")), USAGE,
                        "No language found in ", "LANG/{train,dev,test}", "Check the path."),
                data("a missing folder", f -> Files.move(f.resolve("data"), f.resolve("other")), USAGE,
                        "data is not a folder", "Give the folder that holds"),
                data("a missing split", f -> Files.move(f.resolve("data/en/train.tsv"), f.resolve("data/en/dev.tsv")), USAGE,
                        "No train split of 'en' in ", "Add the file"),
                text("a line with one column", "Cape\tB-LOC\nTown\n", "train.tsv, line 2: the line has one column, 'Town'", "Add the tag"),
                text("a tag without a type", "Cape\tO\nTown\tB-\n", "train.tsv, line 2: the tag is 'B-'", "Correct the line"),
                text("IOB1", "in\tO\nOslo\tI-LOC\n", "train.tsv, line 2: the tag 'I-LOC' begins an entity after 'O'", "--tags iob1"),
                text("an empty file", "", "train.tsv: the file is empty", "Fetch or copy it again."),
                text("blank lines only", "\n\n", "train.tsv: the file holds no sentence", "Fetch or copy it again."),
                data("bytes that are no UTF-8", f -> Files.write(f.resolve("data/en/train.tsv"),
                        "Cape\tO\nT\u00f6wn\tO\n".getBytes(StandardCharsets.ISO_8859_1)), FAILURE,
                        "train.tsv, line 2: the byte 0xF6 is not UTF-8", "iconv"));
    }

    private static Arguments text(String name, String text, String... parts) {
        return data(name, f -> Files.writeString(f.resolve("data/en/train.tsv"), text), FAILURE, parts);
    }

    private static Arguments data(String name, Damage damage, int exitCode, String... parts) {
        return Arguments.of(name, damage, exitCode, List.of(parts));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void badData(String name, Damage damage, int exitCode, List<String> parts) throws IOException {
        Path english = Files.createDirectories(folder.resolve("data/en"));
        Files.copy(Runs.data().resolve("en/train.tsv"), english.resolve("train.tsv"));
        damage.to(folder);
        failsInOneLine(run(folder.resolve("no-model-is-looked-for"), folder.resolve("data")), exitCode, parts);
    }

    static Stream<Arguments> badModels() {
        return Stream.of(
                model("no such folder", f -> Files.move(f, f.resolveSibling("other")), "model: there is no such folder"),
                model("no weights", f -> Files.delete(f.resolve("model.safetensors")), "there is no model.safetensors"),
                model("truncated weights", f -> truncate(f, 10_000_000), "model.safetensors, tensor 'bert.", "cut short"),
                model("weights truncated in their header", f -> truncate(f, 100), "model.safetensors, header: it claims ",
                        "but the file ends after 100"),
                model("weights of no length", f -> truncate(f, 0), "model.safetensors, header: the file has 0 bytes"),
                model("a header of absurd length", f -> write(f, 4, 0x7f), "model.safetensors, header: it claims "),
                model("a header that is no JSON", f -> write(f, 8, '!'), "model.safetensors, header: ", "not well-formed JSON"),
                model("a larger hidden size", f -> config(f, "\"hidden_size\": 256", "\"hidden_size\": 512"),
                        "model.safetensors, tensor 'bert.embeddings.", "its shape is [256], expected [512]",
                        "Is config.json from another checkpoint?"),
                model("more layers", f -> config(f, "\"num_hidden_layers\": 4", "\"num_hidden_layers\": 6"),
                        "tensor 'encoder.layer.4.", "it is missing", "Is config.json from another checkpoint?"),
                model("fewer layers", f -> config(f, "\"num_hidden_layers\": 4", "\"num_hidden_layers\": 3"),
                        "it does not belong to the BERT encoder that config.json describes"),
                model("another kind of model", f -> config(f, "\"model_type\": \"bert\"", "\"model_type\": \"gpt2\""),
                        "config.json, key 'model_type': it is 'gpt2'", "supported are bert, distilbert, roberta, xlm-roberta, electra",
                        "Choose a checkpoint of one of these."),
                model("another family", f -> config(f, "\"model_type\": \"bert\"", "\"model_type\": \"distilbert\""),
                        "config.json, key 'dim': it is missing", "Is this the config.json of an encoder", "Download it again."),
                model("no vocabulary size", f -> config(f, "\"vocab_size\"", "\"vocabulary\""),
                        "config.json, key 'vocab_size': it is missing"),
                model("a broken config.json", f -> Files.writeString(f.resolve("config.json"), "{\n\"a\":\n"),
                        "config.json: it is not well-formed JSON", "at line 3"),
                model("a broken tokenizer.json", f -> Files.writeString(f.resolve("tokenizer.json"), "{"),
                        "tokenizer.json: not valid JSON", "at line 1"));
    }

    private static Arguments model(String name, Damage damage, String... parts) {
        return Arguments.of(name, damage, List.of(parts));
    }

    private static void truncate(Path model, long bytes) throws IOException {
        try (FileChannel weights = FileChannel.open(model.resolve("model.safetensors"), StandardOpenOption.WRITE)) {
            weights.truncate(bytes);
        }
    }

    private static void write(Path model, long position, int value) throws IOException {
        try (FileChannel weights = FileChannel.open(model.resolve("model.safetensors"), StandardOpenOption.WRITE)) {
            weights.write(ByteBuffer.wrap(new byte[] {(byte) value}), position);
        }
    }

    private static void config(Path model, String old, String changed) throws IOException {
        String text = Files.readString(model.resolve("config.json"));
        assertThat(text).contains(old);
        Files.writeString(model.resolve("config.json"), text.replace(old, changed));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void badModels(String name, Damage damage, List<String> parts) throws IOException {
        damage.to(Runs.copyOfMini(folder.resolve("model")));
        failsInOneLine(run(folder.resolve("model"), Runs.data()), FAILURE, parts);
    }

    @Test
    void aFineTunedModelIsNoEncoder() throws IOException {
        failsInOneLine(run(Runs.tuned(), Runs.data()), USAGE, List.of("holds a fine-tuned model, where an encoder is wanted"));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void anOccupiedFolderIsLeftAlone(List<Object> command) throws IOException {
        Path occupied = Files.createDirectory(folder.resolve("occupied"));
        Files.writeString(occupied.resolve("precious.txt"), "mine");
        failsInOneLine(run(command, Runs.MINI, Runs.data(), occupied), USAGE,
                List.of("occupied is not empty; nothing is ever overwritten", "Choose another --out or remove it."));
        assertThat(Runs.files(occupied)).containsExactly("precious.txt");
        assertThat(occupied.resolve("precious.txt")).hasContent("mine");
    }

    @ParameterizedTest
    @MethodSource("commands")
    void aFileInTheWayIsLeftAlone(List<Object> command) throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "mine");
        failsInOneLine(run(command, Runs.MINI, Runs.data(), file), USAGE, List.of("There is a file at ", "Choose another --out"));
        failsInOneLine(run(command, Runs.MINI, Runs.data(), file.resolve("below")), FAILURE, List.of("Cannot make a folder for "));
        assertThat(file).hasContent("mine");
    }

    static Stream<List<Object>> commands() {
        return Stream.of(List.of("prime", "--languages", "en"), List.of("finetune", "--language", "en", "--select", "last"));
    }

    private Ran run(Path model, Path data) throws IOException {
        List<Ran> both = commands().map(command -> run(command, model, data, folder.resolve("out"))).toList();
        assertThat(both.get(0)).as("prime and finetune say the same").isEqualTo(both.get(1));
        try (Stream<Path> entries = Files.list(folder)) {
            assertThat(entries.map(entry -> entry.getFileName().toString())).noneMatch(name -> name.contains("out"));
        }
        return both.get(0);
    }

    private static Ran run(List<Object> command, Path model, Path data, Path out) {
        Stream<Object> all = Stream.concat(command.stream(),
                Stream.of("--model", model, "--data", data, "--out", out, "--steps", 1));
        return Ran.headstart(all.toArray());
    }

    private static void failsInOneLine(Ran ran, int exitCode, List<String> parts) {
        assertThat(ran.exitCode()).as(ran.err()).isEqualTo(exitCode);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).startsWith("headstart: ").hasLineCount(1).contains(parts)
                .doesNotContain("bug", ". .", ".partial", "Exception", "REDACTED");
    }
}
