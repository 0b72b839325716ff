package dev.headstart.bench;

import dev.headstart.data.Corpus;
import dev.headstart.data.EncodedCorpus;
import dev.headstart.data.LabelSet;
import dev.headstart.data.Split;
import dev.headstart.data.Unit;
import dev.headstart.model.Dropout;
import dev.headstart.model.Encoder;
import dev.headstart.model.Theta;
import dev.headstart.peft.Classifier;
import dev.headstart.peft.PeftMethod;
import dev.headstart.peft.TopAdapter;
import dev.headstart.run.EncoderFolder;
import dev.headstart.torch.Engine;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A {@link Subject} in the child, ready to work on. Its tensors belong to the scope that was open.
 *
 * @param subject  what it was opened from
 * @param model    h(g(f(·))), without dropout
 * @param theta    θp as loaded, θa and θh fresh
 * @param portions the data that was asked for
 * @param labels   of all of it
 */
record OpenSubject(Subject subject, Classifier model, Theta theta, Map<Portion, EncodedCorpus> portions, LabelSet labels) {
    /** A part of the data. */
    record Portion(String language, Split split) {}

    /** For the paper's method. */
    static OpenSubject open(Subject subject, List<Portion> wanted, Engine engine) {
        return open(subject, wanted, TopAdapter.defaults(), engine);
    }

    static OpenSubject open(Subject subject, List<Portion> wanted, PeftMethod method, Engine engine) {
        Map<Portion, Corpus> read = new LinkedHashMap<>();
        wanted.forEach(portion -> read.put(portion, subject.data().read(portion.language(), portion.split())));
        LabelSet labels = subject.data().annotation().labelsOf(read.values());
        try (EncoderFolder folder = EncoderFolder.open(subject.encoder(), engine)) {
            Map<Portion, EncodedCorpus> encoded = new LinkedHashMap<>();
            read.forEach((portion, corpus) -> encoded.put(portion,
                    subject.data().encoding(folder.tokenizer()).encode(corpus, labels).led(method.prompt())));
            Classifier model = new Classifier(new Encoder(folder.checkpoint().config(), Dropout.OFF, engine), method);
            Theta theta = model.fresh(folder.checkpoint().encoder(), labels.size(), subject.seed());
            return new OpenSubject(subject, model, theta, encoded, labels);
        }
    }

    /** @return training data by language */
    Map<String, List<Unit>> sources() {
        Map<String, List<Unit>> units = new LinkedHashMap<>();
        portions.forEach((portion, corpus) -> units.put(portion.language(), corpus.units()));
        return units;
    }

    /** @return a portion of the language that fine-tuning and prediction take */
    EncodedCorpus target(Split split) {
        return portions.get(new Portion(subject.target(), split));
    }

    ModelFlops flops() {
        return new ModelFlops(model.encoder().config());
    }

    /** @return what was measured in this process, which has done nothing else */
    Sample sample(List<Sample.Step> steps, List<Double> losses, Map<String, Double> figures, Optional<String> note) {
        return new Sample(steps, losses, figures, PeakMemory.megabytes(), model.encoder().engine().describe(), note);
    }

    /** @return number of pieces, special tokens included */
    static long tokens(List<Unit> units) {
        return units.stream().mapToLong(Unit::length).sum();
    }
}
