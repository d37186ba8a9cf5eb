package dev.sloconsole.stack.publish;

import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.LogEvent;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.ImageFormat;
import com.google.cloud.tools.jib.api.buildplan.Platform;
import com.google.cloud.tools.jib.api.buildplan.Port;
import com.google.cloud.tools.jib.event.events.ProgressEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * Builds the application's image out of jars and pushes it to a registry, with neither Docker nor a shell: Jib writes the
 * layers itself, with times and owners that are always the same, so that the same jars on the same base give the same
 * digest. Blocks until the image is there.
 *
 * @param base a registry's reference, or the path of a tar that {@code docker save} wrote
 * @param architecture {@code amd64} or {@code arm64}
 * @param cache where layers are kept between two runs
 * @param insecure whether the registry may be asked by plain HTTP, as one on this computer is
 */
public record ImagePublisher(String base, String architecture, Path cache, boolean insecure) {

    /** Java on a small Linux, from the registry that AWS runs for everybody. */
    public static final String DEFAULT_BASE = "public.ecr.aws/docker/library/eclipse-temurin:25-jre-alpine";

    private static final String NOBODY = "65534:65534";
    private static final String MAIN = "dev.sloconsole.app.Main";
    private static final int APP_PORT = 5000;

    /** Without the better compiler, which would take half as long again to start where a task has a quarter of a processor. */
    private static final List<String> ENTRY_POINT = List.of(
            "java",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xmx256m",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            "/app/libs/*:/app/*",
            MAIN);

    /**
     * What has become of a push.
     *
     * @param digest {@code sha256:} and 64 hex digits
     */
    public record Published(String reference, String digest) {}

    /** Who may push; empty for a registry that asks nobody. */
    public record Login(String user, String password) {
        @Override
        public String toString() {
            return "Login[" + user + ", ****]";
        }
    }

    /**
     * Builds and pushes.
     *
     * @param jars of the app itself, which change with every build
     * @param libraries what they need, a layer of its own that a second push finds there already
     * @param target the repository with a tag
     * @param progress told each layer that was pushed, or found there, once
     * @throws PublishFailed with what happened and what to do
     */
    public Published publish(
            List<Path> jars, List<Path> libraries, String target, Optional<Login> login, Consumer<String> progress)
            throws InterruptedException {
        var told = ConcurrentHashMap.<String>newKeySet();
        try (var threads = Executors.newCachedThreadPool(
                Thread.ofPlatform().name("publish-", 0).daemon().factory())) {
            var image = RegistryImage.named(target);
            login.ifPresent(who -> image.addCredential(who.user(), who.password()));
            var container = from().setPlatforms(Set.of(new Platform(architecture, "linux")))
                    .setFormat(ImageFormat.Docker)
                    .setFileEntriesLayers(
                            List.of(layer("libraries", libraries, "/app/libs"), layer("app", jars, "/app")))
                    .setEntrypoint(ENTRY_POINT)
                    .setExposedPorts(Set.of(Port.tcp(APP_PORT)))
                    .setUser(NOBODY)
                    .containerize(Containerizer.to(image)
                            .setExecutorService(threads)
                            .setAllowInsecureRegistries(insecure)
                            .setBaseImageLayersCache(cache.resolve("base"))
                            .setApplicationLayersCache(cache.resolve("app"))
                            .setToolName("slo-console")
                            .addEventHandler(
                                    LogEvent.class,
                                    event -> baseDigest(event).filter(told::add).ifPresent(progress))
                            .addEventHandler(
                                    ProgressEvent.class,
                                    event -> step(event).filter(told::add).ifPresent(progress)));
            var digest = container.getDigest().toString();
            return new Published(repository(target) + "@" + digest, digest);
        } catch (InvalidImageReferenceException e) {
            throw new PublishFailed(
                    "'" + e.getInvalidReference() + "' names no image. Write it like"
                            + " registry.example.org/name:tag.",
                    e);
        } catch (RegistryException | IOException | CacheDirectoryCreationException e) {
            throw failed(target, e);
        } catch (ExecutionException e) {
            throw failed(target, e.getCause() == null ? e : e.getCause());
        }
    }

    /** What was done, as soon as all of it was: Jib counts the parts of each step. */
    private static Optional<String> step(ProgressEvent event) {
        var what = event.getAllocation().getDescription();
        boolean worthTelling = what.startsWith("pushing blob")
                || what.startsWith("pulling base image layer")
                || what.startsWith("building")
                || what.startsWith("pushing manifest");
        return event.getUnits() > 0 && worthTelling ? Optional.of(what) : Optional.empty();
    }

    /** By which digest the base was had: it makes the next image the same, if it is given as the base. */
    private static Optional<String> baseDigest(LogEvent event) {
        return Optional.of(event.getMessage())
                .filter(message -> message.startsWith("Using base image with digest: "))
                .map(message -> message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1));
    }

    private JibContainerBuilder from() throws InvalidImageReferenceException {
        return Files.isRegularFile(Path.of(base))
                ? Jib.from(TarImage.at(Path.of(base)))
                : Jib.from(RegistryImage.named(base));
    }

    private static FileEntriesLayer layer(String name, List<Path> files, String folder) {
        var layer = FileEntriesLayer.builder().setName(name);
        files.stream()
                .sorted()
                .forEach(file ->
                        layer.addEntry(file, AbsoluteUnixPath.get(folder).resolve(file.getFileName())));
        return layer.build();
    }

    private static String repository(String target) {
        int tag = target.lastIndexOf(':');
        return tag > target.lastIndexOf('/') ? target.substring(0, tag) : target;
    }

    private PublishFailed failed(String target, Throwable cause) {
        var words = String.valueOf(cause.getMessage());
        var plain = words.toLowerCase(Locale.ROOT);
        var advice = plain.contains("unauthorized") || plain.contains("denied") || plain.contains("forbidden")
                ? "Check that the credentials may push to this repository (ecr:PutImage and its kin, see"
                        + " aws-stack/policy.json)."
                : plain.contains("platform")
                        ? "Give a base image for " + architecture + " with --base-image."
                        : plain.contains(base.toLowerCase(Locale.ROOT)) || plain.contains("public.ecr.aws")
                                ? "The base image could not be had; give another with --base-image, a registry's or a tar."
                                : "Check the network connection and the registry's address, and try again.";
        return new PublishFailed("The image could not be pushed to " + target + ": " + words + ". " + advice, cause);
    }

    /** The image is not there; the message says why, and what to do. */
    public static final class PublishFailed extends IllegalStateException {

        private static final long serialVersionUID = 1L;

        PublishFailed(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
