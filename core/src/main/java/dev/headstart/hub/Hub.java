package dev.headstart.hub;

import dev.headstart.io.LockFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Models and data sets by name: from the standard cache if they are there, else from the hub.
 *
 * <pre>{@code
 * Hub hub = Hub.fromEnvironment(System.getenv(), Path.of(System.getProperty("user.home")), HubListener.SILENT);
 * Path encoder = hub.model("bert-base-multilingual-cased");
 * Path data = hub.data("unimelb-nlp/wikiann", List.of("en", "es"));
 * }</pre>
 *
 * A branch or tag is looked up at the hub each time, with one question; if the hub cannot be reached, what it was the last time
 * will do. Files that are there are not asked for again.
 */
public final class Hub {
    private final HubConfig config;
    private final Patience patience;
    private final HubListener listener;

    Hub(HubConfig config, Patience patience, HubListener listener) {
        this.config = config;
        this.patience = patience;
        this.listener = listener;
    }

    /**
     * As {@code HF_ENDPOINT}, {@code HF_TOKEN} (or {@code HF_TOKEN_PATH}, {@code HF_HOME/token}), {@code HF_HUB_OFFLINE},
     * {@code HTTP_PROXY}, {@code HTTPS_PROXY}, {@code ALL_PROXY}, {@code NO_PROXY}, {@code HF_HUB_CACHE} and {@code HF_HOME} say.
     * If one of those that say how to reach the hub is malformed, the first method that has to ask it throws
     * {@code IllegalArgumentException}.
     *
     * <p>A proxy may want a user name and a password ({@code http://USER:PASSWORD@HOST:PORT}); for addresses that begin with https,
     * Java sends them only if it was started with {@code -Djdk.http.auth.tunneling.disabledSchemes=}, as the command line is.
     *
     * @param environment variables by name
     * @param home        the user's folder
     */
    public static Hub fromEnvironment(Map<String, String> environment, Path home, HubListener listener) {
        return new Hub(HubConfig.of(environment, home), Patience.usual(), listener);
    }

    /**
     * @param folderOrName a folder, which always wins, or {@code NAME}, {@code OWNER/NAME}, perhaps with {@code @REVISION}
     * @return the folder of a model; the same path if it can be no name
     * @throws HubException if the hub does not give it
     */
    public Path model(String folderOrName) {
        return isName(folderOrName)
                ? fetch(Repository.of(Repository.Kind.MODEL, folderOrName), new ModelFiles()).folder() : Path.of(folderOrName);
    }

    /**
     * As {@link #model}, for a data set.
     *
     * @param languages those that are wanted; none: all
     * @return the folder that holds the folders of languages
     */
    public Path data(String folderOrName, List<String> languages) {
        if (!isName(folderOrName)) {
            return Path.of(folderOrName);
        }
        DataFiles selection = new DataFiles(languages);
        Snapshot snapshot = fetch(Repository.of(Repository.Kind.DATASET, folderOrName), selection);
        List<String> files = config.cache().list(snapshot.repository().at(snapshot.commit())).map(config.cache()::whole)
                .map(Listing::files).orElse(List.of());
        return snapshot.folder().resolve(selection.folder(files));
    }

    private static boolean isName(String text) {
        return Repository.isReference(text) && !Files.exists(Path.of(text));
    }

    /**
     * Brings files of a repository into the cache, those that are not there yet.
     *
     * @throws HubException if the hub does not give them
     * @throws dev.headstart.io.DiskException if the disk refuses
     */
    public Snapshot fetch(Repository repository, Selection selection) {
        if (config.offline()) {
            return fromCache(repository, selection, "HF_HUB_OFFLINE is set", Optional.empty());
        }
        Connection connection = Connection.of(config);
        Remote remote = new Remote(connection, patience, listener);
        Listing listing;
        try {
            listing = remote.list(repository);
        } catch (IOException e) {
            String why = connection.endpoint() + " cannot be used (" + e.getMessage() + ")";
            Snapshot cached = fromCache(repository, selection, why, Optional.of(e));
            listener.say(why + "; going on with what is in the cache: " + cached + ".");
            return cached;
        }
        fetch(remote, listing, selection.of(listing.files(), listing.toString()));
        return new Snapshot(repository, listing.commit(), config.cache().snapshot(repository, listing.commit()));
    }

    private void fetch(Remote remote, Listing listing, List<String> files) {
        List<String> missing = files.stream().filter(file -> !Files.exists(config.cache().file(listing, file))).toList();
        if (!missing.isEmpty()) {
            config.cache().prepare(listing);
        }
        for (String file : missing) {
            try {
                fetch(remote, listing, remote.describe(listing, file));
            } catch (IOException e) {
                throw new HubException("Fetching " + file + " of " + listing + " broke off: " + e.getMessage()
                        + ". What has come is kept; the same command goes on from there.", e);
            }
        }
        config.cache().keepReference(listing);
    }

    private void fetch(Remote remote, Listing listing, RemoteFile file) throws IOException {
        HubCache cache = config.cache();
        Repository repository = listing.repository();
        Path blob = cache.blob(repository, file.hash());
        try (LockFile lock = DownloadLock.take(cache.lock(repository, file.hash()), patience,
                () -> listener.say("Waiting for another download of " + file.path() + "."))) {
            if (!file.hash().matches(blob)) {   // what is there may be from a program that does not check, and is looked at once
                Download.fetch(remote, listing, file, cache.partial(repository, file.hash()), blob, listener);
            }
            cache.show(blob, cache.file(listing, file.path()));
        }
    }

    private Snapshot fromCache(Repository repository, Selection selection, String why, Optional<IOException> cause) {
        Optional<Listing> here = config.cache().list(repository).filter(listing -> !listing.files().isEmpty());
        if (here.isEmpty()) {
            throw new HubException(why + ", and the " + repository.kind() + " " + repository + " is not in " + config.cache().folder()
                    + ", nor is there a folder " + repository.name() + ". " + advice(repository), cause.orElse(null));
        }
        try {
            requireAll(selection, here.get());
        } catch (HubException e) {
            throw new HubException(why + ", and " + config.cache().folder() + " has not all that is needed: " + e.getMessage() + " "
                    + advice(repository), e);
        }
        return new Snapshot(repository, here.get().commit(), config.cache().snapshot(repository, here.get().commit()));
    }

    /** An earlier download may have broken off, and its files be the shards 1 and 2 of 3. */
    private void requireAll(Selection selection, Listing here) {
        Listing whole = config.cache().whole(here);
        List<String> missing = selection.of(whole.files(), whole.toString()).stream().filter(file -> !here.files().contains(file)).toList();
        if (!missing.isEmpty()) {
            throw new HubException("of " + whole + ", " + missing.get(0)
                    + (missing.size() > 1 ? " and " + (missing.size() - 1) + " more are missing." : " is missing."));
        }
    }

    /** @return where the cache is; it may not exist yet */
    public Path cacheFolder() {
        return config.cache().folder();
    }

    /** @return all that lies in the cache, whoever brought it there */
    public List<CachedRevision> cached() {
        CacheContents contents = new CacheContents(config.cache());
        return contents.repositories().stream().flatMap(repository -> contents.revisions(repository).stream()).toList();
    }

    /** Hashes every content in the cache again. */
    public CacheCheck verify() {
        return CacheCheck.of(config.cache());
    }

    /**
     * Removes from the cache what no snapshot names, and what broken-off downloads left.
     *
     * @param revisions which to remove as well
     * @return what has gone
     */
    public List<CacheRemoval> prune(List<CachedRevision> revisions) {
        return new CachePruning(config.cache(), revisions).run();
    }

    /** @return what {@link #prune} would remove */
    public List<CacheRemoval> planPruning(List<CachedRevision> revisions) {
        return new CachePruning(config.cache(), revisions).plan();
    }

    private String advice(Repository repository) {
        return "Run 'headstart fetch " + repository + (repository.kind() == Repository.Kind.DATASET ? " --type dataset" : "")
                + "' where the hub can be reached; if that is elsewhere, copy " + config.cache().of(repository) + " from there.";
    }
}
