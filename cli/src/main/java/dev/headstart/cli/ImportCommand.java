package dev.headstart.cli;

import dev.headstart.run.ImportRun;
import dev.headstart.task.Task;
import dev.headstart.torch.Engine;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code import}. */
@Command(name = "import", sortOptions = false, abbreviateSynopsis = true,
        description = "Read an adapter of Python's peft (LoRA, IA3, prefix, prompt) or of AdapterHub's adapters (Pfeiffer, Houlsby). "
                + "With a head it becomes a fine-tuned model, without one an encoder to fine-tune from.")
final class ImportCommand implements Runnable {
    @Parameters(paramLabel = "DIR", description = "The folder that save_pretrained or save_adapter wrote, as safetensors.")
    private Path folder;
    @Option(names = "--model", required = true, paramLabel = "DIR|NAME",
            description = "The encoder that it is for: a folder, or its name on the Hugging Face hub.")
    private String model;
    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Where to put the result.")
    private Path out;
    @Option(names = "--labels", split = ",", paramLabel = "LABEL",
            description = "The head's labels in the order of its rows, e.g. O,B-PER,I-PER (default: as the folder names them).")
    private List<String> labels = List.of();
    @Option(names = "--task", paramLabel = "KIND", converter = TaskName.class, completionCandidates = TaskName.class,
            description = "What the head is for: spans, tokens or sentences (default: spans if the labels are O, B-X and I-X, else "
                    + "tokens; or sentences, by the folder).")
    private Optional<Task> task;
    @Option(names = "--max-length", paramLabel = "N", converter = Numbers.AtLeastOne.class,
            description = "Most word pieces of a sentence in prediction, special tokens included (default: as many as the encoder has "
                    + "positions for).")
    private Optional<Integer> maxLength;
    @Option(names = "--without-head", description = "Leave the head out.")
    private boolean withoutHead;
    @Mixin
    private JsonOption output;
    @Mixin
    private CommonOptions common;

    @Override
    public void run() {
        ImportRun.Result result = new ImportRun(folder, output.hub().model(model), out, labels, task,
                maxLength, !withoutHead, Engine.start()).run();
        output.print(result, out + ": " + result.method() + ", from " + result.format() + ", " + result.task()
                .map(kind -> kind.name() + " with " + String.join(", ", result.labels()) + ", sentences of up to "
                        + result.maxLength().orElseThrow() + " pieces; evaluate, predict and export take it.")
                .orElse("on its encoder, without a head; finetune --model " + out + " goes on from it."));
    }
}
