package dev.sloconsole.desktop;

import dev.sloconsole.stack.Finding;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Looks at this computer before a class: what the console needs, and what it uses where it finds it. */
final class LocalExamination {

    private static final long MEGABYTE = 1L << 20;
    private static final long ENOUGH = 500;
    private static final int JDK = 25;

    private LocalExamination() {}

    static List<Finding> findings(Options options) {
        return List.of(
                jdk(),
                program("Prometheus", "prometheus", "the embedded engine takes its place"),
                program("Grafana", "grafana", "a page that draws the same dashboard takes its place"),
                ports(),
                disk("disk", options.record),
                disk("work folder", Path.of(System.getProperty("java.io.tmpdir"))),
                display(),
                locale());
    }

    private static Finding jdk() {
        int feature = Runtime.version().feature();
        return feature >= JDK
                ? Finding.good("JDK", Runtime.version() + ".")
                : Finding.bad("JDK", "It is " + Runtime.version() + ".", "The console needs " + JDK + " or later.");
    }

    private static Finding program(String name, String executable, String otherwise) {
        return Images.onPath(executable)
                .map(path -> Finding.good(name, path + "."))
                .orElseGet(() -> Finding.good(name, "There is none on the PATH; " + otherwise + "."));
    }

    private static Finding ports() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return Finding.good("ports", "127.0.0.1 can be listened on, now at " + socket.getLocalPort() + ".");
        } catch (IOException e) {
            return Finding.bad(
                    "ports",
                    "No port of 127.0.0.1 can be listened on: " + e.getMessage() + ".",
                    "The local cloud needs about ten. Look for a firewall or a sandbox that forbids it.");
        }
    }

    private static Finding disk(String check, Path folder) {
        try {
            var there = folder.toAbsolutePath();
            for (var above = there.getParent(); above != null && !Files.exists(there); above = there.getParent()) {
                there = above;
            }
            FileStore store = Files.getFileStore(there);
            long free = store.getUsableSpace() / MEGABYTE;
            if (!Files.isWritable(there)) {
                return Finding.bad(
                        check,
                        folder + " cannot be written.",
                        "Choose another one with --record, or" + " -Djava.io.tmpdir for the work folder.");
            }
            return free >= ENOUGH
                    ? Finding.good(check, free + " MB are free at " + folder + ".")
                    : Finding.warning(
                            check,
                            "Only " + free + " MB are free at " + folder + ".",
                            "A class writes about 50 MB. Free some space first.");
        } catch (IOException e) {
            return Finding.bad(check, folder + " cannot be looked at: " + e.getMessage() + ".", "Choose another one.");
        }
    }

    private static Finding display() {
        return Display.linux() && System.getenv("DISPLAY") == null && System.getenv("WAYLAND_DISPLAY") == null
                ? Finding.warning(
                        "display",
                        "DISPLAY is not set.",
                        "No window can open here; rehearse, report and cloud need none.")
                : Finding.good("display", "There is one.");
    }

    private static Finding locale() {
        return Charset.defaultCharset().equals(StandardCharsets.UTF_8)
                        && "UTF-8".equalsIgnoreCase(System.getProperty("sun.jnu.encoding", "UTF-8"))
                ? Finding.good("locale", Locale.getDefault() + ", UTF-8.")
                : Finding.warning(
                        "locale",
                        "File names are read as " + System.getProperty("sun.jnu.encoding") + ".",
                        "Names with other letters than a to z cannot be opened. Set LC_ALL=C.UTF-8.");
    }
}
