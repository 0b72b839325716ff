package dev.headstart.experiment;

import dev.headstart.io.DiskException;
import dev.headstart.io.MalformedFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the {@code run.json} of a run says. */
record RunCard(Path file, JsonNode node) {
    static final String NAME = "run.json";
    static final String DATA = "data_sha256";
    static final String ENCODER = "encoder_sha256";

    static RunCard of(Path run) {
        Path file = run.resolve(NAME);
        try {
            return new RunCard(file, JsonMapper.shared().readTree(Files.readString(file)));
        } catch (JacksonException e) {
            throw new MalformedFileException(file, "", "it is not well-formed JSON. Delete its folder, so that the run is repeated.", e);
        } catch (IOException e) {
            throw new DiskException("Cannot read", file, e);
        }
    }

    /** @return the score by which the kept parameters were chosen, if dev was looked at */
    Optional<Double> dev() {
        return node.get("result").properties().stream().filter(figure -> figure.getKey().startsWith("dev_") && figure.getValue().isNumber())
                .map(figure -> figure.getValue().asDouble()).findFirst();
    }

    int steps() {
        return node.get("result").get("steps").asInt();
    }

    double seconds() {
        return node.get("result").get("wall_seconds").asDouble();
    }

    long trainable() {
        return count(row -> row.get("role").asString().equals("trainable"));
    }

    long parameters() {
        return count(row -> true);
    }

    private long count(Predicate<JsonNode> which) {
        return StreamSupport.stream(node.get("parameters").get("rows").spliterator(), false).filter(which)
                .mapToLong(row -> row.get("parameters").asLong()).sum();
    }

    /** @return versions, and hashes of encoder and data */
    Map<String, String> provenance() {
        Map<String, String> provenance = new LinkedHashMap<>();
        node.get("versions").properties().forEach(version -> provenance.put(version.getKey(), version.getValue().asString()));
        provenance.put(ENCODER, node.get(ENCODER).asString());
        node.get(DATA).properties().forEach(hash -> provenance.put(DATA + " " + hash.getKey(), hash.getValue().asString()));
        return provenance;
    }
}
