package dev.headstart.model;

import org.bytedeco.pytorch.Tensor;

/** What a PEFT method does to the encoder: it changes outputs at some sites. */
@FunctionalInterface
public interface Adaptation {
    /** Changes nothing. */
    Adaptation NONE = (site, input, output) -> output;

    /**
     * @param site   where in the encoder
     * @param input  what the frozen part got there, [rows, in]
     * @param output what the frozen part made of it, [rows, out]
     * @return       what the encoder goes on with, [rows, out]
     */
    Tensor apply(Site site, Tensor input, Tensor output);
}
