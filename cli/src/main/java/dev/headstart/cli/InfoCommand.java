package dev.headstart.cli;

import dev.headstart.checkpoint.SavedAdapter;
import dev.headstart.checkpoint.TunedModel;
import dev.headstart.peft.PeftMethod;
import dev.headstart.run.Version;
import dev.headstart.torch.Engine;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code info}. */
@Command(name = "info", sortOptions = false, abbreviateSynopsis = true,
        description = "Show engine, processor and Java, and what a model consists of.")
final class InfoCommand implements Runnable {
    /** With this variable OpenBLAS can be told which processor it runs on; the launcher does, where OpenBLAS errs. */
    private static final String CORE_TYPE = "OPENBLAS_CORETYPE";

    @Option(names = "--model", paramLabel = "DIR|NAME",
            description = "Also describe this model: a folder in Hugging Face layout, or its name on the Hugging Face hub.")
    private Optional<String> model;
    @Mixin
    private EngineOptions engineOptions;
    @Mixin
    private JsonOption output;
    @Mixin
    private CommonOptions common;

    @Override
    public void run() {
        Optional<Path> folder = model.map(output.hub()::model);
        Engine engine = engineOptions.start();
        Map<String, Object> facts = environment(engine);
        String text = text(facts);
        if (folder.isPresent()) {
            boolean tuned = TunedModel.isIn(folder.get());
            ModelReport report = ModelReport.of(tuned ? TunedModel.encoderOf(folder.get(), Optional.empty()) : folder.get(), engine);
            facts.put("model", report);
            if (tuned) {
                facts.put("fine_tuned", TunedModel.readCard(folder.get()));
                text += "\n\n" + text(fineTuned(folder.get())) + "\non the encoder";
            }
            text += "\n\n" + text(report.facts(common.verbose()));
        }
        output.print(facts, text);
    }

    private static Map<String, Object> fineTuned(Path folder) {
        TunedModel.Card card = TunedModel.readCard(folder);
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("fine_tuned_model", folder);
        facts.put("task", card.task().name() + ", " + card.labels().size() + " labels");
        facts.put("labels", card.labels());
        facts.put("tuning", card.tuning().toString().toLowerCase(Locale.ROOT));
        primed(folder).ifPresent(method -> facts.put("method", method));
        facts.put("max_length", card.maxLength());
        return facts;
    }

    /** @return what the adapter in an encoder's or a model's folder is, if there is one */
    static Optional<String> primed(Path folder) {
        return Optional.of(folder.resolve("adapter")).filter(SavedAdapter::isIn).map(SavedAdapter::method).map(PeftMethod::describe);
    }

    private static Map<String, Object> environment(Engine engine) {
        Machine machine = Machine.read(Path.of("/proc/cpuinfo"));
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("headstart", Version.current());
        facts.put("engine", "libtorch " + Engine.libraryVersion());
        facts.put("device", engine.device());
        facts.put("threads", engine.threads());
        facts.put("precision", engine.precision());
        facts.put("processor", machine.processor());
        facts.put("cores", machine.cores());
        facts.put("instruction_sets", machine.features());
        facts.put(CORE_TYPE.toLowerCase(Locale.ROOT), System.getenv().getOrDefault(CORE_TYPE, "not set"));
        facts.put("java", System.getProperty("java.vendor") + " " + Runtime.version()
                + ", " + System.getProperty("java.home"));
        return facts;
    }

    private static String text(Map<String, Object> facts) {
        return facts.entrySet().stream()
                .map(fact -> String.format("%-18s %s", fact.getKey().replace('_', ' '), plain(fact.getValue())))
                .collect(Collectors.joining("\n"));
    }

    private static String plain(Object value) {
        return value instanceof List<?> list
                ? list.stream().map(String::valueOf).collect(Collectors.joining(" ")) : String.valueOf(value);
    }
}
