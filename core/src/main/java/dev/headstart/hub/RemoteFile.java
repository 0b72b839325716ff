package dev.headstart.hub;

/**
 * A file of the hub.
 *
 * @param path inside its repository
 * @param hash of its content
 * @param size in bytes
 */
record RemoteFile(String path, ContentHash hash, long size) {}
