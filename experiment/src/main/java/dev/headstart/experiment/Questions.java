package dev.headstart.experiment;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a file asks about its settings: claims, a gap, figures.
 *
 * @param settings by name
 */
record Questions(Map<String, Setting> settings) {
    private static final Set<String> CLAIM = YamlNode.keys("better", "wider", "than", "says");
    private static final Set<String> GAP = YamlNode.keys("from", "to", "paper");
    private static final Set<String> FIGURE = YamlNode.keys("kind", "title", "settings", "x", "says");

    static Questions about(List<Setting> settings) {
        Map<String, Setting> byName = new LinkedHashMap<>();
        settings.forEach(setting -> byName.put(setting.name(), setting));
        return new Questions(byName);
    }

    List<Claim> claims(YamlNode node) {
        return node.list().stream().map(each -> {
            Map<String, YamlNode> entries = each.map(CLAIM);
            if (entries.containsKey("wider") && entries.containsKey("better")) {
                throw each.wrong("'better' and 'wider' are both there. Make two claims of them.");
            }
            YamlNode than = each.required(entries, "than");
            return each.checked(n -> entries.containsKey("wider") ? new Claim(side(entries.get("wider")), side(than), says(entries))
                    : Claim.better(setting(each.required(entries, "better")), setting(than), says(entries)));
        }).toList();
    }

    private Claim.Side side(YamlNode node) {
        return node.checked(n -> new Claim.Side(n.list().stream().map(this::setting).toList()));
    }

    Gap gap(YamlNode node) {
        Map<String, YamlNode> entries = node.map(GAP);
        return new Gap(setting(node.required(entries, "from")), setting(node.required(entries, "to")),
                Optional.ofNullable(entries.get("paper")).map(YamlNode::numbers).orElse(Map.of()));
    }

    List<Figure> figures(YamlNode node) {
        return node.list().stream().map(each -> {
            Map<String, YamlNode> entries = each.map(FIGURE);
            List<String> chosen = Optional.ofNullable(entries.get("settings"))
                    .map(list -> list.list().stream().map(this::setting).toList()).orElse(List.copyOf(settings.keySet()));
            Figure figure = each.checked(n -> new Figure(kind(each.required(entries, "kind")), each.required(entries, "title").text(),
                    chosen, Optional.ofNullable(entries.get("x")).map(YamlNode::text), says(entries)));
            figure.x().ifPresent(x -> chosen.stream().filter(name -> !settings.get(name).fitsCurve(x)).findFirst().ifPresent(name -> {
                throw entries.get("x").wrong("'" + name + "' has not one number as " + x + ". Leave it out of the figure's settings.");
            }));
            return figure;
        }).toList();
    }

    private static Figure.Kind kind(YamlNode node) {
        return node.oneOf(List.of(Figure.Kind.values()), "a kind of figure");
    }

    private static Optional<String> says(Map<String, YamlNode> entries) {
        return Optional.ofNullable(entries.get("says")).map(YamlNode::text);
    }

    private String setting(YamlNode node) {
        if (!settings.containsKey(node.text())) {
            throw node.wrong("'" + node.text() + "' is not a setting. There are: " + String.join("; ", settings.keySet()) + ".");
        }
        return node.text();
    }
}
