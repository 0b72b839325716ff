package dev.headstart.hub;

import dev.headstart.io.DiskException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.Proxy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscribers;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/**
 * Requests to the hub and to where it redirects. The token goes to the hub's own scheme, host and port and nowhere else: what
 * lies behind a redirect, such as storage, is given an address that is signed already.
 */
final class Requests {
    private static final Duration TO_CONNECT = Duration.ofSeconds(10);
    private static final int MOST_REDIRECTS = 10;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int PROXY_AUTHENTICATION = 407;
    private static final int REQUEST_TIMEOUT = 408;
    private static final int SERVER_ERRORS = 500;
    /** What Java takes in no address, though servers send it. */
    private static final Pattern UNENCODED = Pattern.compile("[ \"<>\\\\^`{|}]");
    private static final Pattern RESET = Pattern.compile("(?:^|[;,\\s])t=(\\d{1,9})");

    private final Connection connection;
    private final Patience patience;
    private final HttpClient client;
    private volatile boolean reached;

    Requests(Connection connection, Patience patience) {
        this.connection = connection;
        this.patience = patience;
        // 1.1: a server that does not know HTTP/2 may take the offer to change over amiss
        client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(TO_CONNECT).proxy(connection.proxies()).build();
    }

    /** @return the answer to a question, after all redirects */
    HttpResponse<String> ask(URI address) throws IOException {
        return follow(address, request("GET"), BodyHandlers.ofString(), headers -> false);
    }

    /** @return what is said about a file: by the first answer that names its hash, which may be a redirect */
    HttpResponse<Void> about(URI address) throws IOException {
        return follow(address, request("HEAD"), BodyHandlers.discarding(), Requests::describes);
    }

    /**
     * @param from first byte that is wanted
     * @return the content, to be closed, which ends with an error when it stalls; without any content if the status is an error's
     */
    HttpResponse<InputStream> open(URI address, long from) throws IOException {
        HttpRequest.Builder request = request("GET");
        return follow(address, from > 0 ? request.header("Range", "bytes=" + from + "-") : request,
                answer -> answer.statusCode() / 100 == 2
                        ? BodySubscribers.mapping(BodySubscribers.ofInputStream(), stream -> new StallWatch(stream, patience.silence()))
                        : BodySubscribers.replacing(InputStream.nullInputStream()), headers -> false);
    }

    private static HttpRequest.Builder request(String method) {
        return HttpRequest.newBuilder().method(method, HttpRequest.BodyPublishers.noBody())
                .header("User-Agent", "headstart").header("Accept-Encoding", "identity");
    }

    /** @param enough whether a redirect says all that is wanted */
    private <T> HttpResponse<T> follow(URI address, HttpRequest.Builder request, BodyHandler<T> body, Predicate<HttpHeaders> enough)
            throws IOException {
        URI at = address;
        for (int hop = 0; hop < MOST_REDIRECTS; hop++) {
            HttpResponse<T> response = send(to(at, request), body);
            Optional<String> next = response.statusCode() / 100 == 3 ? response.headers().firstValue("Location") : Optional.empty();
            if (next.isEmpty() || enough.test(response.headers())) {
                return response;
            }
            at = next(at, next.get());
        }
        throw new HubException(connection.endpoint() + " redirects from place to place without end. Check HF_ENDPOINT.");
    }

    private static boolean describes(HttpHeaders headers) {
        return headers.firstValue("X-Linked-Etag").isPresent() && headers.firstValue("X-Linked-Size").isPresent();
    }

    private URI next(URI from, String location) {
        URI next;
        try {
            next = from.resolve(UNENCODED.matcher(location)
                    .replaceAll(found -> String.format("%%%02X", (int) found.group().charAt(0))));
        } catch (IllegalArgumentException e) {
            throw new HubException(from.getHost() + " redirects to what is no address. Check HF_ENDPOINT.", e);
        }
        if (next.getHost() == null || (!"https".equals(next.getScheme())
                && ("https".equals(from.getScheme()) || !"http".equals(next.getScheme())))) {
            throw new HubException(from.getHost() + " redirects to " + next.getScheme() + "://" + next.getHost()
                    + ", which is less safe than it is itself; that is refused. Check HF_ENDPOINT.");
        }
        return next;
    }

    private HttpRequest to(URI address, HttpRequest.Builder request) {
        HttpRequest.Builder addressed = request.copy().uri(address);
        if (isHub(address)) {
            connection.token().ifPresent(token -> addressed.header("Authorization", token.header()));
        }
        connection.proxies().authorization(address).ifPresent(value -> addressed.header("Proxy-Authorization", value));
        return addressed.build();
    }

    private boolean isHub(URI address) {
        URI hub = connection.endpoint();
        return hub.getScheme().equals(address.getScheme()) && hub.getHost().equalsIgnoreCase(address.getHost())
                && hub.getPort() == address.getPort();
    }

    /** Not by the request's own timeout: from some JDK on that covers the body too, which may take hours. */
    private <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> body) throws IOException {
        CompletableFuture<HttpResponse<T>> sent = client.sendAsync(request, body);
        try {
            HttpResponse<T> response = sent.get(patience.silence().toMillis(), TimeUnit.MILLISECONDS);
            reached = true;
            refuseIfStopped(response);
            refuseIfBusy(request.uri(), response);
            return response;
        } catch (ExecutionException e) {
            throw failure(request.uri(), e.getCause());
        } catch (TimeoutException e) {
            sent.cancel(true);
            throw new IOException(request.uri().getHost() + " does not answer", e);
        } catch (InterruptedException e) {
            sent.cancel(true);
            throw Patience.interrupted(e);
        }
    }

    private IOException failure(URI address, Throwable cause) {
        IOException failure = cause instanceof IOException e ? e : new IOException(cause);
        boolean connecting = failure instanceof ConnectException || failure instanceof HttpConnectTimeoutException;
        boolean proxied = connection.proxies().select(address).get(0).type() != Proxy.Type.DIRECT;
        String message = connecting ? "no connection to " + address.getHost() + (proxied ? " by way of the proxy" : "")
                : DiskException.reason(failure).replaceFirst("\\.$", "");
        boolean noWay = !reached && (connecting || failure instanceof SSLException);
        return noWay ? Unavailable.unreachable(message, failure) : new IOException(message, failure);
    }

    private static void refuseIfStopped(HttpResponse<?> response) {
        if (response.statusCode() == PROXY_AUTHENTICATION) {
            throw new HubException("The proxy lets nobody through without a user name and password that it knows (407). Set "
                    + "HTTPS_PROXY (for http addresses HTTP_PROXY) to http://USER:PASSWORD@HOST:PORT.");
        }
    }

    private void refuseIfBusy(URI address, HttpResponse<?> response) throws Unavailable {
        int status = response.statusCode();
        if (status == TOO_MANY_REQUESTS) {
            Optional<Duration> wait = delay(response.headers());
            throw Unavailable.busy(address.getHost() + " takes no more requests for now (429)"
                    + wait.map(time -> ", but again in " + time.toSeconds() + " s").orElse("")
                    + (connection.token().isEmpty() ? "; with HF_TOKEN set it takes more" : ""), wait);
        }
        if (status == REQUEST_TIMEOUT || status >= SERVER_ERRORS) {
            throw Unavailable.busy(address.getHost() + " is out of order (" + status + ")", delay(response.headers()));
        }
    }

    /** @return until when to wait, as {@code Retry-After} (seconds or a date) or {@code RateLimit} (…;t=seconds) say */
    private Optional<Duration> delay(HttpHeaders headers) {
        Optional<String> after = headers.firstValue("Retry-After").map(String::strip);
        if (after.isEmpty()) {
            return headers.firstValue("RateLimit").map(RESET::matcher).filter(Matcher::find)
                    .map(reset -> Duration.ofSeconds(Long.parseLong(reset.group(1))));
        }
        if (after.get().matches("\\d{1,9}")) {
            return after.map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)));
        }
        try {
            Duration wait = Duration.between(patience.clock().instant(),
                    ZonedDateTime.parse(after.get(), DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
            return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
        } catch (DateTimeException noDate) {
            return Optional.empty();
        }
    }
}
