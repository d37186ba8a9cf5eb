package dev.sloconsole.desktop.settings;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/**
 * Keeps the settings in a file that its user alone can read. A file that is missing or garbage means the usual settings, a
 * folder that cannot be written means that they are forgotten with the process: neither keeps a class from starting.
 * Changes return at once and are written by a thread of their own, {@code settings}; safe to use from any thread.
 */
public final class SettingsFile implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(SettingsFile.class.getName());
    private static final String NAME = "settings.properties";

    /** Longer is no file of ours. */
    private static final long MOST_BYTES = 64 * 1024;

    private final Optional<Path> file;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("settings").daemon().factory());
    private Settings settings;

    private SettingsFile(Optional<Path> file, Settings settings) {
        this.file = file;
        this.settings = settings;
    }

    /** The settings in a folder, which is made when there is something to keep. */
    public static SettingsFile in(Path folder) {
        var file = folder.resolve(NAME);
        return new SettingsFile(Optional.of(file), read(file));
    }

    /** Settings that are kept nowhere, of somebody who need not be welcomed each time. */
    public static SettingsFile none() {
        return new SettingsFile(Optional.empty(), Settings.USUAL.afterWelcome());
    }

    /**
     * Where programs keep their settings: {@code XDG_CONFIG_HOME} or {@code ~/.config}, {@code APPDATA} on Windows,
     * {@code ~/Library/Application Support} on a Mac.
     */
    public static Path folder(String system, Map<String, String> environment, Path home) {
        if (system.startsWith("Windows")) {
            return given(environment, "APPDATA")
                    .orElseGet(() -> home.resolve("AppData").resolve("Roaming"))
                    .resolve("SLO Console");
        }
        if (system.startsWith("Mac")) {
            return home.resolve("Library").resolve("Application Support").resolve("SLO Console");
        }
        return given(environment, "XDG_CONFIG_HOME")
                .orElseGet(() -> home.resolve(".config"))
                .resolve("slo-console");
    }

    /** A folder that is named absolutely; the XDG specification has relative ones ignored. */
    private static Optional<Path> given(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name))
                .filter(value -> !value.isBlank())
                .map(Path::of)
                .filter(Path::isAbsolute);
    }

    public synchronized Settings now() {
        return settings;
    }

    /** Remembers a change. */
    public synchronized void change(UnaryOperator<Settings> how) {
        var changed = how.apply(settings);
        if (!changed.equals(settings)) {
            settings = changed;
            file.filter(f -> !thread.isShutdown()).ifPresent(f -> thread.execute(() -> write(changed, f)));
        }
    }

    private static Settings read(Path file) {
        var text = new Properties();
        try {
            if (Files.size(file) <= MOST_BYTES) {
                text.load(new StringReader(Files.readString(file)));
            }
        } catch (IOException | IllegalArgumentException e) {
            LOG.log(System.Logger.Level.DEBUG, "The settings in " + file + " are not read", e);
        }
        return Settings.read(text);
    }

    /** The file is there whole or not at all, also if the process ends meanwhile. */
    private static void write(Settings settings, Path file) {
        try {
            var folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder, mine("rwx------"));
            }
            var text = new StringWriter();
            settings.written().store(text, "What SLO Console remembers. It may be deleted at any time.");
            var part = Files.createTempFile(folder, NAME, ".part", mine("rw-------"));
            try {
                Files.writeString(part, text.toString(), StandardCharsets.UTF_8);
                Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "The settings are not kept in " + file, e);
        }
    }

    /** Where the system has permissions of this kind; Windows gives a profile's folders to its user anyway. */
    private static FileAttribute<?>[] mine(String permissions) {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    /** Writes what waits. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(2, TimeUnit.SECONDS)) {
                LOG.log(System.Logger.Level.DEBUG, "The disk did not take the settings in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
