package dev.headstart.cli;

import dev.headstart.hub.Hub;
import dev.headstart.run.ExportRun;
import dev.headstart.torch.Engine;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code export}. */
@Command(name = "export", sortOptions = false, abbreviateSynopsis = true,
        description = "Write a fine-tuned model or a primed encoder's adapter in the form of other libraries.")
final class ExportCommand implements Runnable {
    @Parameters(paramLabel = "RUN", description = "What 'headstart finetune' or 'headstart prime' wrote: a folder, or its name on the "
            + "Hugging Face hub.")
    private String run;
    @Option(names = "--to", required = true, paramLabel = "FORM",
            description = "peft (LoRA, IA3, prefix, prompt), adapterhub (Pfeiffer, Houlsby, top adapter) or merged: a plain checkpoint "
                    + "for transformers (LoRA, IA3, BitFit, head, full).")
    private ExportRun.Target to;
    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Where to put it.")
    private Path out;
    @Option(names = "--encoder", paramLabel = "DIR|NAME", description = "The model's encoder, if it has been moved since.")
    private Optional<String> encoder;
    @Mixin
    private JsonOption output;
    @Mixin
    private CommonOptions common;

    @Override
    public void run() {
        Hub hub = output.hub();
        ExportRun.Result result = new ExportRun(hub.model(run), encoder.map(hub::model), to, out, Engine.start()).run();
        output.print(result, text(result));
    }

    private String text(ExportRun.Result result) {
        String head = result.labels().isEmpty() ? "without a head" : "with a head for " + String.join(", ", result.labels());
        String what = out + ": " + result.method() + ", " + head;
        return what + result.encoder().map(name -> "%nIts encoder is %s.".formatted(name)).orElse("")
                + result.difference().map(largest -> String.format(Locale.ROOT,
                        "%nMerged and unmerged outputs differ by %.1e at most on random pieces (bound %.1e).", largest,
                        result.bound().orElseThrow())).orElse("");
    }
}
