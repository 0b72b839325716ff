package dev.headstart.hub;

import dev.headstart.io.DiskException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The hub's interface, as far as it serves to read files. */
final class Remote {
    private static final int OK = 200;
    private static final int ERRORS = 400;
    private static final int RANGE_NOT_SATISFIABLE = 416;
    private static final Pattern PART_OF_PATH = Pattern.compile("[^/\\\\:\\p{Cntrl}]+");

    private final Connection connection;
    private final Patience patience;
    private final Requests requests;
    private final HubListener listener;

    Remote(Connection connection, Patience patience, HubListener listener) {
        this.connection = connection;
        this.patience = patience;
        this.listener = listener;
        requests = new Requests(connection, patience);
    }

    /** As {@link Patience#untilDone}; who waits is told for what. */
    <T> T untilDone(String what, Patience.Attempt<T> attempt) throws IOException {
        return patience.untilDone(attempt, (why, wait) -> listener.say(what + ": "
                + DiskException.reason(why).replaceFirst("\\.$", "") + "; trying again in " + wait.toSeconds() + " s."));
    }

    /**
     * @throws HubException if there is no such repository or revision, or it is closed to us
     * @throws IOException  if the hub cannot be reached or does not serve now
     */
    Listing list(Repository repository) throws IOException {
        URI address = address("api/" + repository.kind().plural() + "/" + repository.name() + "/revision/"
                + encoded(repository.revision()));
        HttpResponse<String> response = untilDone(repository.toString(), () -> requests.ask(address));
        if (response.statusCode() != OK) {
            throw Refusal.of(connection, repository, response);
        }
        JsonNode answer = json(response.body());
        String commit = answer.path("sha").asString("");
        if (!Repository.isCommit(commit) || !answer.path("siblings").isArray()) {
            throw noHub();
        }
        tellNewName(repository, answer.path("id").asString(repository.name()));
        return new Listing(repository, commit, files(answer.path("siblings")));
    }

    private void tellNewName(Repository repository, String name) {
        if (!name.equals(repository.name())) {
            listener.say("The " + repository.kind() + " " + repository.name() + " is now called " + name + ".");
        }
    }

    private JsonNode json(String text) {
        try {
            return JsonMapper.shared().readTree(text);
        } catch (JacksonException e) {
            throw noHub();
        }
    }

    private HubException noHub() {
        return new HubException(connection.endpoint() + " does not answer as a hub of Hugging Face does. Check HF_ENDPOINT and "
                + "whether a proxy or a login page stands in between.");
    }

    private List<String> files(JsonNode siblings) {
        List<String> files = new ArrayList<>();
        for (JsonNode sibling : siblings) {
            String path = sibling.path("rfilename").asString("");
            // becomes a path on this disk, so it must stay where it is put
            if (Arrays.stream(path.split("/", -1)).allMatch(part -> PART_OF_PATH.matcher(part).matches()
                    && !part.equals(".") && !part.equals(".."))) {
                files.add(path);
            }
        }
        return List.copyOf(files);
    }

    /** @throws IOException if the hub does not serve now */
    RemoteFile describe(Listing listing, String path) throws IOException {
        URI address = addressOf(listing, path);
        HttpResponse<Void> response = untilDone(path, () -> requests.about(address));
        HttpHeaders headers = response.headers();
        if (response.statusCode() >= ERRORS) {
            throw Refusal.of(connection, listing.repository(), response);
        }
        Optional<ContentHash> hash = headers.firstValue("X-Linked-Etag").or(() -> headers.firstValue("ETag"))
                .flatMap(ContentHash::ofTag);
        Optional<Long> size = headers.firstValue("X-Linked-Size").or(() -> headers.firstValue("Content-Length"))
                .filter(text -> text.matches("\\d{1,18}")).map(Long::parseLong);
        if (hash.isEmpty() || size.isEmpty() || !headers.firstValue("X-Repo-Commit").orElse(listing.commit()).equals(listing.commit())) {
            throw new HubException(connection.endpoint() + " names no hash or size of " + path + " in " + listing
                    + ", so it could not be checked. Is HF_ENDPOINT a hub of Hugging Face?");
        }
        return new RemoteFile(path, hash.get(), size.get());
    }

    /** @return as {@link Requests#open} */
    HttpResponse<InputStream> open(Listing listing, String path, long from) throws IOException {
        HttpResponse<InputStream> response = requests.open(addressOf(listing, path), from);
        if (response.statusCode() / 100 != 2 && response.statusCode() != RANGE_NOT_SATISFIABLE) {
            throw Refusal.of(connection, listing.repository(), response);
        }
        return response;
    }

    private URI addressOf(Listing listing, String path) {
        String parts = Arrays.stream(path.split("/")).map(Remote::encoded).collect(Collectors.joining("/"));
        return address(listing.repository().kind().prefix() + listing.repository().name() + "/resolve/" + listing.commit() + "/"
                + parts);
    }

    private URI address(String path) {
        return URI.create(connection.endpoint() + "/" + path);
    }

    private static String encoded(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
