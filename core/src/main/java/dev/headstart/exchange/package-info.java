/**
 * Adapters in the formats of Python's peft and AdapterHub's adapters, both ways.
 *
 * <p>What cannot be said in a format is refused, naming the setting; so is what a foreign file asks for and
 * {@link dev.headstart.peft.PeftMethod} does not do. The names and shapes of the tensors, not patterns in the configuration, say
 * which places an adapter is at.
 */
package dev.headstart.exchange;
