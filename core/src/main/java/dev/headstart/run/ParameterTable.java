package dev.headstart.run;

import dev.headstart.model.Part;
import dev.headstart.model.Theta;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How many parameters a run moves, counted from the tensors themselves.
 *
 * @param rows one for each part of θ
 */
public record ParameterTable(List<Row> rows) {
    /** What a run does to a part. */
    public enum Role {
        FROZEN("frozen", false),
        TRAINED("trainable", true),
        META_UPDATED("frozen inside, meta-updated outside", true),
        ADAPTED_AND_META_UPDATED("adapted inside, meta-updated outside", true),
        ADAPTED("adapted inside, thrown away at the end", true);

        private final String text;
        private final boolean moves;

        Role(String text, boolean moves) {
            this.text = text;
            this.moves = moves;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /**
     * @param part       its symbol, e.g. θa
     * @param tensors    number of tensors
     * @param parameters number of scalars
     * @param percent    of all parameters
     * @param role       what happens to it
     */
    public record Row(String part, int tensors, long parameters, double percent, Role role) {}

    /** @throws IllegalArgumentException if nothing would move */
    public static ParameterTable of(Theta theta, Map<Part, Role> roles) {
        long all = Arrays.stream(Part.values()).mapToLong(part -> theta.of(part).count()).sum();
        List<Row> rows = Arrays.stream(Part.values()).map(part -> new Row(part.symbol(), theta.of(part).byName().size(),
                theta.of(part).count(), 100.0 * theta.of(part).count() / all, roles.getOrDefault(part, Role.FROZEN))).toList();
        ParameterTable table = new ParameterTable(rows);
        if (table.trainable() == 0) {
            throw new IllegalArgumentException("There are 0 trainable parameters, so nothing would be learned; "
                    + "choose another --tuning or a model with an adapter.");
        }
        return table;
    }

    /** @return number of parameters that move */
    public long trainable() {
        return rows.stream().filter(row -> row.role().moves).mapToLong(Row::parameters).sum();
    }

    /** @return the table as text, one line a part and one for the sum */
    @Override
    public String toString() {
        long all = rows.stream().mapToLong(Row::parameters).sum();
        String body = rows.stream().filter(row -> row.parameters() > 0)
                .map(row -> line(row.part(), row.parameters(), row.percent(), row.role().toString())).collect(Collectors.joining("\n"));
        return body + "\n" + line("θ", all, 100, String.format(Locale.ROOT, "%,d move, %.4f %%", trainable(), 100.0 * trainable() / all));
    }

    private static String line(String part, long parameters, double percent, String what) {
        return String.format(Locale.ROOT, "  %-3s %,13d  %8.4f %%  %s", part, parameters, percent, what);
    }
}
