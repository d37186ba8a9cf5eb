package dev.sloconsole.desktop.live;

import dev.sloconsole.stack.CloudAccess;
import dev.sloconsole.stack.StackFact.DnsSource;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * All in which the local cloud and AWS differ, chosen once by {@code Main}.
 *
 * @param dnsServers who can be asked about the stack's names; none on AWS, where the zone is private to the VPC
 * @param proxy the HTTP proxy behind which the stack's addresses lie, where they cannot be reached directly
 * @param route how users find the app
 * @param parameters of the template, apart from those that the console itself sets; asked for at each deployment, and
 *     may fail with an {@link IllegalStateException} that says what is missing
 * @param repositories of images, to be looked up in the registry
 * @param interval between two looks at the stack
 * @param bill what the stack costs; empty where it costs nothing
 * @param address this computer's address as the cloud sees it; empty where nobody else can reach the cloud anyway
 * @param publisher puts the app's image into the registry; empty where it is there always
 * @param cloud is closed last
 */
public record Surroundings(
        CloudAccess access,
        Map<DnsSource, InetSocketAddress> dnsServers,
        Optional<InetSocketAddress> proxy,
        AppRoute route,
        Supplier<Map<String, String>> parameters,
        List<String> repositories,
        Duration interval,
        Optional<Bill> bill,
        Optional<PublicAddress> address,
        Optional<Publisher> publisher,
        AutoCloseable cloud) {

    /** Builds the app's image and pushes it. */
    @FunctionalInterface
    public interface Publisher {
        /**
         * Blocks until the image is in the registry; fails with what to do.
         *
         * @param progress told each part that was built or pushed, from any thread
         * @return the image's reference, by digest
         */
        String publish(Consumer<String> progress) throws InterruptedException;
    }

    /** How users find the app. */
    public enum AppRoute {
        /** By its DNS name, through the proxy: a stale answer misleads them. */
        BY_NAME,
        /** By the running task's public address. */
        BY_PUBLIC_ADDRESS
    }

    public Surroundings {
        dnsServers = Map.copyOf(dnsServers);
        repositories = List.copyOf(repositories);
    }
}
