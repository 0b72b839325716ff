package dev.headstart.run;

import dev.headstart.checkpoint.ClassifierCheckpoint;
import dev.headstart.checkpoint.EncoderCheckpoint;
import dev.headstart.checkpoint.SavedAdapter;
import dev.headstart.checkpoint.TunedModel;
import dev.headstart.data.LabelSet;
import dev.headstart.exchange.AdapterHubFormat;
import dev.headstart.exchange.Base;
import dev.headstart.exchange.Host;
import dev.headstart.exchange.PeftFormat;
import dev.headstart.exchange.Portable;
import dev.headstart.hub.Repository;
import dev.headstart.hub.Snapshot;
import dev.headstart.model.Parameters;
import dev.headstart.peft.HeadOnly;
import dev.headstart.torch.Engine;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.bytedeco.javacpp.PointerScope;

/**
 * Brings what a run left into the form of other libraries.
 *
 * @param from      what {@code finetune} or {@code prime} left
 * @param elsewhere where the encoder of a fine-tuned model is, if it has been moved
 * @param base      what others call the encoder, perhaps with @REVISION; empty: its name on the hub and its commit, or its folder
 * @param out       folder to make
 * @param engine    in fp32
 */
public record ExportRun(Path from, Optional<Path> elsewhere, Target to, Optional<String> base, Path out, Engine engine) {
    public ExportRun {
        if (to == Target.MERGED && base.isPresent()) {
            throw new IllegalArgumentException("--base names the encoder of an adapter, but --to merged writes the encoder too. "
                    + "Leave it out.");
        }
    }

    /** The libraries. */
    public enum Target {
        /** Python's peft: LoRA, IA3, prefix, prompt. */
        PEFT,
        /** AdapterHub's adapters: Pfeiffer, Houlsby, top adapter. */
        ADAPTERHUB,
        /** Transformers: what needs no adapter once it is folded into the weights. */
        MERGED;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * @param method     in one phrase
     * @param encoder    that other libraries are to load first; empty if it is in the result
     * @param labels     of the head that went along; empty if there is none
     * @param difference largest one between outputs before and after merging, on random pieces
     * @param bound      that it keeps to
     */
    public record Result(Target to, String method, Optional<Base> encoder, List<String> labels, Optional<Double> difference,
            Optional<Double> bound) {}

    /** The folder {@code out} is complete afterwards, or absent. @throws IllegalArgumentException if the form cannot hold it */
    public Result run() {
        return RunDirectory.fill(out, directory -> {
            try (PointerScope scope = new PointerScope()) {
                return TunedModel.isIn(from) ? exportTuned(directory) : exportPrimed(directory);
            }
        });
    }

    private Result exportTuned(RunDirectory directory) {
        try (TunedFolder folder = TunedFolder.open(from, elsewhere, engine)) {
            TunedModel tuned = folder.tuned();
            return export(directory, folder.encoder(), new Portable(tuned.method(), tuned.adapter(), Optional.of(
                    new Portable.Head(tuned.head(), tuned.card().labels(), folder.task().readout()))));
        }
    }

    private Result exportPrimed(RunDirectory directory) {
        try (EncoderFolder folder = EncoderFolder.open(from, engine)) {
            SavedAdapter primed = folder.primed().orElseThrow(() -> new IllegalArgumentException(from + " holds neither a fine-tuned "
                    + "model nor a primed encoder, so there is nothing to export. Give what 'headstart finetune' or 'prime' wrote."));
            return export(directory, folder, new Portable(primed.method(), primed.adapter(), Optional.empty()));
        }
    }

    private Result export(RunDirectory directory, EncoderFolder folder, Portable portable) {
        List<String> labels = portable.head().map(Portable.Head::labels).orElse(List.of());
        String method = portable.method().describe();
        if (to == Target.MERGED) {
            Probe.Difference difference = merge(directory, folder, portable);
            return new Result(to, method, Optional.empty(), labels, Optional.of(difference.largest()), Optional.of(difference.bound()));
        }
        Host host = Host.of(folder.checkpoint(), engine);
        Base named = named(folder.path());
        if (to == Target.PEFT) {
            PeftFormat.write(directory.path("."), portable, host, named);
        } else {
            AdapterHubFormat.write(directory.path("."), portable, host, named.name());
        }
        return new Result(to, method, Optional.of(named), labels, Optional.empty(), Optional.empty());
    }

    private Base named(Path encoder) {
        Optional<Base> given = base.map(text -> Repository.isReference(text) && text.contains("@")
                ? new Base(text.replaceFirst("@.*", ""), Optional.of(text.replaceFirst(".*@", ""))) : new Base(text, Optional.empty()));
        return given.or(() -> Snapshot.containing(encoder)
                        .map(snapshot -> new Base(snapshot.repository().name(), Optional.of(snapshot.commit()))))
                .orElseGet(() -> new Base(encoder.toAbsolutePath().normalize().toString(), Optional.empty()));
    }

    /** Compares with what was written, as it is read again. */
    private Probe.Difference merge(RunDirectory directory, EncoderFolder folder, Portable portable) {
        Parameters folded = portable.method().folded(folder.pretrained(), portable.adapter());
        Path target = directory.path(".");
        if (portable.head().isPresent()) {
            Portable.Head head = portable.head().get();
            ClassifierCheckpoint.write(target, folder.checkpoint(), folded, head.weights(), new LabelSet(head.labels()), head.readout());
        } else {
            folder.checkpoint().save(target, folded);
        }
        Probe probe = Probe.of(folder);
        Parameters head = portable.head().map(Portable.Head::weights).orElse(Parameters.NONE);
        EncoderCheckpoint written = EncoderCheckpoint.load(target, engine);
        Parameters writtenHead = portable.head().map(one -> ClassifierCheckpoint.readHead(target, written.config(), one.readout(), engine))
                .orElse(Parameters.NONE);
        Probe.Difference difference = Probe.difference(
                probe.outputs(portable.method(), folder.pretrained(), portable.adapter(), head),
                probe.outputs(new HeadOnly(), written.encoder(), Parameters.NONE, writtenHead));
        difference.require();
        return difference;
    }
}
