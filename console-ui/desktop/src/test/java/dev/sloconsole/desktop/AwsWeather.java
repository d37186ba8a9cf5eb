package dev.sloconsole.desktop;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.sloconsole.stack.CloudAccess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Executors;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;

/**
 * What can stand between a class and AWS: an endpoint that hands every request on to a cloud, signed anew, or answers it
 * as AWS does when keys have ended or too much is asked.
 */
final class AwsWeather implements AutoCloseable {

    /** What AWS answers, in the words of its three wire protocols. */
    enum Trouble {
        EXPIRED("ExpiredTokenException", "ExpiredToken", "RequestExpired", "The security token is expired"),
        THROTTLED("ThrottlingException", "Throttling", "RequestLimitExceeded", "Rate exceeded");

        private final String json;
        private final String xml;
        private final String ec2;
        private final String message;

        Trouble(String json, String xml, String ec2, String message) {
            this.json = json;
            this.xml = xml;
            this.ec2 = ec2;
            this.message = message;
        }
    }

    private static final String EC2 = "ec2";

    private final CloudAccess cloud;
    private final HttpServer server;
    private final HttpClient http =
            HttpClient.newBuilder().proxy(HttpClient.Builder.NO_PROXY).build();
    private volatile Optional<Trouble> trouble = Optional.empty();

    AwsWeather(CloudAccess cloud) throws IOException {
        this.cloud = cloud;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::serve);
        server.start();
    }

    /** The same cloud, as it is reached through this. */
    CloudAccess access() {
        return CloudAccess.at(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
                cloud.region(),
                cloud.credentials().orElseThrow());
    }

    void turn(Trouble what) {
        trouble = Optional.of(what);
    }

    void clear() {
        trouble = Optional.empty();
    }

    @Override
    public void close() {
        server.stop(0);
        http.shutdownNow();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = exchange.getRequestBody().readAllBytes();
            var service = service(exchange);
            var now = trouble;
            if (now.isPresent()) {
                refuse(exchange, service, now.get());
                return;
            }
            var answer = http.send(signed(exchange, service, body), HttpResponse.BodyHandlers.ofByteArray());
            answer.headers()
                    .firstValue("Content-Type")
                    .ifPresent(type -> exchange.getResponseHeaders().set("Content-Type", type));
            exchange.sendResponseHeaders(answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
            exchange.getResponseBody().write(answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** As the scope of the signature names it: {@code KEY/DATE/REGION/SERVICE/aws4_request}. */
    private static String service(HttpExchange exchange) {
        return exchange.getRequestHeaders().getFirst("Authorization").split("/", -1)[3];
    }

    private HttpRequest signed(HttpExchange exchange, String service, byte[] body) {
        var keys = cloud.credentials().orElseThrow();
        var request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.fromValue(exchange.getRequestMethod()))
                .uri(cloud.endpoint().orElseThrow().resolve(exchange.getRequestURI()));
        for (var name : new String[] {"Content-Type", "X-Amz-Target"}) {
            Optional.ofNullable(exchange.getRequestHeaders().getFirst(name))
                    .ifPresent(value -> request.putHeader(name, value));
        }
        var signed = AwsV4HttpSigner.create()
                .sign(sign -> sign.identity(AwsBasicCredentials.create(keys.accessKeyId(), keys.secretAccessKey()))
                        .request(request.build())
                        .payload(ContentStreamProvider.fromByteArray(body))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                        .putProperty(AwsV4HttpSigner.REGION_NAME, cloud.region()))
                .request();
        var onwards = HttpRequest.newBuilder(signed.getUri())
                .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
        signed.headers().forEach((name, values) -> {
            if (!name.equalsIgnoreCase("Host") && !name.equalsIgnoreCase("Content-Length")) {
                values.forEach(value -> onwards.header(name, value));
            }
        });
        return onwards.build();
    }

    private static void refuse(HttpExchange exchange, String service, Trouble what) throws IOException {
        boolean json = exchange.getRequestHeaders().getFirst("X-Amz-Target") != null;
        String text;
        if (json) {
            text = "{\"__type\":\"" + what.json + "\",\"message\":\"" + what.message + "\"}";
        } else if (service.equals(EC2)) {
            text = "<Response><Errors><Error><Code>" + what.ec2 + "</Code><Message>" + what.message
                    + "</Message></Error></Errors><RequestID>1</RequestID></Response>";
        } else {
            text = "<ErrorResponse><Error><Type>Sender</Type><Code>" + what.xml + "</Code><Message>" + what.message
                    + "</Message></Error><RequestId>1</RequestId></ErrorResponse>";
        }
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", json ? "application/x-amz-json-1.1" : "text/xml");
        exchange.sendResponseHeaders(what == Trouble.EXPIRED && !json ? 403 : 400, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
