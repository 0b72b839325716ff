package dev.headstart.priming;

import dev.headstart.peft.Classifier;
import java.util.List;

/**
 * What one inner step descends on: 𝒟tr of a task, or the part of it that this step sees.
 *
 * @param batches  computed up to the entry, one or more
 * @param labelled number of labelled tokens in all of them
 */
record Support(List<Classifier.Batch> batches, int labelled) {}
