package dev.headstart.hub;

import java.util.List;

/** Which files of a repository are wanted. */
@FunctionalInterface
public interface Selection {
    /**
     * @param files paths in the repository
     * @param where what to call the repository in errors
     * @return those that are wanted
     * @throws HubException if one is missing without which the others are of no use
     */
    List<String> of(List<String> files, String where);
}
