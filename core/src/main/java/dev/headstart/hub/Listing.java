package dev.headstart.hub;

import java.util.List;

/**
 * What a repository holds at one commit.
 *
 * @param repository as it was asked for
 * @param commit     of its revision
 * @param files      paths inside it, with {@code /}
 */
record Listing(Repository repository, String commit, List<String> files) {
    /** @return e.g. {@code unimelb-nlp/wikiann@2a61c15…}: what exactly is meant */
    @Override
    public String toString() {
        return repository.at(commit).toString();
    }
}
