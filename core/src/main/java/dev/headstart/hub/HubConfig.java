package dev.headstart.hub;

import dev.headstart.io.DiskException;
import java.io.IOException;
import java.net.ProxySelector;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where the hub is and where its files are kept.
 *
 * @param endpoint without a slash at its end
 * @param offline  whether to look into the cache only
 */
record HubConfig(URI endpoint, Optional<Token> token, ProxySelector proxies, boolean offline, HubCache cache) {
    private static final String USUAL_ENDPOINT = "https://huggingface.co";
    private static final Set<String> TRUE = Set.of("1", "ON", "YES", "TRUE");

    /** As Python's client reads the variables that are named here. @param home the user's folder */
    static HubConfig of(Map<String, String> environment, Path home) {
        Path huggingFace = path(environment, home, "HF_HOME").orElseGet(() -> path(environment, home, "XDG_CACHE_HOME")
                .orElse(home.resolve(".cache")).resolve("huggingface"));
        Path cache = path(environment, home, "HF_HUB_CACHE").or(() -> path(environment, home, "HUGGINGFACE_HUB_CACHE"))
                .orElse(huggingFace.resolve("hub"));
        Path tokenFile = path(environment, home, "HF_TOKEN_PATH").orElse(huggingFace.resolve("token"));
        return new HubConfig(endpoint(environment), token(environment, tokenFile), new Proxies(environment),
                isSet(environment, "HF_HUB_OFFLINE") || isSet(environment, "TRANSFORMERS_OFFLINE"),
                new HubCache(cache, !isSet(environment, "HF_HUB_DISABLE_SYMLINKS")));
    }

    private static URI endpoint(Map<String, String> environment) {
        String text = given(environment, "HF_ENDPOINT").orElse(USUAL_ENDPOINT).replaceFirst("/+$", "");
        try {
            URI uri = URI.create(text);
            if (List.of("http", "https").contains(String.valueOf(uri.getScheme())) && uri.getHost() != null
                    && uri.getUserInfo() == null) {
                return uri;
            }
        } catch (IllegalArgumentException noAddress) {
            // said below, in one way
        }
        throw new IllegalArgumentException("HF_ENDPOINT is no address: it must be like " + USUAL_ENDPOINT + ". Correct it.");
    }

    private static Optional<Token> token(Map<String, String> environment, Path file) {
        if (isSet(environment, "HF_HUB_DISABLE_IMPLICIT_TOKEN")) {
            return Optional.empty();
        }
        for (String name : List.of("HF_TOKEN", "HUGGING_FACE_HUB_TOKEN")) {
            Optional<String> value = given(environment, name);
            if (value.isPresent()) {
                return Optional.of(new Token(value.get(), name));
            }
        }
        try {
            String text = Files.isRegularFile(file) ? Files.readString(file).strip() : "";
            return text.isEmpty() ? Optional.empty() : Optional.of(new Token(text, file.toString()));
        } catch (IOException e) {
            throw new DiskException("Cannot read", file, e);
        }
    }

    private static Optional<String> given(Map<String, String> environment, String name) {
        return Optional.of(environment.getOrDefault(name, "").strip()).filter(value -> !value.isEmpty());
    }

    private static boolean isSet(Map<String, String> environment, String name) {
        return given(environment, name).map(value -> TRUE.contains(value.toUpperCase(Locale.ROOT))).orElse(false);
    }

    private static Optional<Path> path(Map<String, String> environment, Path home, String name) {
        return given(environment, name).map(value -> value.equals("~") || value.startsWith("~/")
                ? home.resolve(value.substring(Math.min(2, value.length()))) : Path.of(value));
    }
}
