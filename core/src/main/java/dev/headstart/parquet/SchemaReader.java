package dev.headstart.parquet;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The columns of a schema, which is written as a tree, parents before their children. */
final class SchemaReader {
    private static final int DEEPEST = 64;
    private static final int TYPE = 1;
    private static final int REPETITION = 3;
    private static final int NAME = 4;
    private static final int CHILDREN = 5;
    private static final int REQUIRED = 0;
    private static final int REPEATED = 2;

    private final List<ThriftStruct> elements;
    private final List<Column.Leaf> leaves = new ArrayList<>();
    private int next;

    private SchemaReader(List<ThriftStruct> elements) {
        this.elements = elements;
    }

    static List<Column> columns(List<ThriftStruct> elements) {
        return new SchemaReader(elements).columns();
    }

    private List<Column> columns() {
        int count = children(take());
        List<Column> columns = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (int i = 0; i < count; i++) {
            Column column = column();
            if (!names.add(column.name())) {
                throw ParquetException.unsupported("two columns are called '" + column.name() + "'", "Rename one, and write it again.");
            }
            columns.add(column);
        }
        if (next < elements.size()) {
            throw ParquetException.damaged("its schema has more elements than its root counts");
        }
        return columns;
    }

    private Column column() {
        int first = leaves.size();
        String name = next < elements.size() ? elements.get(next).text(NAME, "column's name") : "";
        node(new Column.Leaf(0, PhysicalType.BOOLEAN, 0, 0, 0), 0);
        boolean single = leaves.size() == first + 1 && leaves.get(first).maxRepetition() <= 1;
        return new Column(name, single ? Optional.of(leaves.get(first)) : Optional.empty());
    }

    /** @param above levels of the parent */
    private void node(Column.Leaf above, int depth) {
        if (depth > DEEPEST) {
            throw ParquetException.damaged("its schema is nested too deeply");
        }
        ThriftStruct element = take();
        int repetition = element.count(REPETITION, "schema's repetition");
        int definitions = above.maxDefinition() + (repetition == REQUIRED ? 0 : 1);
        int repetitions = above.maxRepetition() + (repetition == REPEATED ? 1 : 0);
        boolean list = repetition == REPEATED && repetitions == 1;
        Column.Leaf own = new Column.Leaf(leaves.size(),
                element.has(TYPE) ? PhysicalType.of(element.count(TYPE, "column's type")) : above.type(),
                definitions, repetitions, list ? definitions : above.elementDefinition());
        int children = children(element);
        if (children == 0) {
            leaves.add(own);
        }
        for (int i = 0; i < children; i++) {
            node(own, depth + 1);
        }
    }

    private static int children(ThriftStruct element) {
        return element.has(CHILDREN) ? element.count(CHILDREN, "schema's number of children") : 0;
    }

    private ThriftStruct take() {
        if (next == elements.size()) {
            throw ParquetException.damaged("its schema ends too early");
        }
        return elements.get(next++);
    }
}
