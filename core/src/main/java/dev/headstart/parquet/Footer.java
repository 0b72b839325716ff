package dev.headstart.parquet;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the end of a file says about all of it.
 *
 * @param metadata remarks of the program that wrote the file
 */
record Footer(List<Column> columns, List<RowGroup> groups, Map<String, String> metadata) {
    private static final int SCHEMA = 2;
    private static final int ROWS = 3;
    private static final int ROW_GROUPS = 4;
    private static final int METADATA = 5;
    private static final int GROUP_COLUMNS = 1;
    private static final int GROUP_ROWS = 3;
    private static final int KEY = 1;
    private static final int VALUE = 2;

    /** @param columns by the index of a leaf, each a ColumnChunk */
    record RowGroup(List<ThriftStruct> columns, int rows) {
        ThriftStruct chunk(Column.Leaf leaf) {
            if (leaf.index() >= columns.size()) {
                throw ParquetException.damaged("a row group has only " + columns.size() + " columns");
            }
            return columns.get(leaf.index());
        }
    }

    static Footer read(ByteBuffer bytes) {
        ThriftStruct file = ThriftReader.struct(bytes);
        List<RowGroup> groups = file.structs(ROW_GROUPS, "list of row groups").stream().map(group -> new RowGroup(
                group.structs(GROUP_COLUMNS, "row group's columns"), group.count(GROUP_ROWS, "row group's number of rows"))).toList();
        long rows = groups.stream().mapToLong(RowGroup::rows).sum();
        if (rows != file.number(ROWS, "number of rows")) {
            throw ParquetException.damaged("it counts " + file.number(ROWS, "number of rows") + " rows, but its row groups " + rows);
        }
        return new Footer(SchemaReader.columns(file.structs(SCHEMA, "schema")), groups, metadata(file));
    }

    private static Map<String, String> metadata(ThriftStruct file) {
        Map<String, String> metadata = new LinkedHashMap<>();
        if (file.has(METADATA)) {
            for (ThriftStruct pair : file.structs(METADATA, "metadata")) {
                metadata.put(pair.text(KEY, "metadata's key"), pair.has(VALUE) ? pair.text(VALUE, "metadata's value") : "");
            }
        }
        return metadata;
    }

    long rows() {
        return groups.stream().mapToLong(RowGroup::rows).sum();
    }
}
