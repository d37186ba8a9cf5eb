package dev.sloconsole.local.wire;

import com.sun.net.httpserver.Headers;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * AWS Signature Version 4, checked with the one access key that the endpoint knows.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">Create a
 *     signed AWS API request</a>
 */
final class SignatureV4 {

    private static final Pattern AUTHORIZATION = Pattern.compile("AWS4-HMAC-SHA256\\s+"
            + "Credential=(?<key>[^/,\\s]+)/(?<day>\\d{8})/(?<region>[^/,\\s]+)/(?<service>[^/,\\s]+)/aws4_request,\\s*"
            + "SignedHeaders=(?<headers>[^,\\s]+),\\s*Signature=(?<signature>[0-9a-f]{64})");

    private static final String PLAIN_IN_A_PATH =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/";

    private final String accessKeyId;
    private final String secretAccessKey;

    SignatureV4(String accessKeyId, String secretAccessKey) {
        this.accessKeyId = accessKeyId;
        this.secretAccessKey = secretAccessKey;
    }

    /** Refuses a request that is not signed, signed with another key, or signed wrongly. */
    void check(Protocol protocol, String method, URI uri, Headers headers, byte[] body) {
        var authorization = Optional.ofNullable(headers.getFirst("Authorization"))
                .orElseThrow(protocol::missingCredentials);
        var parts = AUTHORIZATION.matcher(authorization);
        if (!parts.matches()) {
            throw protocol.missingCredentials();
        }
        if (!parts.group("key").equals(accessKeyId)) {
            throw protocol.unknownAccessKey();
        }
        var names = List.of(parts.group("headers").split(";"));
        if (!names.contains("host") || headers.getFirst("X-Amz-Date") == null) {
            throw protocol.wrongSignature();
        }
        var bodyHash = Optional.ofNullable(headers.getFirst("X-Amz-Content-Sha256")).orElseGet(() -> hash(body));
        if (!bodyHash.equals("UNSIGNED-PAYLOAD") && !bodyHash.equals(hash(body))) {
            throw protocol.wrongSignature();
        }
        var canonical = String.join("\n",
                method,
                canonicalPath(uri.getRawPath()),
                sortedQuery(uri),
                names.stream().map(name -> name + ":" + value(headers, name) + "\n").collect(Collectors.joining()),
                parts.group("headers"),
                bodyHash);
        var scope = String.join("/", parts.group("day"), parts.group("region"), parts.group("service"), "aws4_request");
        var toSign = String.join("\n", "AWS4-HMAC-SHA256", headers.getFirst("X-Amz-Date"), scope,
                hash(canonical.getBytes(StandardCharsets.UTF_8)));
        var key = ("AWS4" + secretAccessKey).getBytes(StandardCharsets.UTF_8);
        for (var part : scope.split("/")) {
            key = hmac(key, part);
        }
        var expected = HexFormat.of().formatHex(hmac(key, toSign));
        if (!MessageDigest.isEqual(bytes(expected), bytes(parts.group("signature")))) {
            throw protocol.wrongSignature();
        }
    }

    private static String value(Headers headers, String name) {
        return Optional.ofNullable(headers.get(name)).orElse(List.of()).stream()
                .map(value -> value.strip().replaceAll(" +", " "))
                .collect(Collectors.joining(","));
    }

    /** The path as it was sent, encoded once more: all services but S3 sign a path that is encoded twice. */
    private static String canonicalPath(String rawPath) {
        var canonical = new StringBuilder();
        for (byte b : bytes(rawPath.isEmpty() ? "/" : rawPath)) {
            char c = (char) (b & 0xff);
            if (PLAIN_IN_A_PATH.indexOf(c) >= 0) {
                canonical.append(c);
            } else {
                canonical.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
            }
        }
        return canonical.toString();
    }

    private static String sortedQuery(URI uri) {
        return Optional.ofNullable(uri.getRawQuery()).stream()
                .flatMap(query -> Arrays.stream(query.split("&")))
                .map(pair -> pair.contains("=") ? pair : pair + "=")
                .sorted()
                .collect(Collectors.joining("&"));
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(bytes(text));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no HmacSHA256.", e);
        }
    }

    private static String hash(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content))
                    .toLowerCase(Locale.ROOT);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no SHA-256.", e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
