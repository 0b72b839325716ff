package dev.headstart.torch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.pytorch.global.torch;

/** Loads libtorch after looking for a system-wide one, which would be picked up instead and crash the JVM. */
final class NativeLibrary {
    private static final List<String> SYSTEM_FOLDERS = List.of(
            "/lib/x86_64-linux-gnu", "/usr/lib/x86_64-linux-gnu", "/lib/aarch64-linux-gnu", "/usr/lib/aarch64-linux-gnu",
            "/lib64", "/usr/lib64", "/lib", "/usr/lib", "/usr/local/lib");

    private NativeLibrary() {}

    static void load() {
        List<Path> folders = new ArrayList<>();
        SYSTEM_FOLDERS.forEach(folder -> folders.add(Path.of(folder)));
        Stream.of(System.getenv().getOrDefault("LD_LIBRARY_PATH", "").split(":"))
                .filter(folder -> !folder.isBlank()).forEach(folder -> folders.add(Path.of(folder)));
        conflict(folders).ifPresent(library -> {
            throw new EngineException("Another libtorch is installed at " + library + " and would crash the JVM. "
                    + "Uninstall it (on Debian: apt remove libtorch-dev 'libtorch1*'), or take its folder out of LD_LIBRARY_PATH.");
        });
        // JavaCPP would give up at four times the heap's limit, which says nothing about the tensors outside the heap.
        System.setProperty("org.bytedeco.javacpp.maxPhysicalBytes", System.getProperty("org.bytedeco.javacpp.maxPhysicalBytes", "0"));
        try {
            Loader.load(torch.class);
        } catch (UnsatisfiedLinkError | NoClassDefFoundError e) {
            throw new EngineException(e.getCause() instanceof IOException disk ? "libtorch cannot be unpacked (" + disk.getMessage()
                    + "). It needs about 400 MB in the home folder or the temporary one: make room there, or give Java a folder with "
                    + "-Dorg.bytedeco.javacpp.cachedir=DIR (for the launcher, in HEADSTART_JAVA_OPTS)."
                    : "libtorch cannot be loaded on " + Loader.getPlatform() + ": " + e.getMessage()
                    + ". Is this platform's engine among the dependencies? See the profiles in pom.xml.", e);
        }
    }

    /** @return a {@code libtorch_cpu} library in one of {@code folders}, if there is one */
    static Optional<Path> conflict(List<Path> folders) {
        return folders.stream().filter(Files::isDirectory).flatMap(NativeLibrary::torchLibraries).findFirst();
    }

    private static Stream<Path> torchLibraries(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith("libtorch_cpu.so")).toList().stream();
        } catch (IOException unreadable) {
            return Stream.empty();   // what we cannot list, the loader cannot pick up by name either
        }
    }
}
