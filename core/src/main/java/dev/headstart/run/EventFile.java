package dev.headstart.run;

import dev.headstart.io.AtomicFile;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * A file for TensorBoard: records of length, its checksum, an {@code Event} as protocol buffers write it, and its checksum.
 * Field numbers are those of TensorFlow's {@code event.proto} and {@code summary.proto}.
 */
final class EventFile implements Closeable {
    private static final int MASK = 0xa282ead8;
    private static final int CHECKSUMS = 2 * Integer.BYTES;

    private final FileChannel channel;
    private final Clock clock;

    /** @param folder where {@code events.out.tfevents.SECONDS.HOST} is made @param clock that events are dated by */
    EventFile(Path folder, Clock clock) throws IOException {
        this.clock = clock;
        String name = String.format("events.out.tfevents.%010d.%s", clock.instant().getEpochSecond(), host());
        this.channel = FileChannel.open(folder.resolve(name), StandardOpenOption.CREATE, StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING);
        append(event().text(3, "brain.Event:2"));
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName().replaceAll("[^A-Za-z0-9.-]", "-");
        } catch (UnknownHostException nameless) {
            return "localhost";
        }
    }

    /** Appends one event. @param values by their tags, e.g. {@code train/loss}; written as fp32 */
    void scalars(long step, Map<String, Double> values) throws IOException {
        Message summary = new Message();
        values.forEach((tag, value) -> summary.message(1, new Message().text(1, tag).float32(2, value.floatValue())));
        append(event().integer(2, step).message(5, summary));
    }

    /**
     * Appends what TensorBoard shows in its table of hyper-parameters (fields of its plugin's {@code plugin_data.proto}).
     *
     * @param settings by name; numbers are written as such
     */
    void hyperparameters(Map<String, String> settings) throws IOException {
        Message session = new Message();
        settings.forEach((name, value) -> session.message(1, new Message().text(1, name).message(2, value(value))));
        Message plugin = new Message().text(1, "hparams").message(2, new Message().message(3, session));
        Message value = new Message().text(1, "_hparams_/session_start_info").message(9, new Message().message(1, plugin));
        append(event().message(5, new Message().message(1, value)));
    }

    private static Message value(String text) {
        try {
            return new Message().float64(2, Double.parseDouble(text));
        } catch (NumberFormatException words) {
            return new Message().text(3, text);
        }
    }

    private Message event() {
        return new Message().float64(1, clock.millis() / 1e3);
    }

    private void append(Message event) throws IOException {
        byte[] content = event.bytes();
        byte[] length = littleEndian(Long.BYTES).putLong(content.length).array();
        ByteBuffer written = littleEndian(Long.BYTES + content.length + CHECKSUMS).put(length).putInt(masked(length))
                .put(content).putInt(masked(content)).flip();
        AtomicFile.writeFully(channel, written);
    }

    private static int masked(byte[] bytes) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes);
        return Integer.rotateRight((int) checksum.getValue(), 15) + MASK;
    }

    private static ByteBuffer littleEndian(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    /** Fields as protocol buffers write them: number and kind, then the value. */
    private static final class Message {
        private static final int VARINT = 0;
        private static final int EIGHT_BYTES = 1;
        private static final int COUNTED_BYTES = 2;
        private static final int FOUR_BYTES = 5;

        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        Message integer(int field, long value) {
            return key(field, VARINT).varint(value);
        }

        Message float64(int field, double value) {
            key(field, EIGHT_BYTES).out.writeBytes(littleEndian(Double.BYTES).putDouble(value).array());
            return this;
        }

        Message float32(int field, float value) {
            key(field, FOUR_BYTES).out.writeBytes(littleEndian(Float.BYTES).putFloat(value).array());
            return this;
        }

        Message text(int field, String value) {
            return counted(field, value.getBytes(StandardCharsets.UTF_8));
        }

        Message message(int field, Message value) {
            return counted(field, value.bytes());
        }

        byte[] bytes() {
            return out.toByteArray();
        }

        private Message counted(int field, byte[] value) {
            key(field, COUNTED_BYTES).varint(value.length).out.writeBytes(value);
            return this;
        }

        private Message key(int field, int kind) {
            return varint((long) field << 3 | kind);
        }

        /** Seven bits a byte, the lowest first; the eighth says that more follow. */
        private Message varint(long value) {
            long rest = value;
            for (; (rest & ~0x7fL) != 0; rest >>>= 7) {
                out.write((int) (rest & 0x7f | 0x80));
            }
            out.write((int) rest);
            return this;
        }
    }
}
