package dev.sloconsole.stack;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/**
 * An endpoint on loopback that gives the answers it was told to give, in AWS's wire shapes. Operations are named as in
 * {@code cfn.DescribeStacks} and {@code ecs.ListTasks}; one that has no answer gets AWS's error for it.
 */
final class ScriptedEndpoint implements AutoCloseable {

    /** Status and body; what a real service would send. */
    record Answer(int status, String type, String body, boolean cut) {}

    /** A request as it arrived. */
    record Request(String operation, String body, Map<String, List<String>> headers) {}

    private static final Map<String, String> TARGETS = Map.of(
            "AmazonEC2ContainerService",
            "ecs",
            "Route53AutoNaming",
            "sd",
            "AmazonEC2ContainerRegistry",
            "ecr",
            "Logs_",
            "logs",
            "secretsmanager",
            "secrets",
            "ServiceQuotas",
            "quotas");

    private final HttpServer server;
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();

    ScriptedEndpoint() throws IOException {
        this(0);
    }

    ScriptedEndpoint(int port) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::serve);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    CloudAccess access() {
        return CloudAccess.at(
                URI.create("http://127.0.0.1:" + port()),
                "eu-west-1",
                new CloudAccess.Credentials("AKIDLOCAL", "secret"));
    }

    /** From now on the operation is answered so. */
    ScriptedEndpoint on(String operation, Answer answer) {
        answers.put(operation, answer);
        return this;
    }

    /** All of them. */
    List<Request> requests() {
        return List.copyOf(requests);
    }

    List<Request> requests(String operation) {
        return requests.stream()
                .filter(request -> request.operation().equals(operation))
                .toList();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    static Answer json(String body) {
        return new Answer(200, "application/x-amz-json-1.1", body, false);
    }

    static Answer jsonError(int status, String code, String message) {
        return new Answer(
                status,
                "application/x-amz-json-1.1",
                "{\"__type\":\"" + code + "\",\"message\":\"" + message + "\"}",
                false);
    }

    /** An answer of the query protocol; the body goes into {@code <…Result>}. */
    static Answer xml(String action, String result) {
        return new Answer(
                200,
                "text/xml",
                "<" + action + "Response><" + action + "Result>" + result + "</" + action + "Result></" + action
                        + "Response>",
                false);
    }

    static Answer xmlError(int status, String code, String message) {
        return new Answer(
                status,
                "text/xml",
                "<ErrorResponse><Error><Type>Sender</Type><Code>" + code + "</Code><Message>" + message
                        + "</Message></Error><RequestId>r-1</RequestId></ErrorResponse>",
                false);
    }

    /** The first half of an answer, after which the connection breaks. */
    static Answer half(Answer whole) {
        return new Answer(whole.status(), whole.type(), whole.body(), true);
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var operation = operation(exchange, body);
            requests.add(new Request(operation, body, Map.copyOf(exchange.getRequestHeaders())));
            var answer = answers.getOrDefault(operation, unknown(operation));
            var bytes = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", answer.type());
            exchange.sendResponseHeaders(answer.status(), bytes.length);
            exchange.getResponseBody().write(bytes, 0, answer.cut() ? bytes.length / 2 : bytes.length);
        }
    }

    private static Answer unknown(String operation) {
        return TARGETS.values().stream().anyMatch(operation::startsWith)
                ? jsonError(501, "UnknownOperationException", operation + " has no answer in this test")
                : xmlError(501, "UnknownOperationException", operation + " has no answer in this test");
    }

    private static String operation(HttpExchange exchange, String body) {
        var target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
        if (target != null) {
            var name = target.substring(target.indexOf('.'));
            return TARGETS.entrySet().stream()
                    .filter(each -> target.startsWith(each.getKey()))
                    .map(each -> each.getValue() + name)
                    .findFirst()
                    .orElse(target);
        }
        var form = form(body);
        var service = switch (form.getOrDefault("Version", "")) {
            case "2010-05-15" -> "cfn";
            case "2011-06-15" -> "sts";
            case "2010-05-08" -> "iam";
            default -> "ec2";
        };
        return service + "." + form.get("Action");
    }

    static Map<String, String> form(String body) {
        return List.of(body.split("&")).stream()
                .map(field -> field.split("=", 2))
                .collect(Collectors.toMap(
                        field -> field[0],
                        field -> URLDecoder.decode(field.length > 1 ? field[1] : "", StandardCharsets.UTF_8)));
    }
}
