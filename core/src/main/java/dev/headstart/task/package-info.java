/**
 * What a model is to learn (paper, Algorithm 1: the set of loss functions 𝕃, one 𝓛 a task, each with its labels and head).
 * {@link dev.headstart.task.Task} is one kind: how its files are read, what its labels are, where they belong, how predictions
 * are scored and shown. A new kind is a new file here and its name in {@link dev.headstart.task.Task#KINDS}.
 */
package dev.headstart.task;
