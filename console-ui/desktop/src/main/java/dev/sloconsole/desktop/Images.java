package dev.sloconsole.desktop;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** What stands behind the local cloud's images: this JVM, this class path, start-up caches, programs on the PATH. */
final class Images {

    static final String APP = "sre-demo/app";
    static final String PROMETHEUS = "sre-demo/prometheus";
    static final String GRAFANA = "sre-demo/grafana";

    private Images() {}

    /** The JVM that runs us. */
    static Path java() {
        return Path.of(System.getProperty("java.home"), "bin", isWindows() ? "java.exe" : "java");
    }

    /** Our own class path, absolute, in its order: a start-up cache is good for that order only. */
    static List<Path> classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.isBlank())
                .map(entry -> Path.of(entry).toAbsolutePath())
                .toList();
    }

    /** The flags of a task's JVM, with its start-up cache where there is one. */
    static List<String> taskFlags(List<String> flags, String cache) {
        var all = new ArrayList<>(flags);
        StartUpCaches.named().ifPresent(caches -> all.addAll(caches.flags(cache)));
        return List.copyOf(all);
    }

    /** A program on the PATH. */
    static Optional<Path> onPath(String name) {
        var file = isWindows() ? name + ".exe" : name;
        return Stream.of(Objects.requireNonNullElse(System.getenv("PATH"), "").split(File.pathSeparator))
                .filter(folder -> !folder.isBlank())
                .map(folder -> Path.of(folder, file))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** The digest of an image that is a command: of the command's text. */
    static String digest(String command) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(command.getBytes(StandardCharsets.UTF_8));
            return "sha256:" + HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every Java platform has SHA-256.", e);
        }
    }

    private static boolean isWindows() {
        return File.separatorChar == '\\';
    }
}
