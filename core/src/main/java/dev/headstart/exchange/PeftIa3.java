package dev.headstart.exchange;

import dev.headstart.checkpoint.ConfigKeys;
import dev.headstart.model.Parameters;
import dev.headstart.model.Site;
import dev.headstart.peft.Ia3;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** {@code IA3Config}: of its feed-forward modules the input is scaled, by a row; of the others the output, by a column. */
final class PeftIa3 implements PeftForm<Ia3> {
    private static final String VECTOR = "ia3_l";
    private static final List<Site> COLUMNS = List.of(Site.QUERY, Site.KEY, Site.VALUE);

    @Override
    public String type() {
        return "IA3";
    }

    @Override
    public Class<Ia3> method() {
        return Ia3.class;
    }

    @Override
    public Map<String, Object> settings(Ia3 method, Host host) {
        Map<String, Object> settings = new LinkedHashMap<>();
        List<Site> rows = method.targets().stream().filter(site -> !COLUMNS.contains(site)).toList();
        settings.put("target_modules", new Places(method.targets(), method.layers()).modules(host));
        settings.put("feedforward_modules", new Places(rows, method.layers()).modules(host));
        settings.put("fan_in_fan_out", false);
        settings.put("init_ia3_weights", true);
        return settings;
    }

    @Override
    public Parameters theirs(Parameters adapter, Host host) {
        return adapter.map((name, vector) -> vector.unsqueeze(isColumn(name) ? 1 : 0))
                .renamed(name -> INSIDE + host.model().inModel(name));
    }

    @Override
    public Parameters ours(Parameters theirs, Host host) {
        return Places.renamed(theirs, Places.everywhere(host, VECTOR), INSIDE, UnaryOperator.identity(), host)
                .map((name, vector) -> {
                    // one that lies the other way scales the other side of its map; it keeps its shape, which no vector of ours has
                    boolean fits = vector.dim() == 2 && vector.size(isColumn(name) ? 1 : 0) == 1;
                    return name.endsWith("." + VECTOR) && fits ? vector.flatten() : vector;
                });
    }

    private static boolean isColumn(String name) {
        return COLUMNS.stream().anyMatch(site -> name.endsWith("." + site + "." + VECTOR));
    }

    @Override
    public Ia3 read(ConfigKeys keys, Parameters ours, Host host) {
        Places places = Places.of(ours, host.config());
        return new Ia3(places.sites(), places.layers());
    }

    @Override
    public Set<String> harmless() {
        return Set.of("target_modules", "feedforward_modules", "exclude_modules", "init_ia3_weights");
    }
}
