package dev.headstart.run;

import dev.headstart.data.DataDirectory;
import dev.headstart.data.Split;
import dev.headstart.data.TokenBatch;
import dev.headstart.data.Unit;
import dev.headstart.model.Dropout;
import dev.headstart.model.EncoderConfig;
import dev.headstart.model.Hidden;
import dev.headstart.model.Parameters;
import dev.headstart.model.Part;
import dev.headstart.model.Theta;
import dev.headstart.optim.AdamW;
import dev.headstart.optim.LinearSchedule;
import dev.headstart.peft.Classifier;
import dev.headstart.peft.PeftMethod;
import dev.headstart.priming.Episode;
import dev.headstart.priming.EpisodeSampler;
import dev.headstart.priming.Heads;
import dev.headstart.priming.InnerLoop;
import dev.headstart.priming.Priming;
import dev.headstart.priming.Source;
import dev.headstart.torch.Engine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;

/**
 * Shows that priming moves what it should: one inner step and one outer step on one task, and by how much each tensor has
 * changed in each.
 *
 * @param encoder  folder of θp
 * @param data     where {@code language} is
 * @param language any
 * @param method   θa
 * @param inner    of which one step is taken
 * @param engine   where to compute
 */
public record CheckRun(Path encoder, DataConfig data, String language, PeftMethod method, InnerLoop inner, Engine engine) {
    private static final int SENTENCES = 16;    // of support and of query, where there are so many
    private static final double OUTER_RATE = 5e-5;

    /**
     * @param part        θp, θa or θh
     * @param tensor      its name
     * @param insideChange  largest change of an element by the inner step
     * @param outsideChange largest change of an element by the outer step
     */
    public record Movement(String part, String tensor, double insideChange, double outsideChange) {}

    /**
     * @param split     of the language
     * @param sentences in the files, whatever the limit
     * @param published how many it had when it was published, if the data set says so
     */
    public record Size(Split split, int sentences, OptionalLong published) {
        /** @return whether sentences are missing, or there are too many */
        public boolean differs() {
            return published.isPresent() && published.getAsLong() != sentences;
        }
    }

    /**
     * @param sizes       of the splits that are there
     * @param movements   one per tensor
     * @param supportLoss before the inner step
     * @param queryLoss   after it
     */
    public record Result(List<Size> sizes, List<Movement> movements, double supportLoss, double queryLoss) {}

    /** Runs the two steps; writes nothing. */
    public Result run() {
        SourceCorpora corpora = SourceCorpora.read(List.of(new SourceSet(data, List.of(language))), false);
        EncoderConfig sizes = EncoderFolder.config(encoder);
        method.check(sizes);
        data.requireRoom(sizes, method);
        try (PointerScope scope = new PointerScope(); EncoderFolder folder = EncoderFolder.open(encoder, engine)) {
            Sources sources = Sources.of(corpora, folder.tokenizer(), method.prompt());
            Map<String, List<Unit>> units = Source.units(sources.trainSources());
            Classifier model = new Classifier(folder.encoder(Dropout.OFF), method);
            Theta theta = model.fresh(folder.pretrained(), sources.firstLabels().size(), 1);
            Priming.Config settings = new Priming.Config(inner, new LinearSchedule(OUTER_RATE, 0, 1),
                    AdamW.Constants.defaults(), Heads.Policy.PER_LANGUAGE);
            try (Priming priming = new Priming(model, settings, theta, units, sources.firstLabels().size(), 1)) {
                Episode task = new EpisodeSampler(units, oneTask(units.get(language).size()), 1).next().get(0);
                Theta start = theta.withHead(priming.heads().of(language)).copy();
                Theta inside = inside(model, start, task.support().stream().map(units.get(language)::get).toList());
                Priming.StepReport report = priming.step(List.of(task));
                Theta outside = theta.withHead(priming.heads().of(language));
                return new Result(sizes(), movements(start, inside, outside), first(report.supportLosses().get(0)), report.meanQueryLoss());
            }
        }
    }

    private static Episode.Shape oneTask(int units) {
        int sentences = Math.max(1, Math.min(SENTENCES, units / 2));
        return new Episode.Shape(1, sentences, sentences);
    }

    private List<Size> sizes() {
        DataDirectory directory = DataDirectory.open(data.directory());
        return Arrays.stream(Split.values()).filter(split -> directory.has(language, split)).map(split -> new Size(split,
                data.readAll(language, split).sentences().size(), directory.published(language, split))).toList();
    }

    private static double first(List<Double> losses) {
        return losses.isEmpty() ? Double.NaN : losses.get(0);
    }

    private Theta inside(Classifier model, Theta start, List<Unit> support) {
        TokenBatch batch = TokenBatch.of(support, engine);
        Hidden below = model.encoder().below(start.pretrained(), batch.input(), model.entry(inner.moving(method)));
        return new InnerLoop(1, inner.kind(), inner.rates()).adapt(model, start, below, batch.labels()).theta();
    }

    private static List<Movement> movements(Theta start, Theta inside, Theta outside) {
        List<Movement> movements = new ArrayList<>();
        for (Part part : Part.values()) {
            Parameters before = start.of(part);
            before.byName().forEach((name, value) -> movements.add(new Movement(part.symbol(), name,
                    change(value, inside.of(part).get(name)), change(value, outside.of(part).get(name)))));
        }
        return List.copyOf(movements);
    }

    private static double change(Tensor before, Tensor after) {
        return after.detach().sub(before).abs().max().item_double();
    }
}
