package dev.sloconsole.local.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.ProxyConfiguration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;

/** {@code ./slo cloud --pace fast} as a child process, known by the lines that it prints. */
final class RunningCloud implements AutoCloseable {

    private final ProcessHandle process;
    private final Map<String, String> lines;

    private RunningCloud(ProcessHandle process, Map<String, String> lines) {
        this.process = process;
        this.lines = lines;
    }

    /** One that runs in this very process, and that whoever started it ends. */
    static RunningCloud inside(Map<String, String> lines) {
        return new RunningCloud(ProcessHandle.current(), lines);
    }

    static RunningCloud start(Path slo) throws IOException {
        var process = new ProcessBuilder(slo.toString(), "cloud", "--pace", "fast")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var cloud = new RunningCloud(process.toHandle(), new HashMap<>());
        var out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        while (!cloud.lines.containsKey("SLO_ROUTER")) {
            var line = out.readLine();
            if (line == null) {
                throw new IOException(slo + " cloud ended with status "
                        + process.onExit().join().exitValue() + " before it said where it is.");
            }
            int equals = line.indexOf('=');
            if (equals > 0) {
                cloud.lines.put(line.substring(0, equals), line.substring(equals + 1));
            }
        }
        return cloud;
    }

    private String line(String name) {
        return Optional.ofNullable(lines.get(name))
                .orElseThrow(() -> new IllegalStateException("slo cloud did not print " + name + "."));
    }

    URI endpoint() {
        return URI.create(line("AWS_ENDPOINT_URL"));
    }

    String region() {
        return line("AWS_REGION");
    }

    AwsBasicCredentials credentials() {
        return AwsBasicCredentials.create(line("AWS_ACCESS_KEY_ID"), line("AWS_SECRET_ACCESS_KEY"));
    }

    InetSocketAddress dns() {
        return address("SLO_DNS");
    }

    InetSocketAddress resolver() {
        return address("SLO_RESOLVER");
    }

    private InetSocketAddress address(String name) {
        var text = line(name);
        int colon = text.lastIndexOf(':');
        return new InetSocketAddress(text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
    }

    <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(B builder) {
        return builder.endpointOverride(endpoint())
                .region(Region.of(region()))
                .credentialsProvider(StaticCredentialsProvider.create(credentials()))
                .httpClient(UrlConnectionHttpClient.builder()
                        .proxyConfiguration(ProxyConfiguration.builder()
                                .useSystemPropertyValues(false)
                                .useEnvironmentVariablesValues(false)
                                .build())
                        .build())
                .build();
    }

    /** What the kernel counts as resident, in bytes, by process: the cloud and each of its children. */
    Map<String, Long> residentBytes() throws IOException {
        var sizes = new TreeMap<String, Long>();
        for (var handle :
                Stream.concat(Stream.of(process), process.descendants()).toList()) {
            var status = Path.of("/proc", Long.toString(handle.pid()), "status");
            if (Files.isReadable(status)) {
                var text = Files.readString(status);
                sizes.merge(kind(handle), field(text, "VmRSS"), Long::sum);
            }
        }
        return sizes;
    }

    private String kind(ProcessHandle handle) throws IOException {
        var command = Files.readString(Path.of("/proc", Long.toString(handle.pid()), "cmdline"))
                .replace('\0', ' ');
        if (handle.pid() == process.pid() || command.contains(" cloud --pace")) {
            return "the cloud itself";
        }
        return command.contains("dev.sloconsole.app.")
                ? "app"
                : command.contains("ViewerMain")
                        ? "grafana (viewer)"
                        : command.contains("PrometheusMain") || command.contains("--storage.tsdb")
                                ? "prometheus"
                                : "warden and others";
    }

    private static long field(String status, String name) {
        return status.lines()
                .filter(line -> line.startsWith(name + ":"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                .findFirst()
                .orElse(0);
    }

    @Override
    public void close() {
        if (process.equals(ProcessHandle.current())) {
            return;
        }
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        try {
            process.onExit().get(20, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            process.destroyForcibly();
        }
    }
}
