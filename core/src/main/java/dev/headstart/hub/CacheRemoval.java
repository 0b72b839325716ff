package dev.headstart.hub;

import java.nio.file.Path;

/**
 * Something that leaves the cache.
 *
 * @param path  a file, or the folder of a snapshot
 * @param bytes that come free
 * @param why   it goes
 */
public record CacheRemoval(Path path, long bytes, String why) {}
