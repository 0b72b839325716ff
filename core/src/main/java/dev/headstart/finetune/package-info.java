/**
 * Fine-tuning on one target (paper, section 4): θa and θh, θh alone, or everything. Where θp stands still, what the encoder
 * makes of a corpus ({@link dev.headstart.finetune.Features}) is computed once, and kept for later runs.
 */
package dev.headstart.finetune;
