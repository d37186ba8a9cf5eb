package dev.sloconsole.local.router;

import dev.sloconsole.local.dns.CachingResolver;
import dev.sloconsole.local.dns.CachingResolver.Resolution;
import dev.sloconsole.local.dns.Zones;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way into the VPC: an HTTP/1.1 forward proxy on loopback. A request for a name of the stack is resolved by the
 * caching resolver, so it goes where a client with that resolver would go, stale answers included; a request for a
 * task's private or public address goes to that task. It leads to the stack and nowhere else.
 *
 * <p>What the router itself has to say carries {@code Proxy-Status} (RFC 9209), so that a client can tell the router's
 * word from the application's.
 */
public final class VpcRouter implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(VpcRouter.class);
    private static final int MOST_CONNECTIONS = 2_000;

    private final CachingResolver resolver;
    private final Supplier<Zones> zones;
    private final Supplier<Routes> routes;
    private final ServerSocket server;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final Semaphore free = new Semaphore(MOST_CONNECTIONS);

    private VpcRouter(
            CachingResolver resolver, Supplier<Zones> zones, Supplier<Routes> routes, ServerSocket server) {
        this.resolver = resolver;
        this.zones = zones;
        this.routes = routes;
        this.server = server;
    }

    /**
     * Starts a router on a free port.
     *
     * @throws UncheckedIOException when there is none
     */
    public static VpcRouter start(CachingResolver resolver, Supplier<Zones> zones, Supplier<Routes> routes) {
        try {
            var server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
            var router = new VpcRouter(resolver, zones, routes, server);
            Thread.ofPlatform().daemon().name("vpc-router").start(router::accept);
            return router;
        } catch (IOException e) {
            throw new UncheckedIOException("Could not start the VPC router: no port on 127.0.0.1 is free.", e);
        }
    }

    /** What to give to a client as its HTTP proxy. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                var socket = server.accept();
                if (free.tryAcquire()) {
                    connections.add(socket);
                    Thread.ofVirtual().name("vpc-connection").start(() -> serve(socket));
                } else {
                    socket.close();
                }
            } catch (IOException e) {
                if (!server.isClosed()) {
                    LOG.debug("A connection could not be accepted", e);
                }
            }
        }
    }

    private void serve(Socket socket) {
        try (var client = new Wire(socket); var exchange = new ProxyConnection(this, client)) {
            exchange.serve();
        } catch (IOException | RuntimeException e) {
            LOG.trace("A connection ended", e);
        } finally {
            connections.remove(socket);
            free.release();
        }
    }

    /** Where a request is to go. */
    sealed interface Route {
        /** To a port of this machine. */
        record To(InetSocketAddress address) implements Route {}

        /** Nowhere: a status, RFC 9209's error, and a sentence. */
        record Refused(int status, String error, String text) implements Route {}
    }

    Route route(ProxyTarget target) {
        var host = target.host();
        String address;
        if (isDotted(host)) {
            if (!Routes.inNetwork(host)) {
                return foreign(host);
            }
            address = host;
        } else if (!zones.get().covers(host)) {
            return isPrivateName(host)
                    ? new Route.Refused(502, "dns_error", "No such name: " + host + ".")
                    : foreign(host);
        } else {
            switch (resolver.resolve(host)) {
                case Resolution.Found(var addresses, var remaining) -> address = addresses
                        .get(ThreadLocalRandom.current().nextInt(addresses.size()))
                        .getHostAddress();
                case Resolution.Missing missing -> {
                    return new Route.Refused(502, "dns_error", "No such name: " + host + ".");
                }
                case Resolution.Failed failed -> {
                    return new Route.Refused(502, "dns_error", "DNS answered " + failed.rcode() + " for " + host + ".");
                }
            }
        }
        var now = routes.get();
        if (!now.assigned(address)) {
            return new Route.Refused(502, "destination_ip_unroutable",
                    "No task has the address " + address + " (any more).");
        }
        Optional<Integer> port = now.loopbackPort(address, target.port());
        return port.<Route>map(p -> new Route.To(new InetSocketAddress(InetAddress.getLoopbackAddress(), p)))
                .orElseGet(() -> new Route.Refused(502, "connection_refused",
                        "The task at " + address + " does not listen on port " + target.port() + "."));
    }

    private static Route foreign(String host) {
        return new Route.Refused(403, "http_request_denied",
                "This router leads to the stack's own names and addresses only, and " + host + " is none.");
    }

    /** A name under {@code .local}, as the template's namespace is, can be nobody else's. */
    private static boolean isPrivateName(String host) {
        return host.endsWith(".local");
    }

    /** Whether a page from that host may send requests into the stack: only the stack's own pages may. */
    boolean ownHost(String host) {
        return isDotted(host) ? routes.get().assigned(host) : zones.get().covers(host);
    }

    private static boolean isDotted(String host) {
        return host.matches("\\d{1,3}(\\.\\d{1,3}){3}");
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (var connection : connections) {
            connection.close();
        }
    }
}
