package dev.headstart.hub;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Proxies as {@code HTTP_PROXY}, {@code HTTPS_PROXY}, else {@code ALL_PROXY}, and {@code NO_PROXY} name them, in lower case, else in
 * upper.
 */
final class Proxies extends ProxySelector {
    private static final Route DIRECT = new Route(Proxy.NO_PROXY, Optional.empty());
    private static final int USUAL_PORT = 80;

    /** @param authorization value of the header that carries user name and password */
    private record Route(Proxy proxy, Optional<String> authorization) {}

    private final Map<String, Route> byScheme = new HashMap<>();
    private final List<String> exceptions;

    /** @throws IllegalArgumentException if there is one that cannot be used */
    Proxies(HubConfig config) {
        for (String scheme : List.of("http", "https")) {
            byScheme.put(scheme, route(config, scheme + "_proxy").or(() -> route(config, "all_proxy")).orElse(DIRECT));
        }
        exceptions = Arrays.stream(given(config, "no_proxy").orElse("").split(",")).map(String::strip)
                .filter(host -> !host.isEmpty()).map(host -> host.toLowerCase(Locale.ROOT)).toList();
    }

    private static Optional<String> given(HubConfig config, String name) {
        return config.given(name, name.toUpperCase(Locale.ROOT));
    }

    private static Optional<Route> route(HubConfig config, String name) {
        return given(config, name).map(address -> route(name.toUpperCase(Locale.ROOT), address));
    }

    /** The address is not repeated in errors: it may hold a password. */
    private static Route route(String name, String address) {
        try {
            URI uri = URI.create(address.contains("://") ? address : "http://" + address);
            if ("http".equals(uri.getScheme()) && uri.getHost() != null) {
                return new Route(new Proxy(Proxy.Type.HTTP,
                        InetSocketAddress.createUnresolved(uri.getHost(), uri.getPort() < 0 ? USUAL_PORT : uri.getPort())),
                        Optional.ofNullable(uri.getUserInfo()).map(Proxies::basic));
            }
        } catch (IllegalArgumentException noAddress) {
            // said below, in one way
        }
        throw new IllegalArgumentException(name + " is no address that can be used here: it must be http://HOST:PORT or "
                + "http://USER:PASSWORD@HOST:PORT. Correct it, or fetch with Python's client into the same cache and set "
                + "HF_HUB_OFFLINE=1.");
    }

    private static String basic(String userAndPassword) {
        return "Basic " + Base64.getEncoder().encodeToString(userAndPassword.getBytes(StandardCharsets.UTF_8));
    }

    private Route route(URI uri) {
        return isExcepted(uri) ? DIRECT : byScheme.getOrDefault(uri.getScheme(), DIRECT);
    }

    @Override
    public List<Proxy> select(URI uri) {
        return List.of(route(uri).proxy());
    }

    /**
     * Sent with the first request: a client that waits to be asked takes the hub's own 401 for such a question.
     *
     * @return what makes the proxy on the way to {@code uri} let us through, if there is one that wants it
     */
    Optional<String> authorization(URI uri) {
        return route(uri).authorization();
    }

    private boolean isExcepted(URI uri) {
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        return exceptions.stream().anyMatch(exception -> exception.equals("*") || exception.equals(host)
                || exception.equals(host + ":" + uri.getPort()) || host.endsWith(exception.startsWith(".") ? exception : "." + exception));
    }

    /** Whoever asked is told by the request itself. */
    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException e) {}
}
