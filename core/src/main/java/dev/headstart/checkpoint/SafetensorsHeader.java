package dev.headstart.checkpoint;

import dev.headstart.io.MalformedFileException;
import dev.headstart.io.ReadFully;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * The start of a safetensors file: 8 bytes with the length of the header, little-endian, then the header in JSON. Once
 * read, it is known to describe every byte of the file exactly once.
 *
 * @param tensors   by name, in the header's order
 * @param metadata  the file's own remarks
 * @param dataStart where the data begins in the file; the slices count from there
 */
record SafetensorsHeader(Map<String, Slice> tensors, Map<String, String> metadata, long dataStart) {
    static final String METADATA = "__metadata__";
    static final int LENGTH_BYTES = 8;
    /** libtorch's own limit in most operations. */
    private static final int MOST_DIMENSIONS = 64;
    private static final byte[] LFS_POINTER = "version ".getBytes(StandardCharsets.US_ASCII);

    SafetensorsHeader {
        tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    }

    /** The bytes of one tensor, {@code end} excluded. */
    record Slice(TensorLayout layout, long begin, long end) {}

    /** @throws MalformedFileException if the file is not, in full, what its header says */
    static SafetensorsHeader read(Path file, FileChannel channel) throws IOException {
        long size = channel.size();
        if (size < LENGTH_BYTES) {
            throw malformed(file, "the file has " + size + " bytes, too few for the length of a header");
        }
        byte[] start = ReadFully.bytes(channel, 0, LENGTH_BYTES).array();
        if (Arrays.equals(start, LFS_POINTER)) {
            throw new MalformedFileException(file, "header",
                    "the file is a pointer of Git LFS, not the data. Fetch the data with 'git lfs pull'.");
        }
        long length = ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN).getLong();
        if (length < 0 || length > StrictJson.LONGEST) {   // the reference implementation would parse ten times as much
            throw malformed(file, "it claims " + Long.toUnsignedString(length)
                    + " bytes, more than the limit of " + StrictJson.LONGEST);
        }
        long dataStart = LENGTH_BYTES + length;
        if (dataStart > size) {
            throw malformed(file, "it claims " + length + " bytes, but the file ends after " + size);
        }
        JsonNode json = StrictJson.parse(file, "header", ReadFully.bytes(channel, LENGTH_BYTES, (int) length).array());
        SafetensorsHeader header = new SafetensorsHeader(tensors(file, json), metadata(file, json), dataStart);
        header.checkCoverage(file, size - dataStart);
        return header;
    }

    private static Map<String, Slice> tensors(Path file, JsonNode json) {
        Map<String, Slice> tensors = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : json.properties()) {
            if (!entry.getKey().equals(METADATA)) {
                tensors.put(entry.getKey(), slice(file, entry.getKey(), entry.getValue()));
            }
        }
        return tensors;
    }

    private static Slice slice(Path file, String name, JsonNode entry) {
        JsonNode dtype = entry.path("dtype");
        ElementType type = ElementType.named(dtype.isString() ? dtype.stringValue() : "").orElseThrow(
                () -> new MalformedFileException(file, tensor(name), "its dtype is " + shown(dtype) + "; readable are "
                        + Arrays.toString(ElementType.values()) + ". Choose a checkpoint in one of these."));
        TensorLayout layout = new TensorLayout(type, sizes(file, name, entry, "shape"));
        if (layout.shape().size() > MOST_DIMENSIONS) {
            throw malformed(file, name, "it has " + layout.shape().size() + " dimensions, more than " + MOST_DIMENSIONS);
        }
        List<Long> offsets = sizes(file, name, entry, "data_offsets");
        if (offsets.size() != 2 || offsets.get(0) > offsets.get(1)) {
            throw malformed(file, name, "its data_offsets are " + offsets + ", not a begin and an end");
        }
        Slice slice = new Slice(layout, offsets.get(0), offsets.get(1));
        if (slice.end() - slice.begin() != bytes(file, name, layout)) {
            throw malformed(file, name, "its data_offsets " + offsets + " hold " + (slice.end() - slice.begin())
                    + " bytes, but " + type + " " + layout.shape() + " takes " + layout.bytes());
        }
        return slice;
    }

    private static List<Long> sizes(Path file, String name, JsonNode entry, String key) {
        JsonNode array = entry.path(key);
        List<Long> sizes = new ArrayList<>();
        for (JsonNode size : array) {
            if (!size.isIntegralNumber() || !size.canConvertToLong() || size.longValue() < 0) {
                throw malformed(file, name, "its " + key + " is " + array + "; each number must be whole, at least 0");
            }
            sizes.add(size.longValue());
        }
        if (!array.isArray()) {
            throw malformed(file, name, "its " + key + " is " + shown(array) + ", not a list");
        }
        return sizes;
    }

    private static Object shown(JsonNode value) {
        return value.isMissingNode() ? "missing" : value;
    }

    private static long bytes(Path file, String name, TensorLayout layout) {
        try {
            return layout.bytes();
        } catch (ArithmeticException e) {
            throw malformed(file, name, "its shape " + layout.shape() + " is larger than any file");
        }
    }

    private static Map<String, String> metadata(Path file, JsonNode json) {
        JsonNode node = json.path(METADATA);
        Map<String, String> metadata = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            if (!entry.getValue().isString()) {
                throw malformed(file, METADATA + "." + entry.getKey() + " is " + entry.getValue() + ", not a text");
            }
            metadata.put(entry.getKey(), entry.getValue().stringValue());
        }
        if (!node.isObject() && !node.isMissingNode()) {
            throw malformed(file, METADATA + " is " + node + ", not an object");
        }
        return metadata;
    }

    /** The slices, one behind the other, must be the data: no gap, no overlap, nothing left over. */
    private void checkCoverage(Path file, long dataBytes) {
        List<Map.Entry<String, Slice>> laid = new ArrayList<>(tensors.entrySet());
        laid.sort(Map.Entry.comparingByValue(Comparator.comparingLong(Slice::begin).thenComparingLong(Slice::end)));
        long end = 0;
        for (Map.Entry<String, Slice> entry : laid) {
            long begin = entry.getValue().begin();
            if (begin != end) {
                throw malformed(file, entry.getKey(), "its data begins at " + begin + (begin < end
                        ? ", inside that of the tensor before, which ends at " : ", after a gap from ") + end);
            }
            end = entry.getValue().end();
            if (end > dataBytes) {
                throw malformed(file, entry.getKey(), "its data ends at " + end + ", but the file holds only "
                        + dataBytes + " bytes of data: it was cut short");
            }
        }
        if (end < dataBytes) {
            throw malformed(file, "the tensors end at " + end + ", but the file holds " + dataBytes + " bytes of data");
        }
    }

    private static String tensor(String name) {
        return "tensor '" + name + "'";
    }

    private static MalformedFileException malformed(Path file, String tensor, String why) {
        return new MalformedFileException(file, tensor(tensor), why + ". Download it again.");
    }

    private static MalformedFileException malformed(Path file, String why) {
        return new MalformedFileException(file, "header", why + ". Download it again.");
    }
}
