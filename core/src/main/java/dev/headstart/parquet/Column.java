package dev.headstart.parquet;

import java.util.Optional;

/**
 * What has a name at the top of the schema.
 *
 * @param leaf where its values are; empty for structures and lists of lists
 */
record Column(String name, Optional<Leaf> leaf) {
    /**
     * Values of one column.
     *
     * @param index             which chunk of every row group holds them
     * @param type              how each is written
     * @param maxDefinition     the definition level of a value that is there
     * @param maxRepetition     1 in a list, else 0
     * @param elementDefinition the lowest definition level of an element of the list; one below stands for an empty list
     */
    record Leaf(int index, PhysicalType type, int maxDefinition, int maxRepetition, int elementDefinition) {}
}
