package dev.headstart.run;

import dev.headstart.io.JsonText;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Shows the numbers of {@code metrics.jsonl} in TensorBoard: {@code dev_f1} as {@code dev/f1}, {@code loss} as
 * {@code train/loss}, and what has several parts as {@code dev/by_source/en}.
 */
final class MetricEvents implements JsonLines.Follower {
    private static final String STEP = "step";
    private static final String DEV = "dev_";

    private final EventFile file;

    MetricEvents(EventFile file) {
        this.file = file;
    }

    @Override
    public void line(String json) throws IOException {
        Map<String, Double> scalars = new LinkedHashMap<>();
        JsonNode line = JsonText.parse(json);
        line.properties().forEach(one -> {
            if (!one.getKey().equals(STEP)) {
                collect(tag(one.getKey()), one.getValue(), scalars);
            }
        });
        file.scalars(line.get(STEP).asLong(), scalars);
    }

    private static String tag(String name) {
        if (name.equals("train_loss")) {
            return "train/mean_loss";   // since the last look at dev; train/loss is of every step
        }
        return name.startsWith(DEV) ? "dev/" + name.substring(DEV.length()) : "train/" + name;
    }

    private static void collect(String tag, JsonNode value, Map<String, Double> scalars) {
        if (value.isNumber()) {
            scalars.put(tag, value.doubleValue());
        } else if (value.isObject()) {
            value.properties().forEach(one -> collect(tag + "/" + one.getKey(), one.getValue(), scalars));
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
