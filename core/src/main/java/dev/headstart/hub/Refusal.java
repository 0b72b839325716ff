package dev.headstart.hub;

import java.net.http.HttpResponse;

/** Puts an error of the hub into words that say what to do. */
final class Refusal {
    private static final int UNAUTHORIZED = 401;
    private static final int NOT_FOUND = 404;

    private Refusal() {}

    static HubException of(Connection connection, Repository repository, HttpResponse<?> response) {
        String code = response.headers().firstValue("X-Error-Code").orElse("");
        String text = response.headers().firstValue("X-Error-Message").orElse("");
        String what = "the " + repository.kind() + " " + repository.name();
        int status = response.statusCode();
        if (code.equals("GatedRepo")) {
            return gated(connection, repository);
        }
        if (code.equals("RevisionNotFound")) {
            return new HubException("There is no revision '" + repository.revision() + "' of " + what + " on " + connection.endpoint()
                    + ". Check what stands behind the @.");
        }
        if (code.equals("EntryNotFound")) {
            return new HubException("A file that is listed in " + what + " is not there on " + connection.endpoint()
                    + ". Try again later.");
        }
        if (text.equals("Invalid credentials in Authorization header")) {
            return new HubException(connection.endpoint() + " does not know the token. Set HF_TOKEN to a valid one, or remove it.");
        }
        if (code.equals("RepoNotFound") || status == UNAUTHORIZED || status == NOT_FOUND) {
            return new HubException("There is neither a folder " + repository.name() + " nor a " + repository.kind()
                    + " of that name on " + connection.endpoint() + ". Check the spelling; " + (repository.kind() == Repository.Kind.MODEL
                    ? "if it is a data set, give it to --data, or fetch it with --type dataset; " : "") + "if it is private, "
                    + (connection.token().isEmpty() ? "set HF_TOKEN." : "the token in use must be allowed to read it."));
        }
        return new HubException(connection.endpoint() + " refuses " + what + " with status " + status
                + (text.isEmpty() ? "." : ": " + text.replaceFirst("\\.$", "") + "."));
    }

    private static HubException gated(Connection connection, Repository repository) {
        String page = connection.endpoint() + "/" + repository.kind().prefix() + repository.name();
        return new HubException("The " + repository.kind() + " " + repository.name() + " is gated: its owners let in whom they know. "
                + "Ask for access at " + page + (connection.token().isEmpty() ? ", then set HF_TOKEN to a token of yours."
                : "; the account of the token in use has none."));
    }
}
