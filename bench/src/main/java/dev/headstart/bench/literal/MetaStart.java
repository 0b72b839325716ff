package dev.headstart.bench.literal;

import dev.headstart.data.Unit;
import dev.headstart.model.Parameters;
import dev.headstart.model.Theta;
import dev.headstart.optim.LinearSchedule;
import dev.headstart.peft.Classifier;
import dev.headstart.priming.InnerLoop;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where priming starts, and its constants.
 *
 * @param model   h(g(f(·)))
 * @param theta   θp and θa, moved in place
 * @param sources units of each source language
 * @param labels  number of labels
 * @param inner   S, α, and which parts move inside
 * @param outer   β
 * @param seed    of the heads
 */
public record MetaStart(Classifier model, Theta theta, Map<String, List<Unit>> sources, int labels, InnerLoop inner,
        LinearSchedule outer, long seed) {
    /** @return θh of each language, drawn as {@link dev.headstart.priming.Priming} draws them */
    Map<String, Parameters> heads() {
        Map<String, Parameters> heads = new LinkedHashMap<>();
        for (String language : sources.keySet()) {
            heads.put(language, model.fresh(theta.pretrained(), labels, seed + 7919L * heads.size()).head());
        }
        return heads;
    }
}
