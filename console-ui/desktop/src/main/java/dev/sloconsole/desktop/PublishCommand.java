package dev.sloconsole.desktop;

import dev.sloconsole.stack.CloudAccess;
import dev.sloconsole.stack.Registry;
import dev.sloconsole.stack.publish.ImagePublisher;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Builds the application's image and pushes it to ECR, without Docker. */
@Command(
        name = "publish",
        mixinStandardHelpOptions = true,
        description = "Builds the application's image from this build and pushes it to the account's registry.")
@SuppressWarnings("NullAway.Init") // picocli fills it
final class PublishCommand implements Callable<Integer> {

    @Mixin
    Options own;

    @Option(
            names = "--base-image",
            paramLabel = "IMAGE",
            defaultValue = ImagePublisher.DEFAULT_BASE,
            description = "What the image builds on: a registry's reference, or a tar (default: ${DEFAULT-VALUE}).")
    String baseImage;

    @Option(
            names = "--to",
            paramLabel = "IMAGE",
            description = "Push to this registry instead of the account's, such as 127.0.0.1:5000/app:latest.")
    Optional<String> to = Optional.empty();

    @Override
    public Integer call() throws InterruptedException {
        own.cloud = Options.Cloud.AWS;
        var problems = Main.problems(own);
        if (!problems.isEmpty()) {
            return Mistakes.told("slo publish", problems);
        }
        System.out.println("Building and pushing the image: usually half a minute, a few the first time.");
        long began = System.nanoTime();
        var published = publish(
                own,
                baseImage,
                to,
                line -> System.out.println(
                        "  " + TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began) + " s  " + line));
        System.out.println(published.reference());
        return 0;
    }

    /** Pushes to the account's registry, or to another one. */
    static ImagePublisher.Published publish(
            Options options, String base, Optional<String> target, Consumer<String> progress)
            throws InterruptedException {
        if (target.isPresent()) {
            return push(options, base, target.get(), Optional.empty(), progress);
        }
        try (var registry = new Registry(CloudAccess.aws(options.region))) {
            var repository = registry.repository(options.appRepository);
            var tagged = repository + ":" + Registry.tag(options.cpuArchitecture());
            return push(options, base, tagged, Optional.of(registry.login()), progress);
        }
    }

    private static ImagePublisher.Published push(
            Options options,
            String base,
            String target,
            Optional<ImagePublisher.Login> login,
            Consumer<String> progress)
            throws InterruptedException {
        var folder = Path.of(System.getProperty("slo.app-service", "app-service/target"));
        var cache = Path.of(System.getProperty("user.home"), ".cache", "slo-console", "images");
        var processor = options.cpuArchitecture().equals("ARM64") ? "arm64" : "amd64";
        return new ImagePublisher(base, processor, cache, here(target))
                .publish(jars(folder, "app-service-"), jars(folder.resolve("image"), ""), target, login, progress);
    }

    private static boolean here(String target) {
        return target.startsWith("127.0.0.1:") || target.startsWith("localhost:");
    }

    private static List<Path> jars(Path folder, String prefix) {
        try (var files = Files.list(folder)) {
            var found = files.filter(file -> file.getFileName().toString().matches(prefix + ".*\\.jar"))
                    .sorted()
                    .toList();
            if (!found.isEmpty()) {
                return found;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The application's jars are not in " + folder.toAbsolutePath()
                            + ". Build them first: mvn -DskipTests package",
                    e);
        }
        throw new IllegalStateException("There are no jars of the application in " + folder.toAbsolutePath()
                + ". Build them first: mvn -DskipTests package");
    }
}
