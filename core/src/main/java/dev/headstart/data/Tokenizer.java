package dev.headstart.data;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.djl.huggingface.tokenizers.jni.LibUtils;
import ai.djl.huggingface.tokenizers.jni.TokenizersLibrary;
import dev.headstart.io.MalformedFileException;
import dev.headstart.torch.EngineException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Cuts words into the pieces a model knows: Hugging Face's tokenizers, with the semantics of
 * {@code is_split_into_words=True}. Safe for use by several threads. It holds native memory until closed.
 *
 * <p>Each word is encoded by itself within its sentence. Encoding the joined text instead would number words
 * differently, since punctuation splits them.
 */
public final class Tokenizer implements AutoCloseable {
    /** Lengths are this project's business: a tokenizer.json may ask for padding or truncation of its own. */
    private static final Map<String, String> AS_IT_IS =
            Map.of("padding", "DO_NOT_PAD", "truncation", "DO_NOT_TRUNCATE");

    private final HuggingFaceTokenizer pieces;
    private final TokenizerJson json;
    private final int[] prefix;
    private final int[] suffix;

    private Tokenizer(HuggingFaceTokenizer pieces, TokenizerJson json) {
        this.pieces = pieces;
        this.json = json;
        Encoded probe = encode(List.of("a"), true);
        int first = 0;
        while (first < probe.words.length && probe.words[first] < 0) {
            first++;
        }
        int last = probe.words.length;
        while (last > first && probe.words[last - 1] < 0) {
            last--;
        }
        this.prefix = ints(probe.ids, 0, first);
        this.suffix = ints(probe.ids, last, probe.ids.length);
    }

    /**
     * Loads a model's {@code tokenizer.json}, or else builds a BERT tokenizer from its {@code vocab.txt}.
     *
     * @throws IllegalArgumentException if the folder holds neither
     * @throws MalformedFileException   if the file cannot be used
     * @throws EngineException          if the native library cannot be loaded on this machine
     */
    public static Tokenizer load(Path modelDirectory) {
        // Without this the library may ask cloud services who we are, and on GPU machines download another build of
        // itself. It reads the property once, before its first use.
        System.setProperty("ai.djl.offline", "true");
        TokenizerJson json = TokenizerJson.find(modelDirectory);
        return new Tokenizer(open(json), json);
    }

    /**
     * What {@link #load} would load, without the time that takes.
     *
     * @return SHA-256 over its files, and the library's version
     */
    public static String fingerprint(Path modelDirectory) {
        return TokenizerJson.fingerprint(modelDirectory) + ", library "
                + HuggingFaceTokenizer.class.getPackage().getSpecificationVersion();
    }

    /**
     * @param vocabulary a {@code vocab.txt} without a {@code tokenizer.json} beside it
     * @return what is to be done with it that its model does not do by default, e.g. {@code do_lower_case=false}
     */
    public static List<String> departures(Path vocabulary) {
        return BertVocabulary.departures(vocabulary);
    }

    private static HuggingFaceTokenizer open(TokenizerJson json) {
        requireLibrary();
        byte[] content = json.text().getBytes(StandardCharsets.UTF_8);
        try {
            return HuggingFaceTokenizer.newInstance(new ByteArrayInputStream(content), AS_IT_IS);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot load the tokenizer of " + json.file() + ".", e);
        } catch (RuntimeException e) {
            throw new MalformedFileException(json.file(), "", "the tokenizer library cannot use it (" + e.getMessage()
                    + "). Is the file complete, and from a Hugging Face model?", e);
        }
    }

    private static void requireLibrary() {
        try {
            LibUtils.checkStatus();
        } catch (ai.djl.engine.EngineException | LinkageError e) {
            throw new EngineException("The tokenizer library cannot be loaded on this machine ("
                    + (e.getCause() == null ? e : e.getCause()).getMessage() + "). It needs a folder to unpack itself"
                    + " to: set DJL_CACHE_DIR to one that is writable. It exists for Linux, Windows on x86-64 and"
                    + " macOS on arm64.", e);
        }
    }

    /** @return the pieces of each word, in order; an empty array for a word that vanishes, e.g. control characters */
    public List<int[]> pieces(List<String> words) {
        Encoded encoded = encode(words, false);
        int[][] result = new int[words.size()][];
        int start = 0;
        for (int word = 0; word < result.length; word++) {
            int end = start;
            while (end < encoded.ids.length && encoded.words[end] == word) {
                end++;
            }
            result[word] = ints(encoded.ids, start, end);
            start = end;
        }
        return Arrays.asList(result);
    }

    /** Ids, and for each the index of its word, -1 at special tokens. */
    private record Encoded(long[] ids, long[] words) {
    }

    /**
     * The library's own {@code encode} makes seven arrays and an object per piece, in a way that makes two threads
     * slower than one. We need two of the arrays; asking the native layer for just those is four times as fast.
     */
    private Encoded encode(List<String> words, boolean special) {
        TokenizersLibrary library = TokenizersLibrary.LIB;
        long encoding = library.encodeList(pieces.getHandle(), words.toArray(new String[0]), special);
        try {
            return new Encoded(library.getTokenIds(encoding), library.getWordIds(encoding));
        } finally {
            library.deleteEncoding(encoding);
        }
    }

    /** As {@link #pieces} for each sentence, on several threads. */
    public List<List<int[]>> piecesOfAll(List<List<String>> sentences) {
        return sentences.parallelStream().map(this::pieces).toList();
    }

    /** @return ids of the special tokens before a sequence, e.g. of {@code [CLS]} */
    public int[] prefix() {
        return prefix.clone();
    }

    /** @return ids of the special tokens after a sequence, e.g. of {@code [SEP]} */
    public int[] suffix() {
        return suffix.clone();
    }

    /** @return id of the piece for what the vocabulary cannot express, e.g. of {@code [UNK]} */
    public int unknown() {
        return json.unknown();
    }

    /** @return the least number of rows an embedding table needs for every id: the largest id plus one */
    public int vocabularySize() {
        return json.vocabularySize();
    }

    @Override
    public void close() {
        pieces.close();
    }

    private static int[] ints(long[] ids, int from, int to) {
        int[] result = new int[to - from];
        for (int i = from; i < to; i++) {
            result[i - from] = Math.toIntExact(ids[i]);
        }
        return result;
    }
}
