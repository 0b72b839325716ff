package dev.headstart.exchange;

import dev.headstart.checkpoint.ConfigKeys;
import dev.headstart.checkpoint.ParametersFile;
import dev.headstart.checkpoint.StrictJson;
import dev.headstart.io.AtomicFile;
import dev.headstart.io.DiskException;
import dev.headstart.io.JsonText;
import dev.headstart.io.MalformedFileException;
import dev.headstart.model.EncoderConfig;
import dev.headstart.model.Parameters;
import dev.headstart.peft.Houlsby;
import dev.headstart.peft.PeftMethod;
import dev.headstart.peft.Pfeiffer;
import dev.headstart.peft.TopAdapter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/**
 * The folder of AdapterHub's adapters 1.3: {@code adapter_config.json} and {@code adapter.safetensors}, beside which an
 * {@link AdapterHubHead} may lie.
 */
public final class AdapterHubFormat {
    /** By which Python asks for the adapter and its head. */
    public static final String NAME = "headstart";
    static final String VERSION = "adapters.1.3.0";
    private static final String TENSORS = "adapter.safetensors";
    private static final List<String> PARTS = List.of("down.weight", "down.bias", "up.weight", "up.bias");
    /** What has no effect where {@code phm_layer} and {@code ln_after} are off, where nothing is fresh, or outside training. */
    private static final Set<String> HARMLESS = Set.of("adapter_residual_before_ln", "dropout", "factorized_phm_W",
            "factorized_phm_rule", "hypercomplex_nonlinearity", "init_weights", "init_weights_seed", "inv_adapter_reduction_factor",
            "learn_phm", "leave_out", "phm_bias", "phm_c_init", "phm_dim", "phm_init_range", "phm_rank", "reduction_factor",
            "shared_W_phm", "shared_phm_rule", "stochastic_depth");

    private AdapterHubFormat() {}

    /** @return whether {@code folder} holds an adapter of AdapterHub's */
    public static boolean isIn(Path folder) {
        Path config = folder.resolve(ForeignFolder.CONFIG);
        return Files.exists(config) && StrictJson.read(config).has("config");
    }

    /** @return whether AdapterHub has such a method */
    public static boolean has(PeftMethod method) {
        return method instanceof Pfeiffer || method instanceof Houlsby || method instanceof TopAdapter top && top.residual();
    }

    /**
     * @param base the encoder's folder, or its name on the hub
     * @throws IllegalArgumentException if AdapterHub has no such method or setting
     */
    public static void write(Path folder, Portable portable, Host host, String base) {
        Map<String, Object> config = outer(host, base);
        config.put("config", new TreeMap<>(Bottlenecks.of(portable.method(), host).settings(host)));
        Parameters tensors = canonical(portable.method(), portable.adapter(), host.config())
                .renamed(name -> host.model().inModel(theirs(name, NAME)));
        try {
            Files.createDirectories(folder);
            AtomicFile.writeString(folder.resolve(ForeignFolder.CONFIG), JsonText.pretty(config) + "\n");
        } catch (IOException e) {
            throw new DiskException("Cannot write the adapter to", folder, e);
        }
        ParametersFile.write(folder.resolve(TENSORS), tensors, Map.of("format", "pt"));
        portable.head().ifPresent(head -> AdapterHubHead.write(folder, head, outer(host, base)));
    }

    /** What the configurations of adapter and head both begin with. */
    private static Map<String, Object> outer(Host host, String base) {
        Map<String, Object> outer = new TreeMap<>();
        outer.put("model_type", host.model().type());
        outer.put("hidden_size", host.config().hiddenSize());
        outer.put("model_name", base);
        outer.put("model_class", host.model().stem() + "AdapterModel");
        outer.put("name", NAME);
        outer.put("version", VERSION);
        return outer;
    }

    /** @return θa by the names that a Houlsby adapter has, of which all others are parts */
    private static Parameters canonical(PeftMethod method, Parameters adapter, EncoderConfig encoder) {
        return method instanceof TopAdapter ? adapter.renamed(name -> top(encoder) + name) : adapter;
    }

    private static String top(EncoderConfig encoder) {
        return EncoderConfig.layerName(encoder.layers() - 1) + "output.adapter_";
    }

    private static String theirs(String name, String adapter) {
        return name.replace("output.adapter_down.", "output.adapters." + adapter + ".adapter_down.0.")
                .replace("output.adapter_up.", "output.adapters." + adapter + ".adapter_up.");
    }

    /**
     * The tensors belong to the open scope.
     *
     * @param withHead whether to read the head too, if there is one
     * @throws MalformedFileException if the folder holds something else, or what Headstart does not do
     */
    public static Portable read(Path folder, Host host, boolean withHead) {
        Path file = folder.resolve(ForeignFolder.CONFIG);
        JsonNode json = StrictJson.read(file);
        String adapter = json.path("name").asString("");
        Parameters found = Places.renamed(ForeignFolder.tensors(folder, TENSORS, "pytorch_adapter.bin"), everywhere(host.config()), "",
                name -> theirs(name, adapter), host);
        try {
            Bottlenecks bottlenecks = bottlenecks(file, json.path("config"), found, host);
            PeftMethod method = bottlenecks.method(host);
            String top = top(host.config());
            Parameters ours = !(method instanceof TopAdapter) ? found
                    : found.renamed(name -> name.startsWith(top) ? name.substring(top.length()) : name);
            return new Portable(method, host.fitted(folder.resolve(TENSORS), method, ours),
                    withHead ? AdapterHubHead.read(folder, host) : Optional.empty());
        } catch (IllegalArgumentException e) {
            throw new MalformedFileException(file, "", e.getMessage(), e);
        }
    }

    private static Bottlenecks bottlenecks(Path file, JsonNode config, Parameters found, Host host) {
        ConfigKeys keys = new ConfigKeys(file, config.isObject() ? config : StrictJson.read(file));
        int width = found.byName().entrySet().stream().filter(one -> one.getKey().endsWith("output.adapter_down.bias"))
                .mapToInt(one -> Math.toIntExact(one.getValue().numel())).findFirst().orElseThrow(() -> keys.malformed("config",
                        "there is no bottleneck among the tensors. Headstart reads seq_bn and double_seq_bn of this encoder's family."));
        Bottlenecks bottlenecks = Bottlenecks.read(config.isString() ? config.stringValue() : "", keys, width,
                layers(found, host.config()), host);
        if (config.isObject()) {
            refuseScaling(keys);
            ForeignFolder.refuseUnknown(keys, HARMLESS);
        }
        return bottlenecks;
    }

    private static void refuseScaling(ConfigKeys keys) {
        if (!keys.absent("scaling") && !(keys.value("scaling").isNumber() && keys.value("scaling").doubleValue() == 1)) {
            throw keys.malformed("scaling", "it is " + keys.value("scaling") + "; Headstart's adapters are not scaled, so only 1.0 is "
                    + "read.");
        }
    }

    private static List<Integer> layers(Parameters found, EncoderConfig encoder) {
        return IntStream.range(0, encoder.layers()).filter(layer -> found.byName().keySet().stream()
                .anyMatch(name -> name.startsWith(EncoderConfig.layerName(layer)))).boxed().toList();
    }

    private static List<String> everywhere(EncoderConfig encoder) {
        List<String> names = new ArrayList<>();
        for (int layer = 0; layer < encoder.layers(); layer++) {
            for (String part : PARTS) {
                names.add(EncoderConfig.layerName(layer) + "attention.output.adapter_" + part);
                names.add(EncoderConfig.layerName(layer) + "output.adapter_" + part);
            }
        }
        return names;
    }
}
