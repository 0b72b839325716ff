package dev.headstart.exchange;

import dev.headstart.checkpoint.ConfigKeys;
import dev.headstart.checkpoint.ParametersFile;
import dev.headstart.checkpoint.StrictJson;
import dev.headstart.checkpoint.TransformersModel;
import dev.headstart.data.Readout;
import dev.headstart.io.AtomicFile;
import dev.headstart.io.DiskException;
import dev.headstart.io.JsonText;
import dev.headstart.model.Parameters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/** AdapterHub's {@code head_config.json} and {@code model_head.safetensors}: a tagging or classification head of one layer. */
final class AdapterHubHead {
    private static final String CONFIG = "head_config.json";
    private static final String TENSORS = "model_head.safetensors";
    private static final String TAGGING = "tagging";
    private static final String CLASSIFICATION = "classification";

    private AdapterHubHead() {}

    /** @param config what adapter and head have in common */
    static void write(Path folder, Portable.Head head, Map<String, Object> config) {
        boolean words = head.readout() == Readout.WORDS;
        Map<String, Object> form = new TreeMap<>();
        form.put("head_type", words ? TAGGING : CLASSIFICATION);
        form.put("num_labels", head.size());
        form.put("layers", 1);
        form.put("activation_function", "tanh");
        form.put("dropout_prob", null);
        Map<String, Integer> numbers = new LinkedHashMap<>();
        IntStream.range(0, head.labels().size()).forEach(i -> numbers.put(head.labels().get(i), i));
        form.put("label2id", numbers);
        if (!words) {
            form.put("bias", true);
            form.put("use_pooler", false);
        }
        config.put("config", form);
        try {
            AtomicFile.writeString(folder.resolve(CONFIG), JsonText.pretty(config) + "\n");
        } catch (IOException e) {
            throw new DiskException("Cannot write the head to", folder, e);
        }
        ParametersFile.write(folder.resolve(TENSORS), head.weights().renamed(part -> name(AdapterHubFormat.NAME) + part),
                Map.of("format", "pt"));
    }

    /** The layer behind the dropout, which is the first module of a sequence. */
    private static String name(String head) {
        return "heads." + head + ".1.";
    }

    static Optional<Portable.Head> read(Path folder, Host host) {
        Path file = folder.resolve(CONFIG);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        JsonNode json = StrictJson.read(file);
        Parameters tensors = ForeignFolder.tensors(folder, TENSORS, "pytorch_model_head.bin");
        boolean flexible = json.path("config").isObject();
        Readout readout = flexible ? readout(new ConfigKeys(file, json.path("config"))) : classReadout(new ConfigKeys(file, json));
        String prefix = flexible ? name(json.path("name").asString("")) : "classifier.";
        Parameters weights = new TransformersModel(host.config(), Readout.WORDS).readHead(
                tensors.renamed(name -> name.startsWith(prefix) ? "classifier." + name.substring(prefix.length()) : name));
        List<String> labels = labels((flexible ? json.path("config") : json).path("label2id"), Math.toIntExact(
                weights.get("bias").numel()));
        return Optional.of(new Portable.Head(weights.map(host::placed), labels, readout));
    }

    private static Readout readout(ConfigKeys keys) {
        String type = keys.text("head_type", "");
        if (!type.equals(TAGGING) && !type.equals(CLASSIFICATION)) {
            throw keys.malformed("head_type", "it is '" + type + "'; Headstart reads " + TAGGING + " and " + CLASSIFICATION
                    + ". Take the adapter alone with --without-head.");
        }
        if (keys.positive("layers", 1) != 1 || keys.flag("use_pooler")) {
            throw keys.malformed("layers", "it is a head of several layers, or one behind the pooler; Headstart's heads are one affine "
                    + "map. Take the adapter alone with --without-head.");
        }
        return type.equals(TAGGING) ? Readout.WORDS : Readout.SENTENCE;
    }

    /** Of a class of transformers with a head of its own. */
    private static Readout classReadout(ConfigKeys keys) {
        if (!keys.text("model_class", "").endsWith("ForTokenClassification")) {
            throw keys.malformed("model_class", "it is '" + keys.text("model_class", "") + "'; of such classes Headstart reads the head "
                    + "of those for token classification. Take the adapter alone with --without-head.");
        }
        return Readout.WORDS;
    }

    /** @return empty if the file does not number them from 0 */
    private static List<String> labels(JsonNode numbers, int count) {
        String[] labels = new String[count];
        numbers.properties().forEach(label -> {
            int number = label.getValue().asInt(-1);
            if (number >= 0 && number < count) {
                labels[number] = label.getKey();
            }
        });
        return Arrays.asList(labels).contains(null) ? List.of() : List.of(labels);
    }
}
