package dev.headstart.run;

import dev.headstart.checkpoint.EncoderCheckpoint;
import dev.headstart.checkpoint.EncoderFingerprint;
import dev.headstart.checkpoint.SavedAdapter;
import dev.headstart.checkpoint.TunedModel;
import dev.headstart.data.Tokenizer;
import dev.headstart.model.Dropout;
import dev.headstart.model.Encoder;
import dev.headstart.model.Parameters;
import dev.headstart.torch.Engine;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A pretrained or primed encoder, opened: θp, its tokenizer and, if it was primed, θa*.
 *
 * @param path       where it lies
 * @param checkpoint configuration and θp, in the scope that was open
 * @param tokenizer  the encoder's
 * @param primed     θa* and its method
 * @param engine     where it computes
 */
public record EncoderFolder(Path path, EncoderCheckpoint checkpoint, Tokenizer tokenizer, Optional<SavedAdapter> primed,
        Engine engine) implements AutoCloseable {
    /** Name of the folder in which {@code prime} leaves θa*. */
    static final String ADAPTER = "adapter";

    /** The tensors belong to the open scope. */
    public static EncoderFolder open(Path path, Engine engine) {
        if (TunedModel.isIn(path)) {
            throw new IllegalArgumentException(path + " holds a fine-tuned model, where an encoder is wanted. Give the folder "
                    + "of a pretrained or primed encoder.");
        }
        EncoderCheckpoint checkpoint = EncoderCheckpoint.load(path, engine);
        Path adapter = path.resolve(ADAPTER);
        Optional<SavedAdapter> primed = SavedAdapter.isIn(adapter)
                ? Optional.of(SavedAdapter.read(adapter, checkpoint.config(), engine)) : Optional.empty();
        Tokenizer tokenizer = Tokenizer.load(path);
        if (tokenizer.vocabularySize() > checkpoint.config().vocabularySize()) {
            tokenizer.close();
            throw new IllegalArgumentException("The tokenizer in " + path + " has " + tokenizer.vocabularySize()
                    + " pieces, but the encoder embeds only " + checkpoint.config().vocabularySize()
                    + ". Do they come from the same checkpoint?");
        }
        return new EncoderFolder(path, checkpoint, tokenizer, primed, engine);
    }

    Encoder encoder(Dropout dropout) {
        return new Encoder(checkpoint.config(), dropout, engine);
    }

    Parameters pretrained() {
        return checkpoint.encoder();
    }

    String fingerprint() {
        return EncoderFingerprint.of(path);
    }

    @Override
    public void close() {
        tokenizer.close();
    }
}
