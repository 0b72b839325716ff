package dev.headstart.hub;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether the cache holds what it says: every blob is hashed again. A copy in a snapshot, made where links are impossible, has no
 * hash of its own and is not looked at.
 *
 * @param blobs   how many were hashed
 * @param copies  how many were not looked at
 * @param damages what is wrong
 */
public record CacheCheck(int blobs, int copies, List<Damage> damages) {
    /** @param file which @param why what is wrong with it */
    public record Damage(Path file, String why) {}

    static CacheCheck of(HubCache cache) {
        CacheContents contents = new CacheContents(cache);
        List<Damage> damages = new ArrayList<>();
        int blobs = 0;
        int copies = 0;
        for (Repository repository : contents.repositories()) {
            for (Path blob : contents.blobs(repository)) {
                Optional<ContentHash> hash = ContentHash.ofTag(blob.getFileName().toString());
                blobs += hash.isPresent() ? 1 : 0;
                if (hash.isPresent() && !hash.get().matches(blob)) {
                    damages.add(new Damage(blob, "its content has not the hash of its name"));
                }
            }
            List<Path> named = CacheContents.files(cache.snapshots(repository));
            copies += (int) named.stream().filter(Files::isRegularFile).filter(file -> !Files.isSymbolicLink(file)).count();
            named.stream().filter(file -> !Files.exists(file)).forEach(file -> damages.add(new Damage(file, "its content is missing")));
        }
        return new CacheCheck(blobs, copies, List.copyOf(damages));
    }
}
