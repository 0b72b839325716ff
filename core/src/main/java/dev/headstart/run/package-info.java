/**
 * Configurations, and runs from a configuration to a folder: {@link dev.headstart.run.RunDirectory}, complete or absent. What an
 * interrupted run left goes on where its last checkpoint stood ({@link dev.headstart.run.Checkpointing}).
 */
package dev.headstart.run;
