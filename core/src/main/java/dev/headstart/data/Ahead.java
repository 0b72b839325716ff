package dev.headstart.data;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Makes the next item on a thread of its own while the caller works on the present one, so that input never keeps the
 * engine waiting. Order and items are those of the source; closing it abandons what is under way.
 *
 * @param <T> host data; tensors belong to the thread that computes with them
 */
public final class Ahead<T> implements Iterator<T>, AutoCloseable {
    private final Iterator<T> source;
    private final ExecutorService worker;
    private Future<Optional<T>> next;

    /** @param source used by the other thread alone from now on */
    public Ahead(Iterator<T> source) {
        this.source = source;
        this.worker = Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, "headstart-input");
            thread.setDaemon(true);
            return thread;
        });
        this.next = worker.submit(this::make);
    }

    private Optional<T> make() {
        return source.hasNext() ? Optional.of(source.next()) : Optional.empty();
    }

    @Override
    public boolean hasNext() {
        return ready().isPresent();
    }

    /** Waits for the item if it is not ready. What its making threw is thrown here. */
    @Override
    public T next() {
        T item = ready().orElseThrow(NoSuchElementException::new);
        next = worker.submit(this::make);
        return item;
    }

    private Optional<T> ready() {
        try {
            return next.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for input.", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException("Input could not be prepared.", e.getCause());
        }
    }

    @Override
    public void close() {
        worker.shutdownNow();
    }
}
