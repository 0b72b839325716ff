package dev.headstart.cli;

import dev.headstart.hub.CacheCheck;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;

/** The command {@code cache verify}. */
@Command(name = "verify", description = "Hash every content in the cache again; exit with 1 if one is damaged or missing.")
final class CacheVerifyCommand implements Callable<Integer> {
    @Mixin
    private JsonOption output;
    @Mixin
    private CommonOptions common;

    @Override
    public Integer call() {
        CacheCheck check = output.hub().verify();
        output.print(check, text(check));
        return check.damages().isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private static String text(CacheCheck check) {
        String hashed = check.blobs() + " contents hashed";
        String copies = check.copies() == 0 ? "" : " Not looked at, since they are copies and no links: " + check.copies() + " files.";
        return (check.damages().isEmpty() ? hashed + ", all as they should be."
                : check.damages().stream().map(damage -> damage.file() + ": " + damage.why() + System.lineSeparator())
                        .collect(Collectors.joining()) + hashed + ", " + check.damages().size()
                        + " damaged. Delete these files, then fetch again.") + copies;
    }
}
