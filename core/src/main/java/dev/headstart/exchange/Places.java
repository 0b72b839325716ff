package dev.headstart.exchange;

import dev.headstart.model.EncoderConfig;
import dev.headstart.model.Parameters;
import dev.headstart.model.Site;
import dev.headstart.peft.Layers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;

/**
 * Linear maps of an encoder at which a method has tensors.
 *
 * @param sites  of every one of the layers
 * @param layers which
 */
record Places(List<Site> sites, Layers layers) {
    /** @return where tensors of these names, which are ours, sit; none if no layer has any */
    static Places of(Parameters ours, EncoderConfig encoder) {
        List<Integer> layers = IntStream.range(0, encoder.layers()).filter(layer -> Arrays.stream(Site.values())
                .anyMatch(site -> isAt(ours, site, layer))).boxed().toList();
        List<Site> sites = Arrays.stream(Site.values()).filter(site -> layers.stream().anyMatch(layer -> isAt(ours, site, layer)))
                .toList();
        return new Places(sites, numbered(layers, encoder));
    }

    private static boolean isAt(Parameters ours, Site site, int layer) {
        return ours.byName().keySet().stream().anyMatch(name -> name.startsWith(site.in(layer) + "."));
    }

    /** @param numbers ascending */
    static Layers numbered(List<Integer> numbers, EncoderConfig encoder) {
        return numbers.isEmpty() || numbers.size() == encoder.layers() ? Layers.ALL
                : new Layers(numbers.stream().map(String::valueOf).collect(Collectors.joining("+")));
    }

    /** @return their names inside the encoder, which in transformers' models stand for nothing else */
    List<String> modules(Host host) {
        List<String> modules = new ArrayList<>();
        layers.of(host.config()).forEach(layer -> sites.forEach(site ->
                modules.add(host.model().inEncoder(site.in(layer) + ".").replaceAll("\\.$", ""))));
        return modules;
    }

    /** @param part last part of a tensor's name @return our names of such a tensor at every linear map of the encoder */
    static List<String> everywhere(Host host, String part) {
        return IntStream.range(0, host.config().layers()).boxed().flatMap(layer -> Arrays.stream(Site.values())
                .map(site -> site.in(layer) + "." + part)).toList();
    }

    /**
     * @param known our names
     * @param outer what names in a file begin with
     * @return {@code theirs} with our names, where those in the file are of a model with a head or of an encoder alone
     */
    static Parameters renamed(Parameters theirs, List<String> known, String outer, Function<String, String> form, Host host) {
        Map<String, String> names = new HashMap<>();
        known.forEach(name -> {
            names.put(outer + host.model().inModel(form.apply(name)), name);
            names.put(outer + host.model().inEncoder(form.apply(name)), name);
        });
        Map<String, Tensor> ours = new LinkedHashMap<>();
        theirs.byName().forEach((name, tensor) -> ours.put(names.getOrDefault(name, name), tensor));
        return new Parameters(ours);
    }
}
