/**
 * Fine-tuning on one target (paper, section 4): θa and θh, θh alone, or everything; with the encoder's output computed
 * once where θp stands still.
 */
package dev.headstart.finetune;
