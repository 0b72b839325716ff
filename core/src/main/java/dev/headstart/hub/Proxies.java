package dev.headstart.hub;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Proxies as {@code HTTP_PROXY}, {@code HTTPS_PROXY} and {@code NO_PROXY} name them, in upper or lower case. */
final class Proxies extends ProxySelector {
    private static final List<Proxy> DIRECT = List.of(Proxy.NO_PROXY);
    private static final int USUAL_PORT = 80;

    private final Map<String, List<Proxy>> byScheme = new HashMap<>();
    private final List<String> exceptions;

    Proxies(Map<String, String> environment) {
        for (String scheme : List.of("http", "https")) {
            String name = scheme.toUpperCase(Locale.ROOT) + "_PROXY";
            String address = either(environment, name);
            byScheme.put(scheme, address.isEmpty() ? DIRECT : List.of(proxy(name, address)));
        }
        exceptions = Arrays.stream(either(environment, "NO_PROXY").split(",")).map(String::strip)
                .filter(host -> !host.isEmpty()).map(host -> host.toLowerCase(Locale.ROOT)).toList();
    }

    private static String either(Map<String, String> environment, String name) {
        String lower = environment.getOrDefault(name.toLowerCase(Locale.ROOT), "");
        return lower.isEmpty() ? environment.getOrDefault(name, "") : lower;
    }

    /** The address is not repeated in errors: it may hold a password. */
    private static Proxy proxy(String name, String address) {
        try {
            URI uri = URI.create(address.contains("://") ? address : "http://" + address);
            if ("http".equals(uri.getScheme()) && uri.getHost() != null && uri.getUserInfo() == null) {
                return new Proxy(Proxy.Type.HTTP,
                        InetSocketAddress.createUnresolved(uri.getHost(), uri.getPort() < 0 ? USUAL_PORT : uri.getPort()));
            }
        } catch (IllegalArgumentException noAddress) {
            // said below, in one way
        }
        throw new IllegalArgumentException(name + " is no address that can be used here: it must be http://HOST:PORT, without a "
                + "user name. Correct it, or fetch with Python's client into the same cache and set HF_HUB_OFFLINE=1.");
    }

    @Override
    public List<Proxy> select(URI uri) {
        return isExcepted(uri) ? DIRECT : byScheme.getOrDefault(uri.getScheme(), DIRECT);
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
