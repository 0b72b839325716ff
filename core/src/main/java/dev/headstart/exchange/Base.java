package dev.headstart.exchange;

import java.util.Optional;

/**
 * What another library is to take for the encoder.
 *
 * @param name     its folder, or its name on the hub
 * @param revision a commit, tag or branch there; empty: the newest, or a folder
 */
public record Base(String name, Optional<String> revision) {}
