package dev.headstart.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AheadTest {
    @Test
    void itemsComeInTheOrderOfTheirSource() {
        List<Integer> items = new ArrayList<>();
        try (Ahead<Integer> ahead = new Ahead<>(IntStream.range(0, 100).iterator())) {
            ahead.forEachRemaining(items::add);
            assertThatThrownBy(ahead::next).isInstanceOf(NoSuchElementException.class);
        }
        assertThat(items).containsExactlyElementsOf(IntStream.range(0, 100).boxed().toList());
    }

    @Test
    void theNextItemIsMadeByAnotherThreadWithoutBeingAskedFor() throws InterruptedException {
        CountDownLatch secondMade = new CountDownLatch(1);
        Map<Integer, String> makers = new ConcurrentHashMap<>();
        Iterator<Integer> source = Stream.of(1, 2).peek(item -> {
            makers.put(item, Thread.currentThread().getName());
            if (item == 2) {
                secondMade.countDown();
            }
        }).iterator();
        try (Ahead<Integer> ahead = new Ahead<>(source)) {
            assertThat(ahead.next()).isEqualTo(1);
            secondMade.await();   // would wait for ever if next() had to ask for it
        }
        assertThat(makers).containsOnlyKeys(1, 2);
        assertThat(makers.values()).containsOnly("headstart-input");
    }

    @Test
    void whatTheSourceThrowsReachesTheCaller() {
        Iterator<Integer> source = Stream.of(1, 0).map(item -> 1 / item).iterator();
        try (Ahead<Integer> ahead = new Ahead<>(source)) {
            assertThat(ahead.next()).isEqualTo(1);
            assertThatThrownBy(ahead::next).isInstanceOf(ArithmeticException.class);
        }
    }
}
