package dev.sloconsole.local.wire;

import dev.sloconsole.local.http.HttpHead;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
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

    /** How old a signature may be, and how far ahead the client's clock. */
    static final Duration OLDEST = Duration.ofMinutes(15);

    static final Duration YOUNGEST = Duration.ofMinutes(5);

    private static final String PLAIN_IN_A_PATH = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final String accessKeyId;
    private final String secretAccessKey;
    private final Optional<String> region;
    private final Supplier<Instant> clock;

    /** @param region that signatures must be for; empty takes any */
    SignatureV4(String accessKeyId, String secretAccessKey, Optional<String> region, Supplier<Instant> clock) {
        this.accessKeyId = accessKeyId;
        this.secretAccessKey = secretAccessKey;
        this.region = region;
        this.clock = clock;
    }

    /**
     * Refuses a request that is not signed, signed with another key, for another place or time, or signed wrongly.
     *
     * @param service the signing name of the service that is asked, if known
     */
    void check(Protocol protocol, Optional<String> service, String method, URI uri, HttpHead head, byte[] body) {
        if (sortedQuery(uri).contains("X-Amz-Signature=")) {
            throw protocol.incompleteSignature("The local cloud takes a signature in the Authorization header only,"
                    + " not in the query: it has no presigned addresses.");
        }
        var header = head.value("Authorization").orElseThrow(protocol::missingCredentials);
        var given = AuthorizationHeader.parse(protocol, header);
        if (!given.accessKeyId().equals(accessKeyId)
                || head.value("X-Amz-Security-Token").isPresent()) {
            throw protocol.unknownAccessKey();
        }
        var date = head.value("X-Amz-Date")
                .orElseThrow(() -> protocol.incompleteSignature(
                        "Authorization header" + " requires existence of either a 'X-Amz-Date' or a 'Date' header."));
        checkTime(protocol, given.scope(), date);
        if (!given.signedHeaders().contains("host")) {
            throw protocol.wrongSignature("'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.");
        }
        // The place comes last, so that nobody learns it without the key.
        checkSignature(protocol, given, date, method, uri, head, body);
        if (region.filter(wanted -> !given.scope().isOfRegion(wanted)).isPresent()) {
            throw protocol.wrongSignature("Credential should be scoped to a valid region, not '"
                    + given.scope().region() + "'. The local cloud is the region " + region.get() + ".");
        }
        service.filter(wanted -> !given.scope().service().equals(wanted)).ifPresent(wanted -> {
            throw protocol.wrongSignature("Credential should be scoped to correct service: '" + wanted + "'.");
        });
    }

    private void checkTime(Protocol protocol, CredentialScope scope, String date) {
        Instant signed;
        try {
            signed = TIME.parse(date, Instant::from);
        } catch (DateTimeException e) {
            throw protocol.incompleteSignature("Date must be in ISO-8601 'basic format'. Got '" + date
                    + "'. See http://en.wikipedia.org/wiki/ISO_8601");
        }
        if (!date.startsWith(scope.day())) {
            throw protocol.wrongSignature("Date in Credential scope does not match YYYYMMDD from ISO-8601 version of"
                    + " date from HTTP: '" + scope.day() + "' != '" + date.substring(0, 8) + "', from '" + date
                    + "'.");
        }
        var now = clock.get();
        if (signed.isBefore(now.minus(OLDEST))) {
            throw protocol.expired("Signature expired: " + date + " is now earlier than "
                    + TIME.format(now.minus(OLDEST)) + " (" + TIME.format(now) + " - 15 min.)");
        }
        if (signed.isAfter(now.plus(YOUNGEST))) {
            throw protocol.wrongSignature("Signature not yet current: " + date + " is still later than "
                    + TIME.format(now.plus(YOUNGEST)) + " (" + TIME.format(now) + " + 5 min.)");
        }
    }

    private void checkSignature(
            Protocol protocol,
            AuthorizationHeader given,
            String date,
            String method,
            URI uri,
            HttpHead head,
            byte[] body) {
        var canonical = String.join(
                "\n",
                method,
                canonicalPath(uri.getRawPath()),
                sortedQuery(uri),
                given.signedHeaders().stream()
                        .map(name -> name + ":" + value(head, name) + "\n")
                        .collect(Collectors.joining()),
                String.join(";", given.signedHeaders()),
                hash(body));
        var toSign = String.join("\n", "AWS4-HMAC-SHA256", date, given.scope().toString(), hash(bytes(canonical)));
        var key = bytes("AWS4" + secretAccessKey);
        for (var part : given.scope().toString().split("/")) {
            key = hmac(key, part);
        }
        var expected = HexFormat.of().formatHex(hmac(key, toSign));
        if (!MessageDigest.isEqual(bytes(expected), bytes(given.signature()))) {
            throw protocol.wrongSignature();
        }
    }

    private static String value(HttpHead head, String name) {
        return head.values(name).stream()
                .map(value -> value.replaceAll(" +", " "))
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
                .sorted(Comparator.comparing((String pair) -> pair.substring(0, pair.indexOf('=')))
                        .thenComparing(Comparator.naturalOrder()))
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
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(content))
                    .toLowerCase(Locale.ROOT);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no SHA-256.", e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
