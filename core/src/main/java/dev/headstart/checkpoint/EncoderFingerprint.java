package dev.headstart.checkpoint;

import dev.headstart.data.Tokenizer;
import dev.headstart.io.DiskException;
import dev.headstart.io.Sha256;
import dev.headstart.model.EmbeddingConfig;
import dev.headstart.model.EncoderConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A name for what an encoder computes, from text to hidden states, that only an equal encoder shares. */
public final class EncoderFingerprint {
    private EncoderFingerprint() {}

    /** Finds a file's SHA-256. */
    @FunctionalInterface
    public interface FileHash {
        String of(Path file) throws IOException;
    }

    /** {@link #of(Path, FileHash)}, reading every byte. */
    public static String of(Path directory) {
        return of(directory, Sha256::ofFile);
    }

    /**
     * SHA-256 over the bytes of weights and tokenizer and over the numbers of config.json that enter the computation; beside a
     * vocab.txt alone also over those settings of tokenizer_config.json that are not the defaults.
     * Dropout does not: it is noise of training, and no part of the trained function.
     *
     * @param directory a checkpoint in Hugging Face layout
     * @param hash      how to find the hashes of the files
     * @return 64 lower-case hexadecimal digits
     * @throws DiskException if the disk refuses
     */
    public static String of(Path directory, FileHash hash) {
        WeightFiles.checkFolder(directory);
        List<String> lines = new ArrayList<>();
        lines.add(canonical(EncoderConfigFile.read(directory.resolve("config.json")).config()));
        try {
            for (Path file : WeightFiles.paths(directory)) {
                lines.add(line(file, hash));
            }
            lines.addAll(tokenizer(directory, hash));
        } catch (IOException e) {
            throw new DiskException("Cannot read the encoder in", directory, e);
        }
        return Sha256.ofText(String.join("\n", lines));
    }

    /** What tokenizer.json holds as well counts only where that file is missing. */
    private static List<String> tokenizer(Path directory, FileHash hash) throws IOException {
        Path ready = directory.resolve("tokenizer.json");
        Path vocabulary = directory.resolve("vocab.txt");
        if (Files.isRegularFile(ready)) {
            return List.of(line(ready, hash));
        }
        if (!Files.isRegularFile(vocabulary)) {
            return List.of();
        }
        List<String> lines = new ArrayList<>(List.of(line(vocabulary, hash)));
        lines.addAll(Tokenizer.departures(vocabulary));
        return lines;
    }

    private static String line(Path file, FileHash hash) throws IOException {
        return file.getFileName() + " " + hash.of(file);
    }

    /** Written out, so that a field renamed or added to the record does not rename every encoder; BERT's is the oldest. */
    private static String canonical(EncoderConfig config) {
        EmbeddingConfig embeddings = config.embeddings();
        return "bert vocab_size=" + config.vocabularySize() + " hidden_size=" + config.hiddenSize()
                + " num_hidden_layers=" + config.layers() + " num_attention_heads=" + config.heads()
                + " intermediate_size=" + config.intermediateSize()
                + " max_position_embeddings=" + embeddings.positions()
                + " type_vocab_size=" + embeddings.types() + " hidden_act=" + config.activation().label()
                + " layer_norm_eps=" + config.layerNormEpsilon()
                + (config.widensEmbeddings() ? " embedding_size=" + embeddings.width() : "")
                + (embeddings.offset() > 0 ? " position_offset=" + embeddings.offset() : "");
    }
}
