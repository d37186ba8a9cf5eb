package dev.sloconsole.desktop.live;

import dev.sloconsole.stack.CloudAccess;
import dev.sloconsole.stack.StackFact.DnsSource;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * All in which the local cloud and AWS differ, chosen once by {@code Main}.
 *
 * @param dnsServers who can be asked about the stack's names; none on AWS, where the zone is private to the VPC
 * @param proxy the HTTP proxy behind which the stack's addresses lie, where they cannot be reached directly
 * @param route how users find the app
 * @param parameters of the template, apart from those that the console itself sets
 * @param repositories of images, to be looked up in the registry
 * @param interval between two looks at the stack
 * @param cloud is closed last
 */
public record Surroundings(
        CloudAccess access,
        Map<DnsSource, InetSocketAddress> dnsServers,
        Optional<InetSocketAddress> proxy,
        AppRoute route,
        Map<String, String> parameters,
        List<String> repositories,
        Duration interval,
        AutoCloseable cloud) {

    /** How users find the app. */
    public enum AppRoute {
        /** By its DNS name, through the proxy: a stale answer misleads them. */
        BY_NAME,
        /** By the running task's public address. */
        BY_PUBLIC_ADDRESS
    }

    public Surroundings {
        dnsServers = Map.copyOf(dnsServers);
        parameters = new TreeMap<>(parameters);
        repositories = List.copyOf(repositories);
    }
}
