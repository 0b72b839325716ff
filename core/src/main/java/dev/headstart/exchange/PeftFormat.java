package dev.headstart.exchange;

import dev.headstart.checkpoint.ConfigKeys;
import dev.headstart.checkpoint.ParametersFile;
import dev.headstart.checkpoint.StrictJson;
import dev.headstart.checkpoint.TransformersModel;
import dev.headstart.data.Readout;
import dev.headstart.io.AtomicFile;
import dev.headstart.io.DiskException;
import dev.headstart.io.JsonText;
import dev.headstart.io.MalformedFileException;
import dev.headstart.model.Parameters;
import dev.headstart.peft.PeftMethod;
import dev.headstart.peft.PromptTuning;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Python peft's folder: {@code adapter_config.json} and {@code adapter_model.safetensors}, of 0.21 and older. */
public final class PeftFormat {
    private static final String TENSORS = "adapter_model.safetensors";
    private static final String TYPE = "peft_type";
    private static final String TASK = "task_type";
    private static final String OF_WORDS = "TOKEN_CLS";
    private static final String OF_SENTENCES = "SEQ_CLS";
    private static final Set<String> HARMLESS = Set.of("base_model_name_or_path", "revision", "peft_version", "inference_mode",
            "auto_mapping", "modules_to_save");

    private PeftFormat() {}

    /** @return whether {@code folder} holds an adapter of peft's */
    public static boolean isIn(Path folder) {
        Path config = folder.resolve(ForeignFolder.CONFIG);
        return Files.exists(config) && StrictJson.read(config).has(TYPE);
    }

    /** @return whether peft has such a method */
    public static boolean has(PeftMethod method) {
        return PeftForm.ALL.stream().anyMatch(one -> one.method().isInstance(method));
    }

    /**
     * @throws IllegalArgumentException if peft has no such method or setting
     */
    public static void write(Path folder, Portable portable, Host host, Base base) {
        PeftForm<?> form = PeftForm.ALL.stream().filter(one -> one.method().isInstance(portable.method())).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("peft has LoRA, IA3, prefix and prompt of Headstart's "
                        + "methods, but not this one: " + portable.method().describe()
                        + ". Export bottlenecks to adapterhub, anything else merged."));
        write(folder, form, portable, host, base);
    }

    private static <M extends PeftMethod> void write(Path folder, PeftForm<M> form, Portable portable, Host host, Base base) {
        Readout readout = portable.head().map(Portable.Head::readout).orElse(Readout.WORDS);
        requireSamePlace(portable.method(), readout);
        TransformersModel model = new TransformersModel(host.config(), readout);
        Map<String, Object> config = new TreeMap<>(form.settings(form.method().cast(portable.method()), host));
        config.put(TYPE, form.type());
        config.put(TASK, readout == Readout.WORDS ? OF_WORDS : OF_SENTENCES);
        config.put("base_model_name_or_path", base.name());
        base.revision().ifPresent(revision -> config.put("revision", revision));
        config.put("inference_mode", true);
        portable.head().ifPresent(head -> config.put("modules_to_save", model.headModules()));
        Parameters tensors = form.theirs(portable.adapter(), host);
        if (portable.head().isPresent()) {
            tensors = tensors.with(model.head(portable.head().get().weights()).renamed(name -> outside(form) + name));
        }
        try {
            Files.createDirectories(folder);
            AtomicFile.writeString(folder.resolve(ForeignFolder.CONFIG), JsonText.pretty(config) + "\n");
        } catch (IOException e) {
            throw new DiskException("Cannot write the adapter to", folder, e);
        }
        ParametersFile.write(folder.resolve(TENSORS), tensors, Map.of("format", "pt"));
    }

    private static String outside(PeftForm<?> form) {
        return form.learnsPrompt() ? "base_model." : PeftForm.INSIDE;
    }

    /** Behind a prompt, a text's own first token is not the first place, which transformers' classes read for texts. */
    private static void requireSamePlace(PeftMethod method, Readout readout) {
        if (method instanceof PromptTuning && readout == Readout.SENTENCE) {
            throw new IllegalArgumentException("A prompt and a head for sentences: peft reads the prompt's first place, Headstart "
                    + "the text's. It cannot be exchanged; use a prefix.");
        }
    }

    /**
     * The tensors belong to the open scope.
     *
     * @param withHead whether to read the head too; else its tensors are passed over
     * @throws MalformedFileException if the folder holds something else, or what Headstart does not do
     */
    public static Portable read(Path folder, Host host, boolean withHead) {
        Path file = folder.resolve(ForeignFolder.CONFIG);
        ConfigKeys keys = new ConfigKeys(file, StrictJson.read(file));
        String type = keys.text(TYPE, "");
        PeftForm<?> form = PeftForm.ALL.stream().filter(one -> one.type().equals(type)).findFirst()
                .orElseThrow(() -> keys.malformed(TYPE, "it is '" + type + "'; Headstart reads "
                        + PeftForm.ALL.stream().map(PeftForm::type).collect(Collectors.joining(", ")) + "."));
        String task = keys.text(TASK, "");
        Parameters tensors = ForeignFolder.tensors(folder, TENSORS, "adapter_model.bin");
        Readout readout = task.equals(OF_SENTENCES) ? Readout.SENTENCE : Readout.WORDS;
        return read(folder, form, keys, tensors, host, withHead ? Optional.of(readout) : Optional.empty());
    }

    private static Portable read(Path folder, PeftForm<?> form, ConfigKeys keys, Parameters tensors, Host host,
            Optional<Readout> readout) {
        Path file = folder.resolve(TENSORS);
        Parameters heads = tensors.only(name -> isOfAnyHead(host, form, name));
        Parameters ours = form.ours(tensors.only(name -> !heads.byName().containsKey(name)), host);
        try {
            Optional<Portable.Head> head = readout.filter(where -> !heads.isEmpty()).map(where -> head(heads, form, host, where));
            PeftMethod method = form.read(keys, ours, host);
            Set<String> harmless = new HashSet<>(HARMLESS);
            harmless.addAll(form.harmless());
            ForeignFolder.refuseUnknown(keys, harmless);
            head.ifPresent(one -> requireSamePlace(method, one.readout()));
            return new Portable(method, host.fitted(file, method, ours), head);
        } catch (IllegalArgumentException e) {
            throw new MalformedFileException(file, "", e.getMessage(), e);
        }
    }

    private static boolean isOfAnyHead(Host host, PeftForm<?> form, String name) {
        String inside = name.startsWith(outside(form)) ? name.substring(outside(form).length()) : name;
        return inside.startsWith("classifier.") || inside.startsWith("score.") || inside.startsWith("pre_classifier.")
                || inside.startsWith(host.model().inModel("pooler."));
    }

    private static Portable.Head head(Parameters tensors, PeftForm<?> form, Host host, Readout readout) {
        TransformersModel model = new TransformersModel(host.config(), readout);
        Parameters weights = model.readHead(tensors.renamed(name -> name.substring(outside(form).length())));
        return new Portable.Head(weights.map(host::placed), List.of(), readout);
    }
}
