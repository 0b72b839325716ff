package dev.headstart.hub;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A repository of the hub at a revision.
 *
 * @param name     {@code NAME} or {@code OWNER/NAME}
 * @param revision a branch, a tag or a commit
 */
public record Repository(Kind kind, String name, String revision) {
    /** What it holds. */
    public enum Kind {
        /** Weights, configuration, tokenizer. */
        MODEL("models", "", "model"),
        /** Sentences with labels. */
        DATASET("datasets", "datasets/", "data set");

        private final String plural;
        private final String prefix;
        private final String shown;

        Kind(String plural, String prefix, String shown) {
            this.plural = plural;
            this.prefix = prefix;
            this.shown = shown;
        }

        /** @return as it stands in addresses of the interface and in names of folders */
        String plural() {
            return plural;
        }

        /** @return what precedes the name in addresses of pages and files */
        String prefix() {
            return prefix;
        }

        @Override
        public String toString() {
            return shown;
        }
    }

    /** What stands for the newest state. */
    public static final String MAIN = "main";
    private static final String PART = "[A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,94}[A-Za-z0-9_])?";
    private static final Pattern NAME = Pattern.compile("(?:" + PART + "/)?" + PART);
    private static final Pattern REVISION = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.+-]*(?:/[A-Za-z0-9_][A-Za-z0-9_.+-]*)*");
    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}");

    public Repository {
        if (!canBeName(name) || !canBeRevision(revision)) {
            throw new IllegalArgumentException("'" + name + "@" + revision + "' names no repository of the hub. Give NAME or "
                    + "OWNER/NAME, perhaps with @REVISION, e.g. bert-base-multilingual-cased@main.");
        }
    }

    /** @return whether {@code text} has the form {@code NAME} or {@code OWNER/NAME}, with {@code @REVISION} or without */
    public static boolean isReference(String text) {
        int at = text.indexOf('@');
        return at < 0 ? canBeName(text) : canBeName(text.substring(0, at)) && canBeRevision(text.substring(at + 1));
    }

    /** @throws IllegalArgumentException if {@code reference} is none */
    public static Repository of(Kind kind, String reference) {
        int at = reference.indexOf('@');
        return at < 0 ? new Repository(kind, reference, MAIN)
                : new Repository(kind, reference.substring(0, at), reference.substring(at + 1));
    }

    private static boolean canBeName(String text) {
        return NAME.matcher(text).matches() && !text.contains("--") && !text.contains("..") && !text.endsWith(".git");
    }

    private static boolean canBeRevision(String text) {
        return REVISION.matcher(text).matches() && !text.contains("..");
    }

    /** @return whether {@code text} is the full hash of a commit */
    static boolean isCommit(String text) {
        return COMMIT.matcher(text).matches();
    }

    /** @return the same repository at another revision */
    Repository at(String other) {
        return new Repository(kind, name, other);
    }

    /** @return the name without the owner's */
    public String shortName() {
        return name.substring(name.indexOf('/') + 1);
    }

    /** @return name of its folder in the cache */
    String folderName() {
        return kind.plural() + "--" + name.replace("/", "--");
    }

    /** @return the repository with that folder; empty if it is none of ours */
    static Optional<Repository> ofFolder(String folderName, String revision) {
        for (Kind kind : Kind.values()) {
            Matcher matcher = Pattern.compile(kind.plural() + "--(.+)").matcher(folderName);
            if (matcher.matches() && canBeName(matcher.group(1).replace("--", "/")) && canBeRevision(revision)) {
                return Optional.of(new Repository(kind, matcher.group(1).replace("--", "/"), revision));
            }
        }
        return Optional.empty();
    }

    /** @return e.g. {@code unimelb-nlp/wikiann@main} */
    @Override
    public String toString() {
        return name + "@" + revision;
    }
}
