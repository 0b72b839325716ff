package dev.headstart.bench;

import dev.headstart.checkpoint.EncoderTensors;
import dev.headstart.data.Tokenizer;
import dev.headstart.io.DiskException;
import dev.headstart.io.JsonText;
import dev.headstart.model.EncoderConfig;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * An encoder of random weights as a folder in Hugging Face layout: N(0, 0.02) for matrices and embeddings, 1 and 0 for layer
 * norms, 0 for biases. Written once and by Java alone, so that every child starts from the same weights, as fast as from a
 * real checkpoint, and drawing them shows in nobody's memory.
 */
public final class RandomEncoder {
    private static final double DEVIATION = 0.02;
    private static final int BUFFER_BYTES = 1 << 20;
    private static final List<String> TOKENIZER = List.of("tokenizer.json", "vocab.txt", "tokenizer_config.json");

    private RandomEncoder() {}

    /**
     * @param config    of a family with BERT's names: BERT, RoBERTa or XLM-RoBERTa
     * @param tokenizer folder whose tokenizer it gets; its ids must lie within the vocabulary
     * @param folder    there already
     * @throws IllegalArgumentException if there is no tokenizer, or its vocabulary is too large
     */
    public static void write(EncoderConfig config, Path tokenizer, long seed, Path folder) {
        check(config, tokenizer);
        try {
            for (String name : TOKENIZER) {
                if (Files.exists(tokenizer.resolve(name))) {
                    Files.copy(tokenizer.resolve(name), folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
                }
            }
            Files.writeString(folder.resolve("config.json"), JsonText.pretty(json(config)));
            writeWeights(EncoderTensors.shapes(config), seed, folder.resolve("model.safetensors"));
        } catch (IOException e) {
            throw new DiskException("Cannot write a random encoder to", folder, e);
        }
    }

    private static void check(EncoderConfig config, Path folder) {
        try (Tokenizer tokenizer = Tokenizer.load(folder)) {
            if (tokenizer.vocabularySize() > config.vocabularySize()) {
                throw new IllegalArgumentException("The tokenizer in " + folder + " has " + tokenizer.vocabularySize()
                        + " pieces, but an encoder of this size embeds only " + config.vocabularySize()
                        + ". Choose another --tokenizer or --size.");
            }
        }
    }

    private static Map<String, Object> json(EncoderConfig config) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("model_type", config.family().toLowerCase(Locale.ROOT));
        json.put("vocab_size", config.vocabularySize());
        json.put("hidden_size", config.hiddenSize());
        json.put("num_hidden_layers", config.layers());
        json.put("num_attention_heads", config.heads());
        json.put("intermediate_size", config.intermediateSize());
        json.put("max_position_embeddings", config.embeddings().positions());
        json.put("pad_token_id", Math.max(0, config.embeddings().offset() - 1));   // RoBERTa's offset is one more
        json.put("type_vocab_size", config.embeddings().types());
        json.put("hidden_act", config.activation().label());
        json.put("layer_norm_eps", config.layerNormEpsilon());
        return json;
    }

    private static void writeWeights(Map<String, List<Long>> shapes, long seed, Path file) throws IOException {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            byte[] header = JsonText.line(header(shapes)).getBytes(StandardCharsets.UTF_8);
            channel.write(ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(header.length).flip());
            channel.write(ByteBuffer.wrap(header));
            for (Map.Entry<String, List<Long>> tensor : shapes.entrySet()) {
                writeValues(channel, count(tensor.getValue()), values(tensor.getKey(), random));
            }
        }
    }

    /** The format's own: type, shape, and place among the values that follow. */
    private static Map<String, Object> header(Map<String, List<Long>> shapes) {
        Map<String, Object> header = new LinkedHashMap<>();
        long from = 0;
        for (Map.Entry<String, List<Long>> tensor : shapes.entrySet()) {
            long to = from + Float.BYTES * count(tensor.getValue());
            header.put(tensor.getKey(), Map.of("dtype", "F32", "shape", tensor.getValue(), "data_offsets", List.of(from, to)));
            from = to;
        }
        return header;
    }

    private static DoubleSupplier values(String name, RandomGenerator random) {
        if (name.endsWith("LayerNorm.weight")) {
            return () -> 1;
        }
        return name.endsWith(".bias") ? () -> 0 : () -> random.nextGaussian() * DEVIATION;
    }

    private static void writeValues(FileChannel channel, long count, DoubleSupplier values) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (long i = 0; i < count; i++) {
            buffer.putFloat((float) values.getAsDouble());
            if (!buffer.hasRemaining() || i == count - 1) {
                channel.write(buffer.flip());
                buffer.clear();
            }
        }
    }

    private static long count(List<Long> shape) {
        return shape.stream().reduce(1L, (a, b) -> a * b);
    }
}
