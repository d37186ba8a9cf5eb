package dev.sloconsole.local.wire;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** Plain HTTP requests, signed by the SDK's own signer. */
public final class SignedHttp {

    private static final Set<String> SET_BY_THE_CLIENT = Set.of("host", "content-length", "connection");

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI endpoint;
    private final String accessKey;
    private final String secretKey;

    public SignedHttp(URI endpoint, String accessKey, String secretKey) {
        this.endpoint = endpoint;
        this.accessKey = accessKey;
        this.secretKey = secretKey;
    }

    public HttpResponse<String> query(String form) throws IOException, InterruptedException {
        var version = form.replaceAll("(?s).*\\bVersion=([^&]*).*", "$1");
        return post(
                CredentialScope.signingName(version).orElse("unknown"),
                form,
                Map.of("Content-Type", "application/x-www-form-urlencoded; charset=utf-8"));
    }

    public HttpResponse<String> json(String target, String body) throws IOException, InterruptedException {
        return post(
                CredentialScope.signingName(target.split("\\.", 2)[0]).orElse("unknown"),
                body,
                Map.of("Content-Type", "application/x-amz-json-1.1", "X-Amz-Target", target));
    }

    /**
     * A REST call.
     *
     * @param path with the query, encoded as it is to be sent
     */
    public HttpResponse<String> rest(SdkHttpMethod method, String path, String body)
            throws IOException, InterruptedException {
        return send("route53", method, endpoint.resolve(path), body, Map.of());
    }

    private HttpResponse<String> post(String service, String body, Map<String, String> headers)
            throws IOException, InterruptedException {
        return send(service, SdkHttpMethod.POST, endpoint.resolve("/"), body, headers);
    }

    private HttpResponse<String> send(
            String service, SdkHttpMethod method, URI uri, String body, Map<String, String> headers)
            throws IOException, InterruptedException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        var plain = SdkHttpRequest.builder().method(method).uri(uri);
        headers.forEach(plain::putHeader);
        var signed = AwsV4HttpSigner.create()
                .sign(r -> r.identity(AwsCredentialsIdentity.create(accessKey, secretKey))
                        .request(plain.build())
                        .payload(() -> new ByteArrayInputStream(bytes))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                        .putProperty(AwsV4HttpSigner.REGION_NAME, "eu-west-1"));
        var request = HttpRequest.newBuilder(uri).method(method.name(), HttpRequest.BodyPublishers.ofByteArray(bytes));
        signed.request().headers().forEach((name, values) -> {
            if (!SET_BY_THE_CLIENT.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
