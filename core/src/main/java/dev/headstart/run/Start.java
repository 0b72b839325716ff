package dev.headstart.run;

import dev.headstart.checkpoint.SavedAdapter;
import dev.headstart.model.Parameters;
import dev.headstart.model.Theta;
import dev.headstart.peft.Classifier;
import dev.headstart.peft.HeadOnly;
import dev.headstart.peft.PeftMethod;
import dev.headstart.peft.TopAdapter;
import dev.headstart.peft.Tuning;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where fine-tuning starts.
 *
 * @param method which is fine-tuned with
 * @param primed θa*, if it is used; else θa is fresh
 */
record Start(PeftMethod method, Optional<Parameters> primed) {
    /**
     * θa* is used if the encoder was primed for the method that is asked for, or none is. Where it is to be fresh, its tensors
     * alone are left out: the method stays. Head tuning and full fine-tuning have no adapter of their own unless one is asked for.
     *
     * @param found      in the encoder's folder
     * @param pretrained all of the encoder's parameters
     * @throws IllegalArgumentException if θa* is to be left out, but there is none or it is a part of the encoder
     */
    static Start of(FineTuneConfig config, Optional<SavedAdapter> found, Parameters pretrained) {
        if (config.freshAdapter()) {
            requireSeparate(found, config.encoder(), pretrained);
        }
        boolean adapting = config.tuning() == Tuning.ADAPTER;
        Optional<SavedAdapter> usable = found.filter(saved -> !config.freshAdapter()
                && config.method().map(wanted -> wanted.evaluating().equals(saved.method().evaluating())).orElse(true));
        Optional<PeftMethod> primedFor = (adapting ? found : usable).map(SavedAdapter::method);
        PeftMethod otherwise = adapting ? TopAdapter.defaults() : new HeadOnly();
        return new Start(config.method().or(() -> primedFor).orElse(otherwise), usable.map(SavedAdapter::adapter));
    }

    private static void requireSeparate(Optional<SavedAdapter> found, Path encoder, Parameters pretrained) {
        SavedAdapter saved = found.orElseThrow(() -> new IllegalArgumentException("--fresh-adapter: " + encoder
                + " was not primed, so it has no adapter to leave out. Leave the option out."));
        if (saved.adapter().byName().keySet().stream().anyMatch(pretrained.byName()::containsKey)) {
            throw new IllegalArgumentException("--fresh-adapter: the encoder was primed for " + saved.method().describe()
                    + ", whose parameters are its own, so they cannot be left out. Leave the option out.");
        }
    }

    /** @return θ with a fresh head, drawn from {@code seed} */
    Theta theta(Classifier model, Parameters pretrained, int labels, long seed) {
        Theta fresh = model.fresh(pretrained, labels, seed);
        return primed.map(adapter -> Classifier.divide(pretrained, adapter, fresh.head())).orElse(fresh);
    }

    /** @return e.g. {@code LoRA, … (primed)} */
    String describe() {
        return method.describe() + (primed.isPresent() ? " (primed)" : "");
    }
}
