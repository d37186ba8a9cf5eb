package dev.sloconsole.stack.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.Platform;
import dev.sloconsole.stack.publish.ImagePublisher.PublishFailed;
import dev.sloconsole.stack.publish.ImagePublisher.Published;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pushes to Debian's {@code docker-registry}, on a base that the test makes out of one file. */
class ImagePublisherTest {

    private static final String MANIFEST = "application/vnd.docker.distribution.manifest.v2+json";

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit fills it
    Path folder;

    private final HttpClient http =
            HttpClient.newBuilder().proxy(HttpClient.Builder.NO_PROXY).build();
    private final List<String> progress = Collections.synchronizedList(new ArrayList<>());
    private @Nullable Process registry;
    private int port;

    @BeforeEach
    void startRegistry() throws IOException {
        var program = Path.of("/usr/bin/docker-registry");
        assumeTrue(Files.isExecutable(program), "docker-registry is not installed, so nothing can be pushed to it");
        port = freePort();
        var config = folder.resolve("registry.yml");
        Files.writeString(config, """
                version: 0.1
                log: {level: error}
                storage: {filesystem: {rootdirectory: %s}}
                http: {addr: "127.0.0.1:%d"}
                """.formatted(folder.resolve("registry"), port));
        registry = new ProcessBuilder(program.toString(), "serve", config.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("registry.log").toFile())
                .start();
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> status("/v2/") == 200);
    }

    @AfterEach
    void stopRegistry() {
        http.shutdownNow();
        if (registry != null) {
            registry.destroy();
        }
    }

    @Test
    void sameBytesTwiceGiveTheSameDigestWhichTheRegistryHas() throws Exception {
        var base = base();
        var first = publish(base, "amd64", folder.resolve("cache-1"), "first", Instant.EPOCH);
        var second = publish(base, "amd64", folder.resolve("cache-2"), "second", Instant.EPOCH.plusSeconds(86_400));

        assertThat(second.digest()).isEqualTo(first.digest()).matches("sha256:[0-9a-f]{64}");
        assertThat(first.reference()).isEqualTo("127.0.0.1:" + port + "/sre-demo/app@" + first.digest());
        assertThat(status("/v2/sre-demo/app/manifests/" + first.digest())).isEqualTo(200);
        assertThat(progress).anyMatch(line -> line.startsWith("pushing"));
    }

    @Test
    void imageIsOfThePlatformThatWasAskedForAndRunsAsNobody() throws Exception {
        var published = publish(base("arm64"), "arm64", folder.resolve("cache"), "jars", Instant.EPOCH);

        var manifest = get("/v2/sre-demo/app/manifests/" + published.digest()).body();
        var config = manifest.replaceAll("(?s).*\"config\":\\{[^}]*\"digest\":\"([^\"]+)\".*", "$1");
        assertThat(get("/v2/sre-demo/app/blobs/" + config).body())
                .contains("\"architecture\":\"arm64\"", "\"User\":\"65534:65534\"", "dev.sloconsole.app.Main");
    }

    @Test
    void baseForAnotherProcessorIsRefused() {
        assertThatThrownBy(() -> publish(base("amd64"), "arm64", folder.resolve("cache"), "jars", Instant.EPOCH))
                .isInstanceOf(PublishFailed.class)
                .hasMessageContaining("Give a base image for arm64 with --base-image");
    }

    @Test
    void theDigestOfABaseFromARegistryIsToldSoThatItCanBeGivenTheNextTime() throws Exception {
        var base = publish(base(), "amd64", folder.resolve("cache"), "jars", Instant.EPOCH);
        progress.clear();

        var publisher = new ImagePublisher(base.reference(), "amd64", folder.resolve("cache"), true);
        publisher.publish(
                List.of(jar("jars", "app-service.jar")),
                List.of(),
                "127.0.0.1:" + port + "/sre-demo/other:latest",
                Optional.empty(),
                progress::add);

        assertThat(progress).contains("using base image with digest: " + base.digest());
    }

    @Test
    void registryThatIsNotThereIsNamedWithWhatToDo() throws IOException {
        var publisher = new ImagePublisher(base().toString(), "amd64", folder.resolve("cache"), true);
        var nowhere = "127.0.0.1:" + freePort() + "/sre-demo/app:latest";

        assertThatThrownBy(() -> publisher.publish(
                        List.of(jar("jars", "app-service.jar")), List.of(), nowhere, Optional.empty(), progress::add))
                .isInstanceOf(PublishFailed.class)
                .hasMessageContaining("could not be pushed to " + nowhere)
                .hasMessageContaining("try again");
    }

    private Published publish(Path base, String architecture, Path cache, String name, Instant modified)
            throws IOException, InterruptedException {
        var app = jar(name, "app-service-0.1.0.jar");
        var library = jar(name, "helidon.jar");
        Files.setLastModifiedTime(app, FileTime.from(modified));
        return new ImagePublisher(base.toString(), architecture, cache, true)
                .publish(
                        List.of(app),
                        List.of(library),
                        "127.0.0.1:" + port + "/sre-demo/app:latest",
                        Optional.empty(),
                        progress::add);
    }

    private Path jar(String where, String name) throws IOException {
        return Files.writeString(Files.createDirectories(folder.resolve(where)).resolve(name), "the bytes of " + name);
    }

    /** As {@code docker save} writes it. */
    private Path base() throws IOException {
        return base("amd64");
    }

    private Path base(String architecture) throws IOException {
        var tar = folder.resolve("base.tar");
        var file = Files.writeString(folder.resolve("os-release"), "ID=none\n");
        try {
            Jib.fromScratch()
                    .setPlatforms(Set.of(new Platform(architecture, "linux")))
                    .addLayer(List.of(file), "/etc")
                    .containerize(Containerizer.to(TarImage.at(tar).named("base"))
                            .setBaseImageLayersCache(folder.resolve("cache-base"))
                            .setApplicationLayersCache(folder.resolve("cache-base")));
        } catch (Exception e) {
            throw new IOException("The base could not be made.", e);
        }
        return tar;
    }

    private int status(String path) throws InterruptedException {
        try {
            return get(path).statusCode();
        } catch (IOException e) {
            return 0;
        }
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .header("Accept", MANIFEST)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
