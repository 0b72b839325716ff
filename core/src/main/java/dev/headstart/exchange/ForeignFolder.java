package dev.headstart.exchange;

import dev.headstart.checkpoint.ConfigKeys;
import dev.headstart.checkpoint.ParametersFile;
import dev.headstart.io.MalformedFileException;
import dev.headstart.model.Parameters;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** What the folders of all libraries have in common. */
final class ForeignFolder {
    static final String CONFIG = "adapter_config.json";

    private ForeignFolder() {}

    /** @param pickle the file that a library may have written instead, which can run code @return all tensors of the file */
    static Parameters tensors(Path folder, String name, String pickle) {
        Path file = folder.resolve(name);
        if (!Files.exists(file) && Files.exists(folder.resolve(pickle))) {
            throw new MalformedFileException(folder.resolve(pickle), "", "it is a pickle: to read it is to run what it says. Save the "
                    + "adapter as " + name + ", if you trust it.");
        }
        Parameters tensors = ParametersFile.readAll(file).parameters();
        tensors.byName().forEach((tensor, values) -> {
            if (!values.is_floating_point()) {
                throw new MalformedFileException(file, "tensor '" + tensor + "'", "it does not hold floating-point numbers. Save the "
                        + "adapter without quantisation.");
            }
        });
        return tensors;
    }

    /**
     * Keys that were asked for have been judged. Of the others those that are off may stand, and those that never matter.
     *
     * @throws MalformedFileException naming a key that asks for something else
     */
    static void refuseUnknown(ConfigKeys keys, Set<String> harmless) {
        for (String key : keys.ignored()) {
            if (!harmless.contains(key) && !keys.absent(key) && !isOff(keys.value(key))) {
                throw keys.malformed(key, "it is " + keys.value(key) + ", which Headstart does not do. Only an adapter without it can "
                        + "be read.");
            }
        }
    }

    private static boolean isOff(JsonNode value) {
        return value.isBoolean() ? !value.booleanValue() : value.isContainer() ? value.isEmpty()
                : value.isString() && value.stringValue().isEmpty();
    }
}
