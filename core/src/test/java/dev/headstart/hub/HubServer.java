package dev.headstart.hub;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.headstart.io.JsonText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A hub as far as reading goes, in the manner of huggingface.co: large files are redirected to a storage of another origin, small
 * ones to another place of the same; what a test queues goes wrong, once each, when contents are asked for. As a program it serves a folder
 * ({@code FOLDER/models/OWNER/NAME/…}, {@code FOLDER/datasets/…}) for tools/interop/hub.
 */
final class HubServer implements AutoCloseable {
    /** A request as it came. */
    record Asked(boolean ofStorage, String method, String path, Optional<String> authorization, Optional<String> proxyAuthorization,
            Optional<String> range) {}

    private static final Pattern API = Pattern.compile("/api/(models|datasets)/(.+?)/(revision|tree)/([^/]+)");
    private static final Pattern RESOLVE = Pattern.compile("/(datasets/)?(.+?)/resolve/([^/]+)/(.+)");
    private static final Pattern RESOLVED = Pattern.compile("/api/resolve-cache/(models|datasets)/(.+?)/[0-9a-f]{40}/(.+)");
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-");
    static final int PARTIAL = 206;
    private static final int PIECE = 1 << 20;

    private final HttpServer hub;
    private final HttpServer storage;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, HubRepository> repositories = new ConcurrentHashMap<>();
    private final Map<String, String> renamed = new ConcurrentHashMap<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final Deque<HubFault> contentFaults = new ConcurrentLinkedDeque<>();
    private final Deque<HubFault> questionFaults = new ConcurrentLinkedDeque<>();

    HubServer(int port) {
        try {
            hub = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            storage = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        hub.createContext("/", exchange -> handle(exchange, false));
        storage.createContext("/", exchange -> handle(exchange, true));
        Stream.of(hub, storage).forEach(server -> {
            server.setExecutor(threads);
            server.start();
        });
    }

    String address() {
        return address(hub);
    }

    private static String address(HttpServer server) {
        return "http://" + server.getAddress().getAddress().getHostAddress() + ":" + server.getAddress().getPort();
    }

    /** @param place {@code models/NAME} or {@code datasets/OWNER/NAME} */
    void put(String place, HubRepository repository) {
        repositories.put(place, repository);
    }

    void rename(String from, String to) {
        renamed.put(from, to);
    }

    /** Befalls the next request for a content. */
    void nextContent(HubFault fault) {
        contentFaults.add(fault);
    }

    /** Befalls the next question to the interface. */
    void nextQuestion(HubFault fault) {
        questionFaults.add(fault);
    }

    List<Asked> asked() {
        return List.copyOf(asked);
    }

    /** @return requests for contents, wherever they lie */
    List<Asked> contentsAsked() {
        return asked.stream().filter(each -> each.method().equals("GET"))
                .filter(each -> each.ofStorage() || RESOLVED.matcher(each.path()).matches()).toList();
    }

    private void handle(HttpExchange exchange, boolean ofStorage) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getRawPath();
            asked.add(new Asked(ofStorage, exchange.getRequestMethod(), path,
                    Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization")),
                    Optional.ofNullable(exchange.getRequestHeaders().getFirst("Proxy-Authorization")),
                    Optional.ofNullable(exchange.getRequestHeaders().getFirst("Range"))));
            Matcher api = API.matcher(path);
            Matcher resolve = RESOLVE.matcher(path);
            Matcher resolved = RESOLVED.matcher(path);
            if (ofStorage) {
                serve(exchange, repositories.values().stream().flatMap(each -> each.content(path.substring(1)).stream())
                        .findFirst().orElseThrow());
            } else if (api.matches()) {
                answer(exchange, api);
            } else if (resolved.matches()) {
                serveSmall(exchange, repositories.get(resolved.group(1) + "/" + resolved.group(2)), decoded(resolved.group(3)));
            } else if (resolve.matches()) {
                resolve(exchange, resolve);
            } else {
                refuse(exchange, 404, "");
            }
        }
    }

    private void answer(HttpExchange exchange, Matcher api) throws IOException {
        HubFault fault = questionFaults.poll();
        Optional<HubRepository> repository = Optional.ofNullable(repositories.get(api.group(1) + "/" + api.group(2)));
        String other = renamed.get(api.group(1) + "/" + api.group(2));
        if (fault != null) {
            fault.befall(exchange, new byte[0]);
        } else if (other != null) {
            redirect(exchange, "/api/" + other + "/" + api.group(3) + "/" + api.group(4), 307);
        } else if (repository.isEmpty()) {
            refuse(exchange, 401, "RepoNotFound");
        } else if (!repository.get().has(decoded(api.group(4)))) {
            refuse(exchange, 404, "RevisionNotFound");
        } else {
            Object answer = api.group(3).equals("tree") ? repository.get().tree() : repository.get().info();
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            send(exchange, 200, JsonText.line(answer).getBytes(StandardCharsets.UTF_8));
        }
    }

    private void resolve(HttpExchange exchange, Matcher resolve) throws IOException {
        String place = (resolve.group(1) == null ? "models/" : "datasets/") + resolve.group(2);
        if (renamed.containsKey(place)) {
            String to = renamed.get(place).replaceFirst("^models/", "");
            redirect(exchange, "/" + to + "/resolve/" + resolve.group(3) + "/" + resolve.group(4), 307);
            return;
        }
        HubRepository repository = repositories.get(place);
        String file = decoded(resolve.group(4));
        Optional<byte[]> content = repository.file(file);
        exchange.getResponseHeaders().set("X-Repo-Commit", repository.commit());
        if (content.isEmpty()) {
            refuse(exchange, 404, "EntryNotFound");
        } else if (repository.isLarge(file)) {
            exchange.getResponseHeaders().set("X-Linked-Etag", "\"" + repository.hash(file) + "\"");
            exchange.getResponseHeaders().set("X-Linked-Size", String.valueOf(content.get().length));
            redirect(exchange, address(storage) + "/" + repository.hash(file) + "?name=\"" + file + "\"", 302);
        } else {
            redirect(exchange, "/api/resolve-cache/" + place + "/" + repository.commit() + "/" + resolve.group(4), 307);
        }
    }

    private void serveSmall(HttpExchange exchange, HubRepository repository, String file) throws IOException {
        exchange.getResponseHeaders().set("X-Repo-Commit", repository.commit());
        exchange.getResponseHeaders().set("ETag", "\"" + repository.hash(file) + "\"");
        serve(exchange, repository.file(file).orElseThrow());
    }

    private static String decoded(String part) {
        return URI.create("/" + part).getPath().substring(1);
    }

    private void serve(HttpExchange exchange, byte[] content) throws IOException {
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().set("Content-Length", String.valueOf(content.length));
            exchange.sendResponseHeaders(200, -1);
            return;
        }
        HubFault fault = contentFaults.poll();
        if (fault == null) {
            serveFully(exchange, content);
        } else {
            fault.befall(exchange, content);
        }
    }

    static void serveFully(HttpExchange exchange, byte[] content) throws IOException {
        int from = begin(exchange, content);
        send(exchange, from > 0 ? PARTIAL : 200, Arrays.copyOfRange(content, from, content.length));
    }

    /** @return the first byte that is wanted, which is answered in a header if it is not 0 */
    static int begin(HttpExchange exchange, byte[] content) {
        Matcher range = RANGE.matcher(Optional.ofNullable(exchange.getRequestHeaders().getFirst("Range")).orElse(""));
        int from = range.matches() ? Integer.parseInt(range.group(1)) : 0;
        if (from > 0) {
            exchange.getResponseHeaders().set("Content-Range", "bytes " + from + "-" + (content.length - 1) + "/" + content.length);
        }
        return from;
    }

    /** In pieces: the server copies what it is given at once. */
    static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        for (int from = 0; from < body.length; from += PIECE) {
            exchange.getResponseBody().write(body, from, Math.min(PIECE, body.length - from));
        }
    }

    private static void redirect(HttpExchange exchange, String to, int status) throws IOException {
        exchange.getResponseHeaders().set("Location", to);
        exchange.sendResponseHeaders(status, -1);
    }

    static void refuse(HttpExchange exchange, int status, String code) throws IOException {
        if (!code.isEmpty()) {
            exchange.getResponseHeaders().set("X-Error-Code", code);
        }
        exchange.sendResponseHeaders(status, -1);
    }

    @Override
    public void close() {
        hub.stop(0);
        storage.stop(0);
        threads.shutdownNow();
    }

    /** Serves until it is killed. Arguments: folder, port. */
    public static void main(String[] args) throws IOException {
        HubServer server = new HubServer(Integer.parseInt(args[1]));
        for (String kind : List.of("models", "datasets")) {
            Path all = Path.of(args[0], kind);
            for (Path owner : HubRepository.folders(all)) {
                for (Path folder : HubRepository.folders(owner)) {
                    String name = owner.getFileName() + "/" + folder.getFileName();
                    server.put(kind + "/" + name, HubRepository.of(name, folder));
                }
            }
        }
        System.out.println(server.address());
        System.out.println(Files.isDirectory(Path.of(args[0])) ? "serving" : "nothing to serve");
    }
}
