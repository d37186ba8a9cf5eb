package dev.sloconsole.local.bench;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;

/** Sends the same signed request again and again: the server's work is measured, not that of signing. */
final class ControlPlane {

    private static final Set<String> SET_BY_THE_CLIENT = Set.of("host", "content-length", "connection");
    private final RunningCloud cloud;
    private final HttpClient http = HttpClient.newBuilder()
            .proxy(HttpClient.Builder.NO_PROXY)
            .version(HttpClient.Version.HTTP_1_1)
            .build();

    /** One measurement: calls a second, and milliseconds of a call. */
    record Rate(double perSecond, double median, double p99) {}

    ControlPlane(RunningCloud cloud) {
        this.cloud = cloud;
    }

    HttpRequest query(String service, String form) {
        return signed(form, service, Map.of("Content-Type", "application/x-www-form-urlencoded; charset=utf-8"));
    }

    HttpRequest json(String service, String target, String body) {
        return signed(body, service, Map.of("Content-Type", "application/x-amz-json-1.1", "X-Amz-Target", target));
    }

    private HttpRequest signed(String body, String service, Map<String, String> headers) {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        var plain = SdkHttpRequest.builder().method(SdkHttpMethod.POST).uri(cloud.endpoint());
        headers.forEach(plain::putHeader);
        var signed = AwsV4HttpSigner.create()
                .sign(r -> r.identity(cloud.credentials())
                        .request(plain.build())
                        .payload(() -> new ByteArrayInputStream(bytes))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                        .putProperty(AwsV4HttpSigner.REGION_NAME, cloud.region()));
        var request = HttpRequest.newBuilder(cloud.endpoint().resolve("/"))
                .POST(HttpRequest.BodyPublishers.ofByteArray(bytes));
        signed.request().headers().forEach((name, values) -> {
            if (!SET_BY_THE_CLIENT.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        return request.build();
    }

    /** Over a time of that length, after a warm-up half as long. */
    Rate measure(HttpRequest request, int clients, Duration length) throws InterruptedException, ExecutionException {
        run(request, clients, length.toNanos() / 2);
        var nanos = run(request, clients, length.toNanos());
        Arrays.sort(nanos);
        return new Rate(
                nanos.length * 1e9 / length.toNanos(),
                nanos[nanos.length / 2] / 1e6,
                nanos[(int) (nanos.length * 0.99)] / 1e6);
    }

    private long[] run(HttpRequest request, int clients, long length) throws InterruptedException, ExecutionException {
        long end = System.nanoTime() + length;
        try (var threads = Executors.newFixedThreadPool(clients)) {
            var all = new ArrayList<Future<List<Long>>>();
            for (int i = 0; i < clients; i++) {
                all.add(threads.submit(() -> callsUntil(request, end)));
            }
            var nanos = LongStream.builder();
            for (var each : all) {
                each.get().forEach(nanos::add);
            }
            return nanos.build().toArray();
        }
    }

    /** One call at least, also where the thread got its turn only when the time was over. */
    private List<Long> callsUntil(HttpRequest request, long end) throws IOException, InterruptedException {
        var nanos = new ArrayList<Long>();
        do {
            long before = System.nanoTime();
            var answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IOException("The local cloud answered " + answer.statusCode() + ": " + answer.body());
            }
            nanos.add(System.nanoTime() - before);
        } while (System.nanoTime() < end);
        return nanos;
    }
}
