package dev.headstart.hub;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the environment says, in the variables of Python's client. Each is looked at when it is needed: a proxy or a token that cannot
 * be used is in nobody's way who asks nothing of the hub. They may hold secrets, so this is no record, which would print them.
 */
final class HubConfig {
    private static final Set<String> TRUE = Set.of("1", "ON", "YES", "TRUE");

    private final Map<String, String> environment;
    private final Path home;

    private HubConfig(Map<String, String> environment, Path home) {
        this.environment = environment;
        this.home = home;
    }

    /** @param home the user's folder */
    static HubConfig of(Map<String, String> environment, Path home) {
        return new HubConfig(environment, home);
    }

    /** @return whether to look into the cache only */
    boolean offline() {
        return isSet("HF_HUB_OFFLINE") || isSet("TRANSFORMERS_OFFLINE");
    }

    HubCache cache() {
        return new HubCache(path("HF_HUB_CACHE").or(() -> path("HUGGINGFACE_HUB_CACHE")).orElseGet(() -> ours().resolve("hub")),
                !isSet("HF_HUB_DISABLE_SYMLINKS"));
    }

    Path tokenFile() {
        return path("HF_TOKEN_PATH").orElseGet(() -> ours().resolve("token"));
    }

    private Path ours() {
        return path("HF_HOME").orElseGet(() -> path("XDG_CACHE_HOME").orElse(home.resolve(".cache")).resolve("huggingface"));
    }

    /** @return the first of these variables that is not empty */
    Optional<String> given(String... names) {
        return Arrays.stream(names).map(name -> environment.getOrDefault(name, "").strip()).filter(value -> !value.isEmpty()).findFirst();
    }

    boolean isSet(String name) {
        return given(name).map(value -> TRUE.contains(value.toUpperCase(Locale.ROOT))).orElse(false);
    }

    private Optional<Path> path(String name) {
        return given(name).map(value -> value.equals("~") || value.startsWith("~/")
                ? home.resolve(value.substring(Math.min(2, value.length()))) : Path.of(value));
    }
}
