package dev.headstart.data;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * Units as bytes, without what the corpus holds anyway: text and labels. 32-bit little-endian integers: number of units, then
 * the counts of {@link LengthReport}, then for each unit its sentence, part, length, ids and words.
 */
record UnitCodec(Corpus corpus, LabelSet labels, LongSentences policy, Readout readout) {
    private static final int INTS_BEFORE = 4;
    private static final int INTS_PER_UNIT = 3;

    ByteBuffer write(EncodedCorpus encoded) {
        int ints = INTS_BEFORE + encoded.units().stream().mapToInt(unit -> INTS_PER_UNIT + 2 * unit.length()).sum();
        ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(ints, Integer.BYTES)).order(ByteOrder.LITTLE_ENDIAN);
        LengthReport lengths = encoded.lengths();
        bytes.putInt(encoded.units().size()).putInt(lengths.longSentences()).putInt(lengths.wordsAffected())
                .putInt(lengths.wordsReplaced());
        for (Unit unit : encoded.units()) {
            bytes.putInt(unit.sentence()).putInt(unit.part()).putInt(unit.length());
            put(bytes, unit.ids());
            put(bytes, unit.words());
        }
        return bytes.flip();
    }

    /** @param bytes little-endian */
    EncodedCorpus read(ByteBuffer bytes) {
        int count = bytes.getInt();
        LengthReport lengths = new LengthReport(policy, corpus.sentences().size(), count, bytes.getInt(), bytes.getInt(),
                bytes.getInt());
        List<Unit> units = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            units.add(unit(bytes));
        }
        return new EncodedCorpus(corpus, labels, readout, units, lengths);
    }

    private Unit unit(ByteBuffer bytes) {
        int sentence = bytes.getInt();
        int part = bytes.getInt();
        int length = bytes.getInt();
        int[] ids = ints(bytes, length);
        int[] words = ints(bytes, length);
        Sentence source = corpus.sentences().get(sentence);
        return new Unit(sentence, part, source.text(), ids, words, labels.targets(words, source));
    }

    private static void put(ByteBuffer bytes, int[] values) {
        bytes.asIntBuffer().put(values);
        bytes.position(bytes.position() + values.length * Integer.BYTES);
    }

    private static int[] ints(ByteBuffer bytes, int count) {
        int[] values = new int[count];
        bytes.asIntBuffer().get(values);
        bytes.position(bytes.position() + count * Integer.BYTES);
        return values;
    }
}
