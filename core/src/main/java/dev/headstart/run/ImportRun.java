package dev.headstart.run;

import dev.headstart.checkpoint.SavedAdapter;
import dev.headstart.checkpoint.TunedModel;
import dev.headstart.data.LabelSet;
import dev.headstart.data.LongSentences;
import dev.headstart.data.Readout;
import dev.headstart.data.TagScheme;
import dev.headstart.exchange.AdapterHubFormat;
import dev.headstart.exchange.Host;
import dev.headstart.exchange.PeftFormat;
import dev.headstart.exchange.Portable;
import dev.headstart.peft.Tuning;
import dev.headstart.task.Sentences;
import dev.headstart.task.Spans;
import dev.headstart.task.Task;
import dev.headstart.task.Tokens;
import dev.headstart.torch.Engine;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.javacpp.PointerScope;

/**
 * Makes a folder of ours of an adapter of another library. With a head it is a fine-tuned model, as {@code finetune} leaves it;
 * without one an encoder with {@code adapter/}, as {@code prime} leaves it, from which {@code finetune} goes on.
 *
 * @param from      folder of Python's peft or AdapterHub's adapters
 * @param encoder   folder of the encoder that the adapter is for
 * @param out       folder to make
 * @param labels    of the head, in the order of its rows; empty: as the library names them
 * @param task      what the head is for; empty: as the library and the labels say
 * @param maxLength most pieces of a unit, special tokens included; empty: as many as the encoder has positions for
 * @param withHead  whether to take the head along, if there is one
 */
public record ImportRun(Path from, Path encoder, Path out, List<String> labels, Optional<Task> task,
        Optional<Integer> maxLength, boolean withHead, Engine engine) {
    public ImportRun {
        labels = List.copyOf(labels);
    }

    /**
     * @param format    {@code peft} or {@code adapterhub}
     * @param method    in one phrase
     * @param task      of the head, if there is one
     * @param labels    of the head
     * @param maxLength most pieces of a unit, if there is a head
     */
    public record Result(String format, String method, Optional<Task> task, List<String> labels, Optional<Integer> maxLength) {}

    /** What run.json holds. */
    private record Card(String command, String from, String format, String method, List<String> labels, Map<String, String> versions) {}

    /** The folder {@code out} is complete afterwards, or absent. */
    public Result run() {
        boolean peft = PeftFormat.isIn(from);
        if (!peft && !AdapterHubFormat.isIn(from)) {
            throw new IllegalArgumentException(from + " holds no adapter of Python's peft or of AdapterHub's adapters: there is no "
                    + "adapter_config.json of theirs. Give the folder that save_pretrained or save_adapter wrote.");
        }
        return RunDirectory.fill(out, directory -> {
            try (PointerScope scope = new PointerScope(); EncoderFolder folder = EncoderFolder.open(encoder, engine)) {
                Host host = Host.of(folder.checkpoint(), engine);
                Portable portable = peft ? PeftFormat.read(from, host, withHead) : AdapterHubFormat.read(from, host, withHead);
                Result result = save(directory, folder, portable, peft ? "peft" : "adapterhub");
                directory.writeJson("run.json", new Card("import", String.valueOf(from.getFileName()), result.format(), result.method(),
                        result.labels(), Provenance.versions(engine)));
                return result;
            }
        });
    }

    private Result save(RunDirectory directory, EncoderFolder folder, Portable portable, String format) {
        String method = portable.method().describe();
        if (portable.head().isEmpty()) {
            if (!labels.isEmpty() || task.isPresent() || maxLength.isPresent()) {
                throw new IllegalArgumentException("No head is taken along, so --labels, --task and --max-length say nothing. "
                        + "Leave them out.");
            }
            folder.checkpoint().save(directory.path("."), folder.pretrained());
            SavedAdapter.write(directory.path(EncoderFolder.ADAPTER), portable.method(), portable.adapter());
            return new Result(format, method, Optional.empty(), List.of(), Optional.empty());
        }
        Portable.Head head = portable.head().get();
        LabelSet names = labels(head);
        Task kind = task(head, names);
        int length = length(folder.checkpoint().config().maxPositions() - portable.method().positions());
        new TunedModel(new TunedModel.Card(kind, Tuning.ADAPTER, folder.home(), names, length,
                kind.readout().policy(LongSentences.SPLIT)), portable.method(), portable.adapter(), head.weights())
                .write(directory.path("."));
        return new Result(format, method, Optional.of(kind), names.names(), Optional.of(length));
    }

    /** @param room what the encoder has beside the adapter's own positions */
    private int length(int room) {
        int length = maxLength.orElse(room);
        if (length > room) {
            throw new IllegalArgumentException("--max-length is " + length + ", but the encoder has room for only " + room
                    + " pieces. Lower it.");
        }
        return length;
    }

    private LabelSet labels(Portable.Head head) {
        List<String> names = labels.isEmpty() ? head.labels() : labels;
        if (names.size() != head.size()) {
            throw new IllegalArgumentException("The head has " + head.size() + " labels, but " + (names.isEmpty()
                    ? "the folder does not name them; name them" : names.size() + " are named; name all of them")
                    + " in order with --labels, or take the adapter alone with --without-head.");
        }
        return new LabelSet(names);
    }

    private Task task(Portable.Head head, LabelSet names) {
        boolean iob = names.names().stream().allMatch(TagScheme.IOB2::couldBe);
        Task found = task.orElse(head.readout() == Readout.SENTENCE ? new Sentences() : iob ? new Spans() : new Tokens());
        if (found.readout() != head.readout()) {
            throw new IllegalArgumentException("The head is for " + (head.readout() == Readout.WORDS ? "words" : "whole texts")
                    + ", which --task " + found.name() + " is not.");
        }
        return found;
    }
}
