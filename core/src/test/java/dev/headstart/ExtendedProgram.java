package dev.headstart;

import dev.headstart.checkpoint.EncoderConfigFile;
import dev.headstart.checkpoint.MethodForm;
import dev.headstart.data.Unit;
import dev.headstart.model.Theta;
import dev.headstart.optim.AdamW;
import dev.headstart.optim.LinearSchedule;
import dev.headstart.peft.Classifier;
import dev.headstart.priming.EpisodeSampler;
import dev.headstart.priming.Episode;
import dev.headstart.priming.Heads;
import dev.headstart.priming.InnerLoop;
import dev.headstart.priming.Priming;
import dev.headstart.testing.TinyModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.global.torch;

/** Uses what docs/extending.md adds; run with the extended classes. */
public final class ExtendedProgram {
    static final String DONE = "extended";

    private ExtendedProgram() {}

    /** Ends with an exception if something of it does not work. */
    public static void main(String[] arguments) throws IOException {
        primeForTheMethod();
        readTheEncoder();
        System.out.println(DONE);
    }

    private static void primeForTheMethod() {
        try (PointerScope scope = new PointerScope()) {
            Classifier model = new Classifier(TinyModel.encoder(), MethodForm.parse("norms:layers=top-1"));
            Theta theta = model.fresh(TinyModel.pretrained(1, torch.ScalarType.Float), TinyModel.LABELS, 2);
            require(theta.adapter().byName().size() == 4, "two normalisations of two tensors each, not " + theta.adapter().byName().keySet());
            Theta before = theta.copy();
            Map<String, List<Unit>> sources = Map.of("en", TinyModel.units(40, 3));
            Priming.Config config = new Priming.Config(InnerLoop.defaults(), new LinearSchedule(0.01, 0, 2), AdamW.Constants.defaults(),
                    Heads.Policy.PER_LANGUAGE);
            try (Priming priming = new Priming(model, config, theta, sources, TinyModel.LABELS, 4)) {
                priming.step(new EpisodeSampler(sources, new Episode.Shape(1, 4, 4), 5).next());
            }
            theta.adapter().byName().forEach((name, value) ->
                    require(!value.equal(before.adapter().get(name)), name + " did not move"));
        }
    }

    private static void readTheEncoder() throws IOException {
        Path file = Files.createTempFile("config", ".json");
        Files.writeString(file, "{\"model_type\": \"camembert\", \"vocab_size\": 40, \"hidden_size\": 8, \"num_hidden_layers\": 2, "
                + "\"num_attention_heads\": 2, \"intermediate_size\": 12, \"max_position_embeddings\": 26, \"type_vocab_size\": 1}");
        require(EncoderConfigFile.read(file).config().family().equals("CamemBERT"), "the family is not known by its name");
        Files.delete(file);
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalStateException(otherwise);
        }
    }
}
