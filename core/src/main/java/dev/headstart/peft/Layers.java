package dev.headstart.peft;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.headstart.model.EncoderConfig;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Which layers of an encoder a method touches. Written {@code all}, {@code top-4} for the last four, or numbers from 0 at
 * the bottom, e.g. {@code 0+3} or {@code 6-11}.
 *
 * @param text as above
 */
public record Layers(@JsonValue String text) {
    /** Every layer there is. */
    public static final Layers ALL = new Layers("all");
    private static final String TOP = "top-";

    @JsonCreator
    public Layers {
        boolean counted = text.matches("\\d{1,4}(-\\d{1,4})?(\\+\\d{1,4}(-\\d{1,4})?)*")
                && parts(text).allMatch(ends -> ends[0] <= ends[1]);
        if (!counted && !text.matches("all|top-[1-9]\\d{0,3}")) {
            throw new IllegalArgumentException("The layers are '" + text
                    + "'; write all, top-4, numbers such as 0+3, or a range such as 6-11.");
        }
    }

    /** @return their numbers, ascending @throws IllegalArgumentException if the encoder lacks one of them */
    public List<Integer> of(EncoderConfig encoder) {
        int count = encoder.layers();
        List<Integer> numbers = numbers(count);
        if (numbers.isEmpty() || numbers.get(0) < 0 || numbers.get(numbers.size() - 1) >= count) {
            throw new IllegalArgumentException("The layers are to be '" + text + "', but the encoder has " + count
                    + ", numbered 0 to " + (count - 1) + ".");
        }
        return numbers;
    }

    /** @return the lowest of them */
    int lowest(EncoderConfig encoder) {
        return of(encoder).get(0);
    }

    private List<Integer> numbers(int count) {
        if (equals(ALL)) {
            return IntStream.range(0, count).boxed().toList();
        }
        if (text.startsWith(TOP)) {
            return IntStream.range(count - Integer.parseInt(text.substring(TOP.length())), count).boxed().toList();
        }
        return parts(text).flatMapToInt(ends -> IntStream.rangeClosed(ends[0], ends[1])).distinct().sorted().boxed().toList();
    }

    /** @return first and last number of every part */
    private static Stream<int[]> parts(String text) {
        return Arrays.stream(text.split("\\+")).map(part -> {
            String[] ends = part.split("-");
            return new int[] {Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1])};
        });
    }

    @Override
    public String toString() {
        return text;
    }
}
