package dev.headstart.checkpoint;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.headstart.data.LabelSet;
import dev.headstart.data.LongSentences;
import dev.headstart.io.AtomicFile;
import dev.headstart.io.DiskException;
import dev.headstart.io.JsonText;
import dev.headstart.io.MalformedFileException;
import dev.headstart.model.EncoderConfig;
import dev.headstart.model.LinearHead;
import dev.headstart.model.Parameters;
import dev.headstart.peft.HeadOnly;
import dev.headstart.peft.PeftMethod;
import dev.headstart.peft.Tuning;
import dev.headstart.task.Task;
import dev.headstart.torch.Engine;
import dev.headstart.torch.Scope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.pytorch.global.torch.ScalarType;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/**
 * What fine-tuning leaves in a folder: {@code headstart.json}, {@code head.safetensors}, {@code adapter/} if there is one,
 * and {@code encoder/} only if θp was trained too. An encoder that was not trained is named by its hash.
 *
 * @param card    everything but the tensors
 * @param method  what θa does
 * @param adapter θa, maybe empty
 * @param head    θh
 */
public record TunedModel(Card card, PeftMethod method, Parameters adapter, Parameters head) {
    private static final String CARD = "headstart.json";
    private static final String HEAD = "head.safetensors";
    private static final String ADAPTER = "adapter";
    /** Folder in which a fully fine-tuned model keeps its encoder. */
    public static final String ENCODER = "encoder";
    private static final int FORMAT = 1;
    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES).build();

    /**
     * The form of headstart.json.
     *
     * @param format             version of this layout
     * @param task               what it does; {@code spans} where the file is silent, as those of the first version are
     * @param tuning             {@code adapter}, {@code head} or {@code full}
     * @param encoderPath        folder of the encoder: {@value TunedModel#ENCODER} if it lies inside, else absolute
     * @param encoderFingerprint SHA-256, see {@link EncoderFingerprint}
     * @param encoderRepository  {@code NAME@COMMIT}, if it is from the hub
     * @param labels             names, in the order of the head's rows
     * @param maxLength          most pieces of a unit
     * @param longSentences      what to do with longer ones
     */
    public record Card(int format, Task task, Tuning tuning, String encoderPath, String encoderFingerprint,
            @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<String> encoderRepository, List<String> labels, int maxLength,
            LongSentences longSentences) {
        public Card {
            task = task == null ? Task.KINDS.get(0) : task;
            encoderRepository = encoderRepository == null ? Optional.empty() : encoderRepository;
            labels = List.copyOf(labels);
        }

        public Card(Task task, Tuning tuning, Home encoder, LabelSet labels, int maxLength, LongSentences longSentences) {
            this(FORMAT, task, tuning, encoder.path(), encoder.fingerprint(), encoder.repository(), labels.names(), maxLength,
                    longSentences);
        }

        /** @return the labels, in the order of the head's rows */
        public LabelSet labelSet() {
            return new LabelSet(labels);
        }
    }

    /** The encoder of a model, as its {@link Card} names it. */
    public record Home(String path, String fingerprint, Optional<String> repository) {}

    /** @return whether {@code folder} holds a fine-tuned model */
    public static boolean isIn(Path folder) {
        return Files.exists(folder.resolve(CARD));
    }

    /** @return where the folder of a fully fine-tuned model keeps its encoder */
    public static Path encoderIn(Path folder) {
        return folder.resolve(ENCODER);
    }

    /**
     * @param elsewhere where the encoder of the model in {@code folder} is, if it is not where it was
     * @return its folder
     * @throws IllegalArgumentException if it is not there, and not said to be elsewhere
     */
    public static Path encoderOf(Path folder, Optional<Path> elsewhere) {
        Card card = readCard(folder);
        Path path = elsewhere.orElse(card.encoderPath().equals(ENCODER) ? encoderIn(folder) : Path.of(card.encoderPath()));
        if (elsewhere.isEmpty() && !Files.isDirectory(path)) {
            throw new IllegalArgumentException("The encoder of the model in " + folder + " is no longer in " + path + ". "
                    + card.encoderRepository().map(name -> "It was " + name + ": add --encoder " + name + ".")
                            .orElse("Give the folder that it is in now by --encoder; its hash begins with "
                                    + shortened(card.encoderFingerprint()) + "."));
        }
        return path;
    }

    /** Writes everything but the encoder. */
    public void write(Path folder) {
        SavedAdapter.write(folder.resolve(ADAPTER), method, adapter);
        ParametersFile.write(folder.resolve(HEAD), head, Map.of("format", "pt"));
        try {
            AtomicFile.writeString(folder.resolve(CARD), JSON.writerWithDefaultPrettyPrinter().writeValueAsString(card) + "\n");
        } catch (IOException e) {
            throw new DiskException("Cannot write the model to", folder, e);
        }
    }

    /** @throws MalformedFileException if it is missing or broken */
    public static Card readCard(Path folder) {
        Path file = folder.resolve(CARD);
        if (!Files.exists(file)) {
            throw new IllegalArgumentException(folder + " holds no fine-tuned model: there is no " + CARD
                    + ". Give the directory that 'headstart finetune' wrote.");
        }
        try {
            Card card = JSON.treeToValue(StrictJson.read(file), Card.class);
            if (card.format() != FORMAT) {
                throw new MalformedFileException(file, "format", "it is " + card.format() + "; this version reads " + FORMAT + ".");
            }
            return card;
        } catch (tools.jackson.core.JacksonException e) {
            throw new MalformedFileException(file, "", "it does not describe a fine-tuned model: " + JsonText.reason(e) + ".", e);
        }
    }

    /**
     * Reads the model; its tensors belong to the open scope.
     *
     * @param encoder    the one it was trained on, see {@link #requireTrainedOn}
     * @param pretrained all of its θp
     */
    public static TunedModel read(Path folder, EncoderConfig encoder, Parameters pretrained, Engine engine) {
        Card card = readCard(folder);
        Path adapterFolder = folder.resolve(ADAPTER);
        if (card.tuning() == Tuning.ADAPTER && !SavedAdapter.isIn(adapterFolder)) {
            throw new MalformedFileException(adapterFolder, "", "it holds no adapter, but the model was tuned with one. Restore it.");
        }
        SavedAdapter saved = SavedAdapter.isIn(adapterFolder) ? SavedAdapter.read(adapterFolder, encoder, pretrained, engine)
                : new SavedAdapter(new HeadOnly(), Parameters.NONE);
        return new TunedModel(card, saved.method(), saved.adapter(), head(folder, card, encoder, engine));
    }

    /**
     * @param folder      of the model
     * @param encoder     folder of the encoder it is to run on
     * @param fingerprint of that encoder
     * @throws IllegalArgumentException if that is not the encoder it was trained on
     */
    public static void requireTrainedOn(Path folder, Path encoder, String fingerprint) {
        Card card = readCard(folder);
        if (!fingerprint.equals(card.encoderFingerprint())) {
            throw new IllegalArgumentException("The model in " + folder + " was trained on the encoder with hash "
                    + shortened(card.encoderFingerprint()) + ", but " + encoder + " has hash " + shortened(fingerprint)
                    + ". Give the right one with --encoder; it was " + card.encoderRepository().orElse("at " + card.encoderPath()) + ".");
        }
    }

    private static String shortened(String fingerprint) {
        return fingerprint.substring(0, Math.min(12, fingerprint.length()));
    }

    private static Parameters head(Path folder, Card card, EncoderConfig encoder, Engine engine) {
        Map<String, List<Long>> shapes = Scope.tidy(() -> ParametersFile.shapes(
                new LinearHead(encoder.hiddenSize(), card.labels().size()).fresh(0, engine, ScalarType.Float)), none -> List.of());
        return ParametersFile.read(folder.resolve(HEAD), shapes, engine).parameters();
    }
}
