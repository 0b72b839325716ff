package dev.headstart.bench;

import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What one child process does: a measurement of one variant. Travels to the child as JSON. */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "job")
sealed interface Job permits MetaJob, FineTuningJob, PredictionJob, PeakJob {
    /** @return whose environment the process gets */
    Variant variant();

    /** Does it, in this process. */
    Sample run();

    /** @return what is done, for messages */
    String describe();
}
