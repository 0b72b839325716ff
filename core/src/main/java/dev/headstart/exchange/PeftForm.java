package dev.headstart.exchange;

import dev.headstart.checkpoint.ConfigKeys;
import dev.headstart.model.Parameters;
import dev.headstart.peft.PeftMethod;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One of peft's methods and ours that computes the same: how the one's configuration and tensors stand for the other's. */
interface PeftForm<M extends PeftMethod> {
    /** All there are. */
    List<PeftForm<?>> ALL = List.of(new PeftLora(), new PeftIa3(), new PeftPrefix(), new PeftPrompt());
    /** What peft's names begin with, but for those of {@link #learnsPrompt}. */
    String INSIDE = "base_model.model.";

    /** @return the value of {@code peft_type} */
    String type();

    Class<M> method();

    /** @return what adapter_config.json says of the method @throws IllegalArgumentException if peft has no such thing */
    Map<String, Object> settings(M method, Host host);

    /** @return θa under peft's names and in its shapes */
    Parameters theirs(Parameters adapter, Host host);

    /** @return θa under our names; what is unknown keeps its name */
    Parameters ours(Parameters theirs, Host host);

    /** @param ours θa, whose names say where it sits */
    M read(ConfigKeys keys, Parameters ours, Host host);

    /** @return keys beside {@link PeftFormat}'s that change nothing, whatever they say, or nothing that tensors do not say too */
    Set<String> harmless();

    /** @return whether peft takes it for something in front of the model, which then has another name */
    default boolean learnsPrompt() {
        return false;
    }
}
