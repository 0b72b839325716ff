/**
 * Models on disk: safetensors files and folders in Hugging Face layout.
 *
 * <p>Inside, θp has BERT's names, whatever the family; an {@code EncoderFamily} translates.
 *
 * <p>A foreign file is checked in full before any of it is used, and refused where reading it tolerantly could change
 * the mathematics; what we write back differs from what we read only in the tensors that training moved.
 */
package dev.headstart.checkpoint;
