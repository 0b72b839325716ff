package dev.headstart.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The lines of a text file in UTF-8. Strict where a mistake would change the text (invalid bytes are an error, never
 * a replacement character), tolerant where it cannot: a byte order mark and carriage returns at line ends are dropped.
 *
 * <p>Only a line feed ends a line. Corpora hold other characters that Unicode counts as line ends, inside words.
 */
public final class Utf8Lines {
    private Utf8Lines() {
    }

    /**
     * @return the lines without their ends; none for an empty file
     * @throws IllegalArgumentException if there is no such file
     * @throws MalformedFileException   if the bytes are not UTF-8
     */
    public static List<String> read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException("There is no file " + file + ". Check the path.");
        }
        try {
            return of(file, Files.readAllBytes(file));
        } catch (IOException e) {
            throw new DiskException("Cannot read", file, e);
        }
    }

    /** As {@link #read}, for content that is already in memory. @param file the name that errors give */
    public static List<String> of(Path file, byte[] content) {
        String text = decode(file, content);
        List<String> lines = new ArrayList<>();
        int start = text.startsWith("\uFEFF") ? 1 : 0;
        while (start < text.length()) {
            int feed = text.indexOf('\n', start);
            int next = feed < 0 ? text.length() : feed;
            int end = next > start && text.charAt(next - 1) == '\r' ? next - 1 : next;
            lines.add(text.substring(start, end));
            start = next + 1;
        }
        return lines;
    }

    private static String decode(Path file, byte[] content) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT).onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(content);
        CharBuffer out = CharBuffer.allocate(content.length);  // UTF-8 never has fewer bytes than chars
        CoderResult result = decoder.decode(in, out, true);
        if (result.isError()) {
            throw new MalformedFileException(file, "line " + lineAt(content, in.position()),
                    String.format("the byte 0x%02X is not UTF-8. Convert the file, e.g. with iconv -t UTF-8.",
                            content[in.position()]));
        }
        return out.flip().toString();
    }

    private static int lineAt(byte[] content, int position) {
        int line = 1;
        for (int i = 0; i < position; i++) {
            if (content[i] == '\n') {
                line++;
            }
        }
        return line;
    }
}
