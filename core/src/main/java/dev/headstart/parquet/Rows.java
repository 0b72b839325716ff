package dev.headstart.parquet;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.NullNode;

/** Puts the values of one column back into the rows they came from. */
final class Rows {
    static final JsonNode NOTHING = NullNode.getInstance();

    private final Column.Leaf leaf;
    private final List<JsonNode> cells = new ArrayList<>();
    private ArrayNode list;   // of the last row, null if there is none

    Rows(Column.Leaf leaf) {
        this.leaf = leaf;
    }

    /** @param value what is there, {@link #NOTHING} where the definition level is lower than the highest */
    void add(int repetition, int definition, JsonNode value) {
        if (leaf.maxRepetition() == 0) {
            cells.add(value);
            return;
        }
        if (repetition == 0) {
            list = definition >= leaf.elementDefinition() - 1 ? JsonNodeFactory.instance.arrayNode(0) : null;
            cells.add(list == null ? NOTHING : list);
        } else if (list == null || definition < leaf.elementDefinition()) {
            throw ParquetException.damaged("a list goes on that did not begin");
        }
        if (definition >= leaf.elementDefinition()) {
            list.add(value);
        }
    }

    int count() {
        return cells.size();
    }

    /** @return a text, a number, a truth value, an array of them, or null a row */
    List<JsonNode> cells() {
        return cells;
    }
}
