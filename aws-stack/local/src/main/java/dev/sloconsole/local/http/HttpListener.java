package dev.sloconsole.local.http;

import dev.sloconsole.local.http.HttpHead.Field;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An HTTP/1.1 server on 127.0.0.1 that no client can hold up: every phase of a request has a time limit, heads and
 * bodies have a size, connections a number. (The server of the JDK has such limits only for a whole JVM, by system
 * properties that are read once.) What is no HTTP is refused with 400, 408 or 431, and the connection ends.
 */
public final class HttpListener implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HttpListener.class);
    private static final Duration SWEEP = Duration.ofMillis(250);

    /**
     * What a client may use up.
     *
     * @param connections at a time; one more is closed at once
     * @param body in bytes
     * @param idle between two requests
     * @param head from the first byte of a request to the end of its head
     * @param transfer for the body, and again for the answer
     */
    public record Limits(int connections, int body, Duration idle, Duration head, Duration transfer) {
        /** For clients on this machine. */
        public static final Limits USUAL =
                new Limits(500, 1 << 20, Duration.ofSeconds(60), Duration.ofSeconds(10), Duration.ofSeconds(20));
    }

    /** Answers requests; called on the connection's virtual thread. */
    @FunctionalInterface
    public interface Handler {
        Response answer(Request request) throws IOException;
    }

    /** A request whose body is read when it is asked for. */
    public static final class Request {
        private final HttpHead head;
        private final HttpHead.RequestLine line;
        private final HttpHead.Body body;
        private final Wire wire;
        private final Limits limits;
        private boolean read;

        private Request(HttpHead head, Wire wire, Limits limits) {
            this.head = head;
            this.line = head.requestLine();
            this.body = head.requestBody();
            this.wire = wire;
            this.limits = limits;
            this.read = body instanceof HttpHead.Body.None;
        }

        public HttpHead head() {
            return head;
        }

        public String method() {
            return line.method();
        }

        /** As it was sent: a path with its query. */
        public String target() {
            return line.target();
        }

        /**
         * Reads the body; once only.
         *
         * @throws Wire.BodyTooLarge if it is larger than the limit
         */
        public byte[] body() throws IOException {
            if (!read && line.http11() && head.has("Expect", "100-continue")) {
                wire.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
            }
            var bytes = wire.readBody(body, limits.body(), limits.transfer());
            read = true;
            return bytes;
        }

        private boolean keepsAlive() {
            return read && line.http11() && !head.has("Connection", "close");
        }
    }

    /** An answer in text; its length is added. */
    public record Response(int status, List<Field> fields, String body, boolean hangUp) {
        public Response {
            fields = List.copyOf(fields);
        }

        /** Bare text, and the end of the connection. */
        public static Response refusal(int status, String text) {
            return new Response(
                    status, List.of(new Field("Content-Type", "text/plain; charset=utf-8")), text + "\n", true);
        }
    }

    /** One client, with the moment from which on it is cut off. */
    private static final class Connection {
        private static final long NEVER = Long.MAX_VALUE;
        private final Socket socket;
        private volatile long cutOff = NEVER;
        private volatile Optional<Thread> serving = Optional.empty();

        Connection(Socket socket) {
            this.socket = socket;
        }

        void mayTake(Duration time) {
            cutOff = System.nanoTime() + time.toNanos();
        }

        void takesItsTime() {
            cutOff = NEVER;
        }

        void cut() {
            try {
                socket.close();
            } catch (IOException e) {
                LOG.debug("A connection did not close", e);
            }
        }

        boolean overdue() {
            return cutOff != NEVER && System.nanoTime() - cutOff > 0;
        }
    }

    private final String name;
    private final Limits limits;
    private final Handler handler;
    private final ServerSocket server;
    private final Semaphore free;
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();

    private HttpListener(String name, Limits limits, Handler handler, ServerSocket server) {
        this.name = name;
        this.limits = limits;
        this.handler = handler;
        this.server = server;
        this.free = new Semaphore(limits.connections());
    }

    /**
     * Listens on 127.0.0.1.
     *
     * @param name of its threads
     * @param port 0 takes any free one
     * @throws java.net.BindException when the port is taken
     */
    public static HttpListener start(String name, int port, Limits limits, Handler handler) throws IOException {
        var server = new ServerSocket();
        try {
            server.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), 200);
        } catch (IOException e) {
            server.close();
            throw e;
        }
        var listener = new HttpListener(name, limits, handler, server);
        Thread.ofPlatform().daemon().name(name).start(listener::accept);
        Thread.ofVirtual().name(name + "-sweep").start(listener::sweep);
        return listener;
    }

    public int port() {
        return server.getLocalPort();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                var socket = server.accept();
                if (free.tryAcquire()) {
                    var connection = new Connection(socket);
                    connections.add(connection);
                    var thread = Thread.ofVirtual().name(name + "-connection").unstarted(() -> serve(connection));
                    connection.serving = Optional.of(thread);
                    thread.start();
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

    /** Cuts off clients that do not take their answer, whatever call their thread is in. */
    private void sweep() {
        try {
            while (!server.isClosed()) {
                Thread.sleep(SWEEP);
                for (var connection : connections) {
                    if (connection.overdue()) {
                        connection.cut();
                    }
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("The sweep ended", e);
        }
    }

    private void serve(Connection connection) {
        try (var wire = new Wire(connection.socket)) {
            boolean goesOn = true;
            while (goesOn) {
                goesOn = exchange(connection, wire);
            }
        } catch (IOException | RuntimeException e) {
            LOG.trace("A connection ended", e);
        } finally {
            connections.remove(connection);
            free.release();
        }
    }

    /** Answers one request; false when the connection is over. */
    private boolean exchange(Connection connection, Wire wire) throws IOException {
        Response response;
        var request = Optional.<Request>empty();
        try {
            var head = wire.readHead(limits.idle(), limits.head());
            if (head.isEmpty()) {
                return false;
            }
            request = Optional.of(new Request(head.get(), wire, limits));
            response = handler.answer(request.get());
        } catch (Wire.Silence e) {
            return false;
        } catch (HttpHead.Malformed e) {
            response = Response.refusal(400, "Bad request: " + e.getMessage() + ".");
        } catch (Wire.TooLarge e) {
            response = Response.refusal(431, "Bad request: " + e.getMessage() + ".");
        } catch (Wire.BodyTooLarge e) {
            response = Response.refusal(413, "Bad request: " + e.getMessage() + ".");
        } catch (SocketTimeoutException e) {
            response = Response.refusal(408, "The request took too long.");
        }
        boolean keep = !response.hangUp() && request.map(Request::keepsAlive).orElse(false);
        connection.mayTake(limits.transfer());
        write(wire, response, keep, request.map(r -> r.method().equals("HEAD")).orElse(false));
        if (!keep) {
            wire.finish();
        }
        connection.takesItsTime();
        return keep;
    }

    private static void write(Wire wire, Response response, boolean keep, boolean headOnly) throws IOException {
        var body = response.body().getBytes(StandardCharsets.UTF_8);
        var fields = new ArrayList<>(response.fields());
        fields.add(new Field("Content-Length", Integer.toString(body.length)));
        fields.add(new Field("Connection", keep ? "keep-alive" : "close"));
        var message = new ByteArrayOutputStream();
        message.writeBytes(HttpHead.wire("HTTP/1.1 " + response.status() + " " + reason(response.status()), fields));
        if (!headOnly) {
            message.writeBytes(body);
        }
        wire.write(message.toByteArray());
    }

    private static String reason(int status) {
        return switch (status) {
            case 200 -> "OK";
            case 400 -> "Bad Request";
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 408 -> "Request Timeout";
            case 412 -> "Precondition Failed";
            case 413 -> "Content Too Large";
            case 415 -> "Unsupported Media Type";
            case 431 -> "Request Header Fields Too Large";
            case 500 -> "Internal Server Error";
            case 501 -> "Not Implemented";
            case 503 -> "Service Unavailable";
            default -> status < 400 ? "OK" : "Error";
        };
    }

    /** Frees the port and ends all connections; what their handlers wait for is interrupted. */
    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            LOG.debug("The port did not close", e);
        }
        for (var connection : connections) {
            connection.cut();
            connection.serving.ifPresent(Thread::interrupt);
        }
    }
}
