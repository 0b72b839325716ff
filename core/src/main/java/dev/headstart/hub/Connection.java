package dev.headstart.hub;

import dev.headstart.io.DiskException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How to reach the hub.
 *
 * @param endpoint without a slash at its end
 */
record Connection(URI endpoint, Optional<Token> token, Proxies proxies) {
    private static final String USUAL_ENDPOINT = "https://huggingface.co";

    /** @throws IllegalArgumentException if a variable that says so is malformed */
    static Connection of(HubConfig config) {
        return new Connection(endpoint(config), token(config), new Proxies(config));
    }

    private static URI endpoint(HubConfig config) {
        String text = config.given("HF_ENDPOINT").orElse(USUAL_ENDPOINT).replaceFirst("/+$", "");
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

    private static Optional<Token> token(HubConfig config) {
        if (config.isSet("HF_HUB_DISABLE_IMPLICIT_TOKEN")) {
            return Optional.empty();
        }
        for (String name : List.of("HF_TOKEN", "HUGGING_FACE_HUB_TOKEN")) {
            Optional<String> value = config.given(name);
            if (value.isPresent()) {
                return Optional.of(new Token(value.get(), name));
            }
        }
        Path file = config.tokenFile();
        try {
            String text = Files.isRegularFile(file) ? Files.readString(file).strip() : "";
            return text.isEmpty() ? Optional.empty() : Optional.of(new Token(text, file.toString()));
        } catch (IOException e) {
            throw new DiskException("Cannot read", file, e);
        }
    }
}
