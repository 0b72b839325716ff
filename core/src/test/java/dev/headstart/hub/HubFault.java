package dev.headstart.hub;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What {@link HubServer} does to a request, in place of serving it. */
@FunctionalInterface
interface HubFault {
    /** @param content what was asked for */
    void befall(HttpExchange exchange, byte[] content) throws IOException;

    /** The connection ends after {@code bytes} of what was asked for. */
    static HubFault cutAfter(int bytes) {
        return (exchange, content) -> {
            int from = HubServer.begin(exchange, content);
            exchange.sendResponseHeaders(from > 0 ? HubServer.PARTIAL : 200, content.length - from);
            exchange.getResponseBody().write(content, from, Math.min(bytes, content.length - from));
            exchange.getResponseBody().flush();
        };
    }

    /** Holds a request up. */
    static void await(CountDownLatch latch) {
        try {
            if (!latch.await(1, TimeUnit.MINUTES)) {
                throw new IllegalStateException("What the request waits for did not happen.");
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    /** Something of the same length comes. */
    static HubFault otherContent() {
        return (exchange, content) -> {
            byte[] other = content.clone();
            other[other.length / 2] ^= 1;
            HubServer.serveFully(exchange, other);
        };
    }

    /** All comes, though only a part was asked for. */
    static HubFault rangeIgnored() {
        return (exchange, content) -> HubServer.send(exchange, 200, content);
    }

    static HubFault status(int status, String code) {
        return (exchange, content) -> HubServer.refuse(exchange, status, code);
    }

    static HubFault tooManyRequests(String header, String value) {
        return (exchange, content) -> {
            exchange.getResponseHeaders().set(header, value);
            HubServer.refuse(exchange, 429, "");
        };
    }
}
