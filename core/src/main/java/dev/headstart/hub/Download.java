package dev.headstart.hub;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The way of one file from the hub to its blob. What has come is kept when a connection breaks or the program ends, and the next
 * try asks for the rest only. The blob gets its name once its content has the right hash.
 */
final class Download implements Patience.Attempt<Void> {
    private static final int PARTIAL_CONTENT = 206;
    private static final int BLOCK_BYTES = 1 << 16;
    private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (\\d{1,18})-.*");

    private final Remote remote;
    private final Listing listing;
    private final RemoteFile file;
    private final Partial partial;
    private final HubListener.Transfer transfer;
    private final byte[] block = new byte[BLOCK_BYTES];
    private long before;

    private Download(Remote remote, Listing listing, RemoteFile file, Partial partial, HubListener.Transfer transfer) {
        this.remote = remote;
        this.listing = listing;
        this.file = file;
        this.partial = partial;
        this.transfer = transfer;
    }

    /**
     * Fetches what {@code growing} lacks, checks all of it and moves it to {@code blob}.
     *
     * @throws HubException if the hub sends another content than it has announced; then nothing of it is kept
     * @throws dev.headstart.io.DiskException if the disk refuses, or is too small
     * @throws IOException  if the connection breaks again and again; what has come is kept
     */
    static void fetch(Remote remote, Listing listing, RemoteFile file, Path growing, Path blob, HubListener listener)
            throws IOException {
        try (Partial partial = new Partial(growing); HubListener.Transfer transfer = listener.fetching(file.path(), file.size())) {
            new Download(remote, listing, file, partial, transfer).to(blob);
        }
    }

    private void to(Path blob) throws IOException {
        if (partial.size() > file.size()) {
            partial.restart();
        }
        boolean begunBefore = partial.size() > 0;
        boolean right = isRightWhenComplete();
        if (!right && begunBefore) {
            partial.restart();   // an earlier run, or the disk since, may be to blame, and not who sent the rest
            right = isRightWhenComplete();
        }
        if (!right) {
            throw wrong("another content than the one with the hash " + file.hash());
        }
        partial.complete(blob);
    }

    private boolean isRightWhenComplete() throws IOException {
        partial.requireRoom(file.size() - partial.size());
        remote.untilDone(file.path(), this);
        return partial.matches(file.hash());
    }

    /** Appends what comes until the end, or until the connection breaks. */
    @Override
    public Void run() throws IOException {
        before = partial.size();
        if (before < file.size()) {
            append(before);
        }
        return null;
    }

    @Override
    public boolean advanced() {
        return partial.size() > before;
    }

    private void append(long from) throws IOException {
        HttpResponse<InputStream> response = remote.open(listing, file.path(), from);
        try (InputStream body = response.body()) {
            if (from > 0 && !continuesAt(from, response)) {
                partial.restart();
            }
            copy(body);
        }
        if (partial.size() < file.size()) {
            throw new IOException("the connection ended early");
        }
    }

    /** A server may well ignore that only the rest is wanted. */
    private static boolean continuesAt(long from, HttpResponse<?> response) {
        Matcher range = CONTENT_RANGE.matcher(response.headers().firstValue("Content-Range").orElse(""));
        return response.statusCode() == PARTIAL_CONTENT && range.matches() && Long.parseLong(range.group(1)) == from;
    }

    private void copy(InputStream body) throws IOException {
        long done = partial.size();
        for (int count = body.read(block); count >= 0; count = body.read(block)) {
            done += count;
            if (done > file.size()) {
                throw wrong("more than the " + file.size() + " bytes");
            }
            partial.append(block, count);
            transfer.at(done);
        }
    }

    private HubException wrong(String what) {
        partial.delete();
        return new HubException("The hub sent " + what + " that it had announced for " + file.path() + " of " + listing
                + "; nothing of it is kept. Try again; if it stays so, look for a proxy that changes files.");
    }
}
