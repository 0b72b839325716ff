package dev.headstart.bench;

/**
 * What one child measures where ways to learn are compared.
 *
 * @param learning what an outer step does
 * @param variant  whose code does it, and in which precision
 */
record MetaCase(Learning learning, Variant variant) {
    /** @return e.g. {@code headstart-bf16, BitFit, exact meta-gradient} */
    String describe() {
        return variant.name() + ", " + learning.describe();
    }
}
