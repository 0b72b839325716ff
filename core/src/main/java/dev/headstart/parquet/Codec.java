package dev.headstart.parquet;

import io.airlift.compress.Decompressor;
import io.airlift.compress.snappy.SnappyDecompressor;
import io.airlift.compress.zstd.ZstdDecompressor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** How pages are compressed. */
enum Codec {
    NONE, SNAPPY, GZIP, ZSTD;

    /** In the order of the format's numbers. */
    private static final List<String> NAMES = List.of("NONE", "SNAPPY", "GZIP", "LZO", "BROTLI", "LZ4", "ZSTD", "LZ4_RAW");

    static Codec of(int number) {
        String name = number < NAMES.size() ? NAMES.get(number) : "number " + number;
        for (Codec codec : values()) {
            if (codec.name().equals(name)) {
                return codec;
            }
        }
        throw ParquetException.unsupported("its compression is " + name + ", none of NONE, SNAPPY, GZIP and ZSTD",
                ParquetException.WRITE_AGAIN);
    }

    /** @param size of the result, which is all that is ever written */
    byte[] decompress(byte[] compressed, int size) {
        byte[] result = switch (this) {
            case NONE -> compressed;
            case SNAPPY -> unpacked(new SnappyDecompressor(), compressed, size);
            case ZSTD -> unpacked(new ZstdDecompressor(), compressed, size);
            case GZIP -> unzipped(compressed, size);
        };
        if (result.length != size) {
            throw ParquetException.damaged("a page has " + result.length + " bytes, not " + size);
        }
        return result;
    }

    private static byte[] unpacked(Decompressor decompressor, byte[] compressed, int size) {
        byte[] result = new byte[size];
        try {
            int written = decompressor.decompress(compressed, 0, compressed.length, result, 0, size);
            if (written == size) {
                return result;
            }
        } catch (RuntimeException e) {   // the library throws several kinds, none of which means anything else
            throw ParquetException.damaged("a page cannot be decompressed", e);
        }
        throw ParquetException.damaged("a page is shorter than the " + size + " bytes it claims");
    }

    private static byte[] unzipped(byte[] compressed, int size) {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
            byte[] result = in.readNBytes(size);
            if (in.read() < 0) {
                return result;
            }
        } catch (IOException e) {
            throw ParquetException.damaged("a page cannot be decompressed", e);
        }
        throw ParquetException.damaged("a page is longer than the " + size + " bytes it claims");
    }
}
