/**
 * Configurations, and runs from a configuration to a folder: {@link dev.headstart.run.RunDirectory}, complete or absent. What an
 * interrupted run left goes on where its last checkpoint stood ({@link dev.headstart.run.Checkpointing}).
 *
 * <p>The way in: {@link dev.headstart.run.PrimeRun} and {@link dev.headstart.run.FineTuneRun} train what
 * {@link dev.headstart.run.PrimeConfig} and {@link dev.headstart.run.FineTuneConfig} say;
 * {@link dev.headstart.run.TunedFolder} opens the result, {@link dev.headstart.run.EncoderFolder} an encoder for one or several
 * of them, {@link dev.headstart.run.Evaluation} scores it. Both folders need an open {@code PointerScope}, which owns their tensors.
 *
 * <p>Errors: {@code IllegalArgumentException} for what the caller asked for, {@code MalformedFileException} for a file that is
 * not what it should be, {@code DiskException} for the disk, {@code EngineException} for the engine. Each message says what, where,
 * and what to do. Records refuse values that make no sense when they are made.
 */
package dev.headstart.run;
