package dev.sloconsole.local.router;

import dev.sloconsole.local.http.HttpHead;
import dev.sloconsole.local.http.HttpHead.Body;
import dev.sloconsole.local.http.HttpHead.Field;
import dev.sloconsole.local.http.HttpHead.Malformed;
import dev.sloconsole.local.http.Wire;
import dev.sloconsole.local.router.PacketFilter.Sender;
import dev.sloconsole.local.router.VpcRouter.Route;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * One client's connection to the router. Each request is routed anew; the connection to a task is used again while
 * requests go to the same place.
 */
final class ProxyConnection implements AutoCloseable {

    private static final Duration IDLE = Duration.ofSeconds(60);
    private static final Duration HEAD = Duration.ofSeconds(10);
    private static final Duration RESPONSE = Duration.ofSeconds(60);
    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final Set<String> REPEATABLE = Set.of("GET", "HEAD", "OPTIONS");

    private static final Set<String> OUTSIDE = Set.of("cross-site", "same-site");

    private final VpcRouter router;
    private final Wire client;
    private final Supplier<Optional<Sender>> sender;
    private Optional<Upstream> kept = Optional.empty();

    private record Upstream(InetSocketAddress address, Wire wire) {}

    /** A request that we answer ourselves; the connection ends with it. */
    private static final class Refusal extends RuntimeException {
        final int status;
        final String error;
        final Optional<String> hop;

        Refusal(int status, String error, String text) {
            this(status, error, Optional.empty(), text);
        }

        /** @param hop the address and port of the task that was not reached */
        Refusal(int status, String error, Optional<String> hop, String text) {
            super(text, null, false, false);
            this.status = status;
            this.error = error;
            this.hop = hop;
        }
    }

    /** @param sender who is at the other end; empty once it is no longer there */
    ProxyConnection(VpcRouter router, Wire client, Supplier<Optional<Sender>> sender) {
        this.router = router;
        this.client = client;
        this.sender = sender;
    }

    void serve() throws IOException {
        try {
            var next = nextRequest();
            while (next.isPresent() && exchange(next.get())) {
                next = nextRequest();
            }
        } catch (Malformed e) {
            refuse(new Refusal(400, "http_request_error", "Bad request: " + e.getMessage() + "."));
        } catch (Wire.TooLarge e) {
            refuse(new Refusal(431, "http_request_error", "Bad request: " + e.getMessage() + "."));
        } catch (SocketTimeoutException e) {
            refuse(new Refusal(408, "http_request_error", "The request took too long."));
        } catch (Refusal e) {
            refuse(e);
        }
    }

    private Optional<HttpHead> nextRequest() throws IOException {
        try {
            return client.readHead(IDLE, HEAD);
        } catch (Wire.Silence e) {
            return Optional.empty();
        }
    }

    private void refuse(Refusal refusal) throws IOException {
        client.write(answer(refusal, false));
        client.finish();
    }

    private static byte[] answer(Refusal refusal, boolean keep) {
        var text = (refusal.getMessage() + "\n").getBytes(StandardCharsets.UTF_8);
        var head = HttpHead.wire(
                "HTTP/1.1 " + refusal.status + " " + reason(refusal),
                List.of(
                        new Field(
                                "Proxy-Status",
                                "slo-vpc-router; error=" + refusal.error
                                        + refusal.hop
                                                .map(hop -> "; next-hop=\"" + hop + "\"")
                                                .orElse("")),
                        new Field("Content-Type", "text/plain; charset=utf-8"),
                        new Field("Content-Length", Integer.toString(text.length)),
                        new Field("Connection", keep ? "keep-alive" : "close")));
        var all = new byte[head.length + text.length];
        System.arraycopy(head, 0, all, 0, head.length);
        System.arraycopy(text, 0, all, head.length, text.length);
        return all;
    }

    /** As a client on AWS would have called it, which is what a real Prometheus shows of a proxy's answer. */
    private static String reason(Refusal refusal) {
        return switch (refusal.error) {
            case "dns_error" -> "no such host";
            case "connection_refused" -> "connection refused";
            case "destination_ip_unroutable" -> "connection timed out";
            default -> reason(refusal.status);
        };
    }

    private static String reason(int status) {
        return switch (status) {
            case 400 -> "Bad Request";
            case 403 -> "Forbidden";
            case 405 -> "Method Not Allowed";
            case 408 -> "Request Timeout";
            case 431 -> "Request Header Fields Too Large";
            case 502 -> "Bad Gateway";
            case 504 -> "Gateway Timeout";
            default -> "Error";
        };
    }

    /** Carries one request; false when the connection is over. */
    private boolean exchange(HttpHead request) throws IOException {
        var line = request.requestLine();
        var method = line.method();
        var target = admitted(method, line.target(), request);
        var body = request.requestBody();
        boolean keep =
                line.http11() && !request.has("Connection", "close") && !request.has("Proxy-Connection", "close");
        var from = sender.get();
        if (from.isEmpty()) {
            return false;
        }
        switch (router.route(target, from.get())) {
            case Route.Dropped(String why) -> {
                drop();
                throw new Refusal(
                        504,
                        "connection_timeout; details=\"" + printable(why) + "\"",
                        why
                                + ". On AWS the packets are dropped without a word, and the client waits until it gives up.");
            }
            case Route.Refused(int status, String error, Optional<String> hop, String text) -> {
                var refusal = new Refusal(status, error, hop, text);
                if (!keep || !(body instanceof Body.None)) {
                    throw refusal;
                }
                client.write(answer(refusal, true));
                return true;
            }
            case Route.To to -> {
                return carry(request, method, target, body, to, keep, !line.http11());
            }
        }
    }

    /** As a string of RFC 8941 may hold it. */
    private static String printable(String text) {
        return text.replaceAll("[^ -~]|[\"\\\\]", "?");
    }

    private void drop() throws IOException {
        try {
            Thread.sleep(router.silence());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while it kept silent");
        }
    }

    private ProxyTarget admitted(String method, String target, HttpHead request) {
        if (method.equals("CONNECT")) {
            throw new Refusal(405, "http_request_denied", "This router carries plain HTTP only, no tunnels.");
        }
        if (target.startsWith("/") || target.equals("*")) {
            throw new Refusal(
                    403,
                    "http_request_denied",
                    "This is a proxy: ask it for a whole address, as in"
                            + " curl -x http://127.0.0.1:PORT http://name.sre.local:5000/");
        }
        if (request.values("Host").size() != 1 && request.requestLine().http11()) {
            throw new Malformed("there must be one Host field");
        }
        if (request.value("Sec-Fetch-Site").filter(OUTSIDE::contains).isPresent()) {
            throw foreignPage();
        }
        for (var origin : request.fields().stream().filter(f -> f.is("Origin")).toList()) {
            if (!ProxyTarget.parse(origin.value())
                    .map(o -> router.ownHost(o.host()))
                    .orElse(false)) {
                throw foreignPage();
            }
        }
        return ProxyTarget.parse(target)
                .orElseThrow(() -> new Refusal(
                        403, "http_request_denied", "This router leads to http:// addresses of the stack only."));
    }

    private static Refusal foreignPage() {
        return new Refusal(403, "http_request_denied", "A page from elsewhere may not send requests into the stack.");
    }

    private boolean carry(
            HttpHead request, String method, ProxyTarget target, Body body, Route.To to, boolean keep, boolean old)
            throws IOException {
        var reused = kept.filter(u -> u.address().equals(to.address())).isPresent();
        var upstream = connect(to);
        if (request.has("Expect", "100-continue")) {
            client.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
        }
        Optional<HttpHead> response;
        try {
            response = ask(request, method, target, body, upstream);
            if (response.isEmpty() && reused && REPEATABLE.contains(method) && body instanceof Body.None) {
                // The task had closed the connection that we kept.
                disconnect();
                response = ask(request, method, target, body, connect(to));
            }
        } catch (SocketTimeoutException e) {
            throw new Refusal(504, "http_response_timeout", "The task did not answer in time.");
        } catch (IOException | Malformed e) {
            throw new Refusal(502, "connection_terminated", "The connection to the task broke.");
        }
        var answer = response.orElseThrow(
                () -> new Refusal(502, "connection_terminated", "The task closed the connection without an answer."));
        return passAnswer(answer, method, keep, old);
    }

    /** Sends the request and reads the head of the final answer. */
    private Optional<HttpHead> ask(HttpHead request, String method, ProxyTarget target, Body body, Wire upstream)
            throws IOException {
        var fields = new ArrayList<Field>();
        fields.add(new Field("Host", target.authority()));
        request.endToEnd().stream()
                .filter(f -> !f.is("Host") && !f.is("Expect"))
                .forEach(fields::add);
        if (body instanceof Body.Chunked) {
            fields.add(new Field("Transfer-Encoding", "chunked"));
        }
        fields.add(new Field("Via", "1.1 slo-vpc-router"));
        fields.add(new Field("Connection", "keep-alive"));
        try {
            upstream.write(HttpHead.wire(method + " " + target.path() + " HTTP/1.1", fields));
        } catch (IOException e) {
            return Optional.empty();
        }
        client.pass(body, upstream, RESPONSE);
        Optional<HttpHead> answer;
        do {
            try {
                answer = upstream.readHead(RESPONSE, HEAD);
            } catch (SocketTimeoutException e) {
                throw e;
            } catch (IOException e) {
                return Optional.empty();
            }
        } while (answer.isPresent() && answer.get().status() < 200);
        return answer;
    }

    private boolean passAnswer(HttpHead answer, String method, boolean keep, boolean old) throws IOException {
        Body body;
        try {
            body = answer.responseBody(method);
        } catch (Malformed e) {
            throw new Refusal(502, "http_protocol_error", "The task's answer is malformed: " + e.getMessage() + ".");
        }
        boolean unchunk = old && body instanceof Body.Chunked;
        boolean stays = keep && !(body instanceof Body.ToTheEnd);
        var fields = new ArrayList<>(answer.endToEnd());
        if (body instanceof Body.Chunked && !unchunk) {
            fields.add(new Field("Transfer-Encoding", "chunked"));
        }
        fields.add(new Field("Connection", stays ? "keep-alive" : "close"));
        var words = answer.startLine().split(" ", 2);
        client.write(HttpHead.wire("HTTP/1.1 " + words[1], fields));
        var upstream = kept.orElseThrow().wire();
        try {
            if (unchunk) {
                upstream.passUnchunked(client, RESPONSE);
            } else {
                upstream.pass(body, client, RESPONSE);
            }
        } catch (IOException | Malformed e) {
            // Too late for a word of our own: the client sees that the body was cut.
            return false;
        }
        if (body instanceof Body.ToTheEnd || answer.has("Connection", "close") || words[0].equals("HTTP/1.0")) {
            disconnect();
        }
        return stays;
    }

    private Wire connect(Route.To to) throws IOException {
        if (kept.isPresent() && kept.get().address().equals(to.address())) {
            return kept.get().wire();
        }
        disconnect();
        var socket = new Socket();
        try {
            socket.connect(to.address(), (int) CONNECT.toMillis());
            var wire = new Wire(socket);
            kept = Optional.of(new Upstream(to.address(), wire));
            return wire;
        } catch (SocketTimeoutException e) {
            socket.close();
            throw new Refusal(504, "connection_timeout", "The task does not accept connections.");
        } catch (ConnectException e) {
            socket.close();
            throw new Refusal(
                    502, "connection_refused", Optional.of(to.hop()), "The task does not listen (yet, or any more).");
        }
    }

    private void disconnect() throws IOException {
        if (kept.isPresent()) {
            kept.get().wire().close();
            kept = Optional.empty();
        }
    }

    @Override
    public void close() throws IOException {
        disconnect();
    }
}
