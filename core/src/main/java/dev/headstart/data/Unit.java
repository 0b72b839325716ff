package dev.headstart.data;

/** What the encoder sees of one sentence, or of one part of a split sentence. */
public record Unit(int sentence, int part, String text, int[] ids, int[] words, int[] labels) {
    public int length() {
        return ids.length;
    }
}
