package dev.headstart.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/** Reads TensorBoard's event files as far as this library writes them, checking every checksum. */
final class Events {
    /** One number. @param value fp32 */
    record Scalar(long step, String tag, float value) {}

    private Events() {}

    /** @return the one event file of a run */
    static Path in(Path run) throws IOException {
        try (Stream<Path> files = Files.list(run)) {
            List<Path> found = files.filter(file ->
                    file.getFileName().toString().matches("events\\.out\\.tfevents\\.\\d{10}\\..+")).toList();
            assertThat(found).hasSize(1);
            return found.get(0);
        }
    }

    /** @return the scalars of all events but the first, which names the format */
    static List<Scalar> read(Path file) throws IOException {
        ByteBuffer all = littleEndian(Files.readAllBytes(file));
        List<Scalar> scalars = new ArrayList<>();
        boolean first = true;
        while (all.hasRemaining()) {
            byte[] length = bytes(all, Long.BYTES);
            assertThat(all.getInt()).as("checksum of the length").isEqualTo(masked(length));
            byte[] event = bytes(all, (int) littleEndian(length).getLong());
            assertThat(all.getInt()).as("checksum of the event").isEqualTo(masked(event));
            if (first) {
                assertThat(new String(event, StandardCharsets.UTF_8)).endsWith("brain.Event:2");
            } else {
                event(littleEndian(event), scalars);
            }
            first = false;
        }
        return scalars;
    }

    /** As facts.md has the formula, in numbers without signs. */
    private static int masked(byte[] bytes) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes);
        long crc = checksum.getValue();
        return (int) ((((crc >> 15) | (crc << 17 & 0xffffffffL)) + 0xa282ead8L) % (1L << 32));
    }

    private static void event(ByteBuffer event, List<Scalar> scalars) {
        long step = 0;
        while (event.hasRemaining()) {
            switch ((int) varint(event)) {
                case 1 << 3 | 1 -> assertThat(event.getDouble()).as("wall_time").isGreaterThan(1.6e9);
                case 2 << 3 -> step = varint(event);
                case 5 << 3 | 2 -> summary(counted(event), step, scalars);
                default -> throw new AssertionError("an event has another field");
            }
        }
    }

    private static void summary(ByteBuffer summary, long step, List<Scalar> scalars) {
        while (summary.hasRemaining()) {
            assertThat(varint(summary)).as("value is a message").isEqualTo(1 << 3 | 2);
            ByteBuffer value = counted(summary);
            assertThat(varint(value)).as("tag is text").isEqualTo(1 << 3 | 2);
            String tag = StandardCharsets.UTF_8.decode(counted(value)).toString();
            if (varint(value) == (2 << 3 | 5)) {   // simple_value; else metadata of hyper-parameters
                scalars.add(new Scalar(step, tag, value.getFloat()));
            }
        }
    }

    private static ByteBuffer counted(ByteBuffer from) {
        return littleEndian(bytes(from, (int) varint(from)));
    }

    private static long varint(ByteBuffer from) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = from.get();
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }

    private static byte[] bytes(ByteBuffer from, int count) {
        byte[] bytes = new byte[count];
        from.get(bytes);
        return bytes;
    }

    private static ByteBuffer littleEndian(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
