package dev.sloconsole.local.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A Grafana of this machine: its program, and its home, the folder that holds {@code conf/defaults.ini} and the pages.
 * Written for Grafana 12.4 and 13.1, whose program is {@code grafana server}; {@code grafana-server}, its older name,
 * is taken too.
 */
public record InstalledGrafana(Path program, Path home) {

    private static final List<String> NAMES = List.of("grafana", "grafana-server", "grafana.exe", "grafana-server.exe");

    /** Where packages put it: Linux's, Homebrew's (Apple's processors and Intel's), and the Windows installer's. */
    private static final List<Path> USUAL = List.of(
            Path.of("/usr/share/grafana"),
            Path.of("/opt/grafana"),
            Path.of("/opt/homebrew/opt/grafana/share/grafana"),
            Path.of("/usr/local/opt/grafana/share/grafana"),
            Path.of("C:/Program Files/GrafanaLabs/grafana"));

    /** The one that was found on the PATH, if it knows its home; else one in a usual place. */
    public static Optional<InstalledGrafana> find(Optional<Path> onPath) {
        return find(onPath, USUAL);
    }

    static Optional<InstalledGrafana> find(Optional<Path> onPath, List<Path> usual) {
        return Stream.concat(onPath.stream(), usual.stream())
                .flatMap(path -> at(path, usual).stream())
                .findFirst();
    }

    /** The one at a path, which may be its program or its home; empty if it is not there. */
    public static Optional<InstalledGrafana> at(Path programOrHome) {
        return at(programOrHome, USUAL);
    }

    private static Optional<InstalledGrafana> at(Path path, List<Path> usual) {
        if (isHome(path)) {
            // A package for Homebrew keeps its program beside share/, all others in the home.
            var folders =
                    Stream.of(path.resolve("bin"), path.resolve("../../bin").normalize());
            return folders.flatMap(bin -> NAMES.stream().map(bin::resolve))
                    .filter(InstalledGrafana::runs)
                    .findFirst()
                    .map(program -> new InstalledGrafana(program, path));
        }
        if (!runs(path)) {
            return Optional.empty();
        }
        // The program may be a link, such as Homebrew's, or a script, such as Debian's in /usr/sbin.
        return Stream.concat(homesAround(path), usual.stream())
                .filter(InstalledGrafana::isHome)
                .findFirst()
                .map(home -> new InstalledGrafana(path, home));
    }

    private static Stream<Path> homesAround(Path program) {
        try {
            var folder = program.toRealPath().resolve("../..").normalize();
            return Stream.of(folder, folder.resolve("share/grafana"));
        } catch (IOException e) {
            return Stream.empty();
        }
    }

    private static boolean isHome(Path folder) {
        return Files.isRegularFile(folder.resolve("conf/defaults.ini"));
    }

    private static boolean runs(Path program) {
        return Files.isRegularFile(program) && Files.isExecutable(program);
    }

    /** The command line that serves with settings from one file and the environment, and from nowhere else. */
    List<String> command(Path settings) {
        var server = List.of("--homepath", home.toString(), "--config", settings.toString());
        var name = String.valueOf(program.getFileName());
        return name.startsWith("grafana-server")
                ? Stream.concat(Stream.of(program.toString()), server.stream()).toList()
                : Stream.concat(Stream.of(program.toString(), "server"), server.stream())
                        .toList();
    }
}
