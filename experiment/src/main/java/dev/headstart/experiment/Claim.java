package dev.headstart.experiment;

import java.util.Optional;

/**
 * That one setting beats another, on each target and on average.
 *
 * @param better name of the setting that should win
 * @param than   name of the other
 * @param says   what the paper says of it
 */
public record Claim(String better, String than, Optional<String> says) {}
