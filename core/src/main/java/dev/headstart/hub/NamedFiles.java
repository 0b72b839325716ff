package dev.headstart.hub;

import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.PathMatcher;
import java.util.List;

/**
 * Files by name.
 *
 * @param patterns paths in the repository, in which {@code *} stands for anything without a slash and {@code **} for anything
 */
public record NamedFiles(List<String> patterns) implements Selection {
    public NamedFiles {
        patterns = List.copyOf(patterns);
    }

    @Override
    public List<String> of(List<String> files, String where) {
        FileSystem system = FileSystems.getDefault();
        List<PathMatcher> matchers = patterns.stream().map(pattern -> system.getPathMatcher("glob:" + pattern)).toList();
        for (int i = 0; i < patterns.size(); i++) {
            PathMatcher matcher = matchers.get(i);
            if (files.stream().noneMatch(file -> matcher.matches(system.getPath(file)))) {
                throw new HubException(where + " has no file '" + patterns.get(i) + "'. Check the name.");
            }
        }
        return files.stream().filter(file -> matchers.stream().anyMatch(matcher -> matcher.matches(system.getPath(file)))).toList();
    }
}
