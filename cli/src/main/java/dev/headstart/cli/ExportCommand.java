package dev.headstart.cli;

import dev.headstart.exchange.Base;
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
    @Option(names = "--base", paramLabel = "NAME", description = "Where others find the encoder, perhaps with @REVISION, which the result "
            + "will say (default: its name on the hub and its commit if it is from there, else its folder on this machine).")
    private Optional<String> base;
    @Mixin
    private JsonOption output;
    @Mixin
    private CommonOptions common;

    @Override
    public void run() {
        Hub hub = output.hub();
        ExportRun.Result result = new ExportRun(hub.model(run), encoder.map(hub::model), to, base, out, Engine.start()).run();
        output.print(result, text(result));
    }

    private String text(ExportRun.Result result) {
        String head = result.labels().isEmpty() ? "without a head" : "with a head for " + String.join(", ", result.labels());
        String what = out + ": " + result.method() + ", " + head;
        return what + result.encoder().map(ExportCommand::text).orElse("") + result.difference().map(largest -> String.format(Locale.ROOT,
                "%nMerged and unmerged outputs differ by %.1e at most on random pieces (bound %.1e).", largest,
                result.bound().orElseThrow())).orElse("");
    }

    private static String text(Base encoder) {
        String local = Path.of(encoder.name()).isAbsolute() ? " That is a folder of this machine: for others, add --base NAME." : "";
        return "%nIts encoder is %s%s.%s".formatted(encoder.name(), encoder.revision().map(commit -> "@" + commit).orElse(""), local);
    }
}
