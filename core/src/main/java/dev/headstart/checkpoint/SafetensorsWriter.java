package dev.headstart.checkpoint;

import dev.headstart.io.AtomicFile;
import dev.headstart.io.DiskException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** Writes safetensors files: equal content gives equal bytes. */
public final class SafetensorsWriter {
    private static final int ALIGNMENT = 8;

    private SafetensorsWriter() {}

    /**
     * @param payloads by name; the header keeps their order, the data lies widest elements first so that every tensor
     *                 is aligned, as other readers need it
     * @param metadata remarks; {@code format = pt}, which transformers asks for, is put first unless they name a format
     * @throws DiskException if the disk refuses; an older {@code target} is then untouched
     */
    public static void write(Path target, Map<String, Payload> payloads, Map<String, String> metadata) {
        if (payloads.containsKey(SafetensorsHeader.METADATA)) {
            throw new IllegalArgumentException(
                    "No tensor can be called " + SafetensorsHeader.METADATA + "; rename it.");
        }
        List<String> laid = new ArrayList<>(payloads.keySet());
        laid.sort(Comparator.comparingInt((String name) -> payloads.get(name).layout().type().bytes()).reversed());
        try {
            AtomicFile.write(target, channel -> {
                AtomicFile.writeFully(channel, header(payloads, laid, metadata));
                for (String name : laid) {
                    writeData(channel, name, payloads.get(name));
                }
            });
        } catch (IOException e) {
            throw new DiskException("Cannot write", target, e);
        }
    }

    private static void writeData(FileChannel channel, String name, Payload payload) throws IOException {
        long begin = channel.position();
        payload.writeTo(channel);
        if (channel.position() - begin != payload.layout().bytes()) {
            throw new IllegalStateException("Tensor '" + name + "' wrote " + (channel.position() - begin)
                    + " bytes; its layout " + payload.layout() + " takes " + payload.layout().bytes()
                    + ". Did it change meanwhile?");
        }
    }

    private static ByteBuffer header(Map<String, Payload> payloads, List<String> laid, Map<String, String> metadata) {
        Map<String, Long> begins = begins(payloads, laid);
        ObjectNode json = StrictJson.MAPPER.createObjectNode();
        remarks(json.putObject(SafetensorsHeader.METADATA), metadata);
        payloads.forEach((name, payload) -> describe(json.putObject(name), payload.layout(), begins.get(name)));
        byte[] text = StrictJson.MAPPER.writeValueAsBytes(json);
        int length = (text.length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        ByteBuffer header = ByteBuffer.allocate(SafetensorsHeader.LENGTH_BYTES + length).order(ByteOrder.LITTLE_ENDIAN);
        header.putLong(length).put(text);
        while (header.hasRemaining()) {
            header.put((byte) ' ');   // the format pads with spaces, which JSON ignores
        }
        return header.flip();
    }

    private static Map<String, Long> begins(Map<String, Payload> payloads, List<String> laid) {
        Map<String, Long> begins = new LinkedHashMap<>();
        long begin = 0;
        for (String name : laid) {
            begins.put(name, begin);
            begin = Math.addExact(begin, payloads.get(name).layout().bytes());
        }
        return begins;
    }

    private static void remarks(ObjectNode json, Map<String, String> metadata) {
        if (!metadata.containsKey("format")) {
            json.put("format", "pt");
        }
        metadata.forEach(json::put);
    }

    private static void describe(ObjectNode json, TensorLayout layout, long begin) {
        json.put("dtype", layout.type().name());
        layout.shape().forEach(json.putArray("shape")::add);
        json.putArray("data_offsets").add(begin).add(begin + layout.bytes());
    }
}
