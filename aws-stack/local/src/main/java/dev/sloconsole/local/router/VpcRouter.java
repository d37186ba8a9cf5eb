package dev.sloconsole.local.router;

import dev.sloconsole.local.dns.CachingResolver;
import dev.sloconsole.local.dns.CachingResolver.Resolution;
import dev.sloconsole.local.dns.Zones;
import dev.sloconsole.local.http.Wire;
import dev.sloconsole.local.router.PacketFilter.Sender;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way into the VPC: an HTTP/1.1 forward proxy on loopback. A request for a name of the stack is resolved by the
 * caching resolver, so it goes where a client with that resolver would go, stale answers included; a request for a
 * task's private or public address goes to that task. It leads to the stack and nowhere else.
 *
 * <p>Who asks on the router's own address is the laptop. A task asks through a {@link #door} of its own, which is how
 * the packet filter knows it. What the filter drops gets no answer for a while, as on AWS, and then a word of why.
 *
 * <p>What the router itself has to say carries {@code Proxy-Status} (RFC 9209), so that a client can tell the router's
 * word from the application's.
 */
public final class VpcRouter implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(VpcRouter.class);
    private static final int MOST_CONNECTIONS = 2_000;
    private static final Duration DOOR_LOOK = Duration.ofSeconds(1);

    private final CachingResolver resolver;
    private final Supplier<Zones> zones;
    private final Supplier<Routes> routes;
    private final PacketFilter filter;
    private final Duration silence;
    private final ServerSocket server;
    private final Map<String, ServerSocket> doors = new ConcurrentHashMap<>();
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final Semaphore free = new Semaphore(MOST_CONNECTIONS);

    private VpcRouter(
            CachingResolver resolver,
            Supplier<Zones> zones,
            Supplier<Routes> routes,
            PacketFilter filter,
            Duration silence,
            ServerSocket server) {
        this.resolver = resolver;
        this.zones = zones;
        this.routes = routes;
        this.filter = filter;
        this.silence = silence;
        this.server = server;
    }

    /**
     * Starts a router on a free port.
     *
     * @param silence how long a dropped request goes without an answer
     * @throws UncheckedIOException when no port is free
     */
    public static VpcRouter start(
            CachingResolver resolver,
            Supplier<Zones> zones,
            Supplier<Routes> routes,
            PacketFilter filter,
            Duration silence) {
        var server = listen();
        var router = new VpcRouter(resolver, zones, routes, filter, silence, server);
        Thread.ofPlatform()
                .daemon()
                .name("vpc-router")
                .start(() -> router.accept(server, () -> Optional.of(new Sender.Laptop()), () -> false));
        return router;
    }

    private static ServerSocket listen() {
        try {
            return new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Could not start the VPC router: no port on 127.0.0.1 is free. Close some"
                            + " programs that hold connections, and try again.",
                    e);
        }
    }

    /** What to give to a client as its HTTP proxy. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    /**
     * What to give to a task as its HTTP proxy. The door closes by itself soon after the task's network interface is
     * gone.
     *
     * @throws UncheckedIOException when no port is free
     */
    public URI door(String interfaceId) {
        var door = doors.computeIfAbsent(interfaceId, id -> {
            var opened = listen();
            Supplier<Optional<Sender>> sender =
                    () -> routes.get().ofInterface(id).map(Sender.Task::new);
            Thread.ofVirtual().name("vpc-door").start(() -> {
                accept(opened, sender, () -> sender.get().isEmpty());
                doors.remove(id);
            });
            return opened;
        });
        return URI.create("http://127.0.0.1:" + door.getLocalPort());
    }

    private void accept(ServerSocket listener, Supplier<Optional<Sender>> sender, BooleanSupplier over) {
        try (listener) {
            listener.setSoTimeout((int) DOOR_LOOK.toMillis());
            while (!listener.isClosed() && !over.getAsBoolean()) {
                accept(listener, sender);
            }
        } catch (IOException e) {
            LOG.debug("A listener of the router ended", e);
        }
    }

    private void accept(ServerSocket listener, Supplier<Optional<Sender>> sender) throws IOException {
        try {
            var socket = listener.accept();
            if (free.tryAcquire()) {
                connections.add(socket);
                Thread.ofVirtual().name("vpc-connection").start(() -> serve(socket, sender));
            } else {
                socket.close();
            }
        } catch (SocketTimeoutException e) {
            // Nobody came; look whether anybody still may.
        } catch (IOException e) {
            if (!listener.isClosed()) {
                LOG.debug("A connection could not be accepted", e);
            }
        }
    }

    private void serve(Socket socket, Supplier<Optional<Sender>> sender) {
        try (var client = new Wire(socket);
                var exchange = new ProxyConnection(this, client, sender)) {
            exchange.serve();
        } catch (IOException | RuntimeException e) {
            LOG.trace("A connection ended", e);
        } finally {
            connections.remove(socket);
            free.release();
        }
    }

    /** How long a dropped request goes without an answer. */
    Duration silence() {
        return silence;
    }

    /** Where a request is to go. */
    sealed interface Route {
        /**
         * To a port of this machine.
         *
         * @param hop the task's address and port, which it stands for
         */
        record To(InetSocketAddress address, String hop) implements Route {}

        /** Nowhere: a status, RFC 9209's error, where it was to go as far as that is known, and a sentence. */
        record Refused(int status, String error, Optional<String> hop, String text) implements Route {
            static Refused name(String text) {
                return new Refused(502, "dns_error", Optional.empty(), text);
            }
        }

        /** Nowhere, and on AWS without a word. */
        record Dropped(String why) implements Route {}
    }

    Route route(ProxyTarget target, Sender sender) {
        var host = target.host();
        String address;
        if (isDotted(host)) {
            if (!Routes.inNetwork(host) && !routes.get().assigned(host)) {
                return foreign(host);
            }
            address = host;
        } else if (!zones.get().covers(host)) {
            return isPrivateName(host) ? Route.Refused.name("No such name: " + host + ".") : foreign(host);
        } else {
            switch (resolver.resolve(host)) {
                case Resolution.Found(var addresses, var remaining) ->
                    address = addresses
                            .get(ThreadLocalRandom.current().nextInt(addresses.size()))
                            .getHostAddress();
                case Resolution.Missing missing -> {
                    return Route.Refused.name("No such name: " + host + ".");
                }
                case Resolution.Failed failed -> {
                    return Route.Refused.name("DNS answered " + failed.rcode() + " for " + host + ".");
                }
            }
        }
        var now = routes.get();
        var place = now.at(address);
        var hop = address + ":" + target.port();
        if (place.isEmpty()) {
            return new Route.Refused(
                    502,
                    "destination_ip_unroutable",
                    Optional.of(hop),
                    "No task has the address " + address + " (any more).");
        }
        var objection = filter.objection(sender, place.get(), address, target.port());
        if (objection.isPresent()) {
            return new Route.Dropped(objection.get());
        }
        return now.loopbackPort(address, target.port())
                .<Route>map(p -> new Route.To(new InetSocketAddress(InetAddress.getLoopbackAddress(), p), hop))
                .orElseGet(() -> new Route.Refused(
                        502,
                        "connection_refused",
                        Optional.of(hop),
                        "The task at " + address + " does not listen on port " + target.port() + "."));
    }

    private static Route foreign(String host) {
        return new Route.Refused(
                403,
                "http_request_denied",
                Optional.empty(),
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
        for (var door : doors.values()) {
            door.close();
        }
        for (var connection : connections) {
            connection.close();
        }
    }
}
