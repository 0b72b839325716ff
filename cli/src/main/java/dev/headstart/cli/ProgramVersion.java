package dev.headstart.cli;

import dev.headstart.run.Version;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints. It starts neither the engine nor the tokenizers. */
final class ProgramVersion implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {"headstart " + Version.current()};
    }
}
