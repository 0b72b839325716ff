package dev.headstart.finetune;

import dev.headstart.data.Unit;
import dev.headstart.io.Sha256;
import java.nio.ByteBuffer;
import java.util.List;

/** A name for what the encoder is given, in that order: the same whatever files and settings it came from. */
final class UnitsHash {
    private UnitsHash() {}

    /** @return SHA-256 over lengths, ids and the places that are read off */
    static String of(List<Unit> units) {
        int ints = units.stream().mapToInt(unit -> 1 + unit.length()).sum();
        ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(ints, Integer.BYTES));
        for (Unit unit : units) {
            bytes.putInt(unit.length());
            for (int i = 0; i < unit.length(); i++) {
                bytes.putInt(2 * unit.ids()[i] + (unit.words()[i] >= 0 ? 1 : 0));
            }
        }
        return Sha256.ofBytes(bytes.flip());
    }
}
