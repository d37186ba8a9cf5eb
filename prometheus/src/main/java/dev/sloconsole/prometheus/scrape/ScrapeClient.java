package dev.sloconsole.prometheus.scrape;

import dev.sloconsole.prometheus.config.ScrapeConfig;
import dev.sloconsole.prometheus.ingest.HeapLimits;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Proxy;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.ZipException;
import okhttp3.Call;
import okhttp3.Dns;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Fetches one job's targets over HTTP, directly or through the job's proxy, never through one that the environment
 * names. Errors are told in the words of Prometheus, which are those of Go.
 */
final class ScrapeClient {

    private static final String USER_AGENT = "slo-console-prometheus/0.1.0";
    private static final Pattern PROXY_ERROR = Pattern.compile("(?:^|;)\\s*error=\"?([\\w-]+)\"?");
    private static final Pattern NEXT_HOP = Pattern.compile(";\\s*next-hop=\"?([\\w.:\\[\\]-]+)\"?");

    private final OkHttpClient client;
    private final ScrapeConfig config;
    private final long bodyLimit;
    private final String tooLarge;

    /** What a scrape brought. */
    sealed interface Fetched {

        record Body(String text, ExpositionFormat format) implements Fetched {}

        record Failed(String error) implements Fetched {}
    }

    ScrapeClient(OkHttpClient shared, ScrapeConfig config, HeapLimits limits, Dns dns) {
        this.config = config;
        boolean configured = config.bodySizeLimit() > 0 && config.bodySizeLimit() <= limits.bodyBytes();
        this.bodyLimit = configured ? config.bodySizeLimit() : limits.bodyBytes();
        this.tooLarge = configured ? "body size limit exceeded" : limits.bodyTooLarge();
        Proxy proxy = config.proxyUrl()
                .map(uri -> new Proxy(
                        Proxy.Type.HTTP,
                        InetSocketAddress.createUnresolved(uri.getHost(), uri.getPort() < 0 ? 80 : uri.getPort())))
                .orElse(Proxy.NO_PROXY);
        this.client = shared.newBuilder()
                .proxy(proxy)
                .dns(dns)
                .followRedirects(config.followRedirects())
                .connectTimeout(Duration.ZERO)
                .readTimeout(Duration.ZERO)
                .writeTimeout(Duration.ZERO)
                .build();
    }

    /** A request that can be cancelled; its {@link #fetch} then fails. */
    Call call(Target target) {
        var request = new Request.Builder()
                .url(target.url())
                .header("Accept", ExpositionFormat.ACCEPT)
                .header("Accept-Encoding", "gzip")
                .header("User-Agent", USER_AGENT)
                .header(
                        "X-Prometheus-Scrape-Timeout-Seconds",
                        String.valueOf(target.timeout().toMillis() / 1000.0))
                .build();
        Call call = client.newCall(request);
        call.timeout().timeout(target.timeout().toMillis(), java.util.concurrent.TimeUnit.MILLISECONDS);
        return call;
    }

    Fetched fetch(Call call) {
        try (Response response = call.execute()) {
            if (response.code() != 200) {
                return new Fetched.Failed(proxyError(response)
                        .orElseGet(() ->
                                "server returned HTTP status " + (response.code() + " " + reason(response)).strip()));
            }
            String contentType = response.header("Content-Type", "");
            Optional<ExpositionFormat> format = ExpositionFormat.ofContentType(contentType == null ? "" : contentType)
                    .or(() -> config.fallbackProtocol().map(ExpositionFormat::ofProtocol));
            if (format.isEmpty()) {
                return new Fetched.Failed((contentType == null || contentType.isEmpty()
                                ? "non-compliant scrape target sending blank Content-Type"
                                : "received unsupported Content-Type \"" + contentType + "\"")
                        + " and no fallback_scrape_protocol specified for target");
            }
            var source = response.body().source();
            if (source.request(bodyLimit + 1)) {
                return new Fetched.Failed(tooLarge);
            }
            byte[] body = source.readByteArray();
            if ("gzip".equalsIgnoreCase(response.header("Content-Encoding"))) {
                body = GzipBody.unzip(body, bodyLimit);
                if (body.length > bodyLimit) {
                    return new Fetched.Failed(tooLarge);
                }
            }
            return new Fetched.Body(utf8(body), format.get());
        } catch (ZipException e) {
            return new Fetched.Failed("gzip: " + e.getMessage());
        } catch (CharacterCodingException e) {
            return new Fetched.Failed("invalid UTF-8 in the body");
        } catch (IOException e) {
            return new Fetched.Failed("Get \"" + call.request().url() + "\": " + inGoWords(e, call));
        }
    }

    private static String utf8(byte[] bytes) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
    }

    /**
     * The reason that a proxy gives in {@code Proxy-Status} (RFC 9209) for not having reached the target, in the words
     * of a Prometheus that had asked without one. An address that nobody has swallows what is sent to it.
     */
    private Optional<String> proxyError(Response response) {
        String status = response.header("Proxy-Status", "");
        if (config.proxyUrl().isEmpty() || status == null || status.isEmpty()) {
            return Optional.empty();
        }
        var matcher = PROXY_ERROR.matcher(status);
        if (!matcher.find()) {
            return Optional.empty();
        }
        String host = response.request().url().host();
        var hop = NEXT_HOP.matcher(status);
        String dial = "dial tcp" + (hop.find() ? " " + hop.group(1) : "") + ": ";
        String error = switch (matcher.group(1)) {
            case "dns_error" -> "dial tcp: lookup " + host + ": no such host";
            case "dns_timeout" -> "dial tcp: lookup " + host + ": i/o timeout";
            case "connection_refused" -> dial + "connect: connection refused";
            case "connection_timeout", "http_response_timeout", "destination_ip_unroutable" ->
                "context deadline exceeded";
            case "connection_terminated" -> "EOF";
            default -> dial + matcher.group(1).replace('_', ' ') + " (proxy)";
        };
        return Optional.of("Get \"" + response.request().url() + "\": " + error);
    }

    private static String reason(Response response) {
        if (!response.message().isEmpty()) {
            return response.message();
        }
        return switch (response.code()) {
            case 404 -> "Not Found";
            case 500 -> "Internal Server Error";
            case 502 -> "Bad Gateway";
            case 503 -> "Service Unavailable";
            case 504 -> "Gateway Timeout";
            default -> "";
        };
    }

    private static String inGoWords(IOException e, Call call) {
        String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return switch (e) {
            case InterruptedIOException timeout -> "context deadline exceeded";
            case UnknownHostException unknown ->
                "dial tcp: lookup " + call.request().url().host() + ": no such host";
            case NoRouteToHostException none -> "dial tcp: connect: no route to host";
            case ConnectException refused -> "dial tcp" + address(message) + ": connect: " + causeOf(refused);
            case SocketException closed when call.isCanceled() -> "context canceled";
            case SocketException reset when message.contains("reset") -> "read: connection reset by peer";
            case EOFException end -> "EOF";
            case IOException other when call.isCanceled() -> "context canceled";
            case IOException other when message.startsWith("unexpected end of stream") -> "EOF";
            default -> message;
        };
    }

    /** OkHttp says "Failed to connect to host/1.2.3.4:5000"; what matters is behind the slash. */
    private static String address(String message) {
        int slash = message.lastIndexOf('/');
        return slash < 0 ? "" : " " + message.substring(slash + 1).strip();
    }

    private static String causeOf(ConnectException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        String message = cause.getMessage() == null ? "connection refused" : cause.getMessage();
        return message.toLowerCase(Locale.ROOT).contains("refused")
                ? "connection refused"
                : message.toLowerCase(Locale.ROOT);
    }
}
