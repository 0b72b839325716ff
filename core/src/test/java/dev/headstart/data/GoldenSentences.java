package dev.headstart.data;

import dev.headstart.synthetic.SyntheticCorpus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes the sentences of the tokenisers' golden files, one file per language and one of oddities, a sentence a line.
 * How to run it: tools/golden/README.md.
 */
final class GoldenSentences {
    static final int PER_LANGUAGE = 200;
    private static final long SEED = 1;

    /** What corpora of the web hold besides plain words; several such words vanish or become many pieces. */
    private static final List<String> ODD = List.of(
            "Die kinders van Kaapstad stap na buite-egtelike huis .",
            "लता मंगेशकर का जन्म इन्दौर में हुआ था ।",
            "क्\u200dया हिंदी में ज़मीन पढ़ी ?",
            "Üsyan Qarabağ'da İstanbul Tallinnas Žemaitija Õhtul",
            "l'aviation R.H. ''Anders'' # : - – … 1,234.5 3½",
            "東京都 中文字符 日本 한국어 😀 👩\u200d👩\u200d👧 a\u0301 e\u0301te\u0301",
            "[MASK] [CLS] [UNK] ## ##a unaffable " + "x".repeat(101),
            "wit\u00a0spasie zero\u200bwidth soft\u00adhyphen \u200d tab\u0085end");

    private GoldenSentences() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        for (String language : SyntheticCorpus.languages()) {
            Corpus corpus = SyntheticCorpus.generate(language, Split.TEST, PER_LANGUAGE, SEED);
            List<String> sentences = corpus.sentences().stream().map(Sentence::text).distinct().toList();
            if (sentences.size() < PER_LANGUAGE) {
                throw new IllegalStateException(
                        "Only " + sentences.size() + " different sentences of '" + language + "'.");
            }
            write(folder.resolve(language + ".txt"), sentences);
        }
        write(folder.resolve("odd.txt"), ODD);
    }

    private static void write(Path file, List<String> sentences) throws IOException {
        Files.writeString(file, String.join("\n", sentences) + "\n");
    }
}
