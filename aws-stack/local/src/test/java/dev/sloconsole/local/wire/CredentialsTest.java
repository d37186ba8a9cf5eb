package dev.sloconsole.local.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sloconsole.local.http.HttpHead;
import dev.sloconsole.local.http.HttpHead.Field;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** Every kind of wrong signature and AWS's word for it; signed by the SDK's own signer, by a clock of ours. */
class CredentialsTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final String BODY = "Action=GetCallerIdentity&Version=2011-06-15";
    private static final URI ENDPOINT = URI.create("http://127.0.0.1:4566/");

    private Instant now = NOW;
    private final SignatureV4 signature = new SignatureV4("AKIATEST", "secret", Optional.of("eu-west-1"), () -> now);

    /** A request of the SDK, signed at {@link #NOW}. */
    private static HttpHead signed(String key, String secret, String service, String region, String path) {
        var plain = SdkHttpRequest.builder()
                .method(SdkHttpMethod.POST)
                .uri(ENDPOINT.resolve(path))
                .build();
        var signed = AwsV4HttpSigner.create()
                .sign(r -> r.identity(AwsCredentialsIdentity.create(key, secret))
                        .request(plain)
                        .payload(() -> new ByteArrayInputStream(BODY.getBytes(StandardCharsets.UTF_8)))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                        .putProperty(AwsV4HttpSigner.SIGNING_CLOCK, Clock.fixed(NOW, ZoneOffset.UTC))
                        .putProperty(AwsV4HttpSigner.REGION_NAME, region));
        var fields = new ArrayList<Field>();
        signed.request().headers().forEach((name, values) -> values.forEach(v -> fields.add(new Field(name, v))));
        return new HttpHead("POST " + path + " HTTP/1.1", fields);
    }

    private static HttpHead good() {
        return signed("AKIATEST", "secret", "sts", "eu-west-1", "/");
    }

    private static HttpHead with(HttpHead head, String name, UnaryOperator<String> change) {
        return new HttpHead(
                head.startLine(),
                head.fields().stream()
                        .map(f -> f.is(name) ? new Field(f.name(), change.apply(f.value())) : f)
                        .toList());
    }

    private static HttpHead without(HttpHead head, String name) {
        return new HttpHead(
                head.startLine(),
                head.fields().stream().filter(f -> !f.is(name)).toList());
    }

    private static HttpHead plus(HttpHead head, String name, String value) {
        var fields = new ArrayList<>(head.fields());
        fields.add(new Field(name, value));
        return new HttpHead(head.startLine(), fields);
    }

    private void check(Protocol protocol, HttpHead head, String body) {
        signature.check(
                protocol, Optional.of("sts"), "POST", URI.create("/"), head, body.getBytes(StandardCharsets.UTF_8));
    }

    private AwsError refusal(Protocol protocol, HttpHead head) {
        try {
            check(protocol, head, BODY);
        } catch (AwsError e) {
            return e;
        }
        throw new AssertionError("It was let in: " + head);
    }

    private void refused(HttpHead head, String code, String words) {
        var refusal = refusal(Protocol.QUERY, head);
        assertThat(refusal.code()).isEqualTo(code);
        assertThat(refusal.text()).contains(words);
    }

    @Test
    void rightSignatureIsLetInAndItsBodyCannotBeExchanged() {
        check(Protocol.QUERY, good(), BODY);
        assertThatThrownBy(() -> check(Protocol.QUERY, good(), BODY + "&x=y"))
                .isInstanceOf(AwsError.class)
                .hasMessage("The request signature we calculated does not match the signature you provided. Check your"
                        + " AWS Secret Access Key and signing method. Consult the service documentation for details.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "QUERY | MissingAuthenticationToken | InvalidClientTokenId | SignatureDoesNotMatch | 403",
                "EC2 | MissingAuthenticationToken | AuthFailure | AuthFailure | 401",
                "JSON | MissingAuthenticationTokenException | UnrecognizedClientException | InvalidSignatureException | 403",
                "REST_XML | MissingAuthenticationToken | InvalidClientTokenId | SignatureDoesNotMatch | 403",
            })
    void eachProtocolHasItsOwnCodes(Protocol protocol, String missing, String unknownKey, String wrong, int status) {
        assertThat(refusal(protocol, without(good(), "Authorization")).code()).isEqualTo(missing);
        var stranger = refusal(protocol, signed("AKIAOTHER", "secret", "sts", "eu-west-1", "/"));
        assertThat(stranger.code()).isEqualTo(unknownKey);
        assertThat(stranger.status()).isEqualTo(status);
        assertThat(refusal(protocol, signed("AKIATEST", "guessed", "sts", "eu-west-1", "/"))
                        .code())
                .isEqualTo(wrong);
    }

    @Test
    void sessionTokenOfSomebodyElseIsRefused() {
        refused(
                plus(good(), "X-Amz-Security-Token", "abc"),
                "InvalidClientTokenId",
                "The security token included in the request is invalid.");
    }

    @Test
    void authorizationThatLacksAPartSaysWhich() {
        refused(
                with(good(), "Authorization", a -> a.replaceFirst("Signature=.*", "")),
                "IncompleteSignature",
                "Authorization header requires 'Signature' parameter. Authorization=AWS4-HMAC-SHA256");
        refused(
                with(good(), "Authorization", a -> "AWS4-HMAC-SHA256"),
                "IncompleteSignature",
                "Authorization header requires 'Credential' parameter. Authorization header requires 'Signature'"
                        + " parameter. Authorization header requires 'SignedHeaders' parameter. ");
        refused(
                with(good(), "Authorization", a -> "Basic dXNlcjpwYXNz"),
                "IncompleteSignature",
                "not a valid key=value pair (missing equal-sign) in Authorization header");
        refused(
                with(good(), "Authorization", a -> a.replace("AWS4-HMAC-SHA256", "AWS4-ECDSA-P256-SHA256")),
                "IncompleteSignature",
                "Unsupported AWS 'algorithm': 'AWS4-ECDSA-P256-SHA256'");
        refused(
                with(good(), "Authorization", a -> a.replace("/sts/", "/")),
                "IncompleteSignature",
                "Credential must have at least 5 slash-delimited elements, e.g. keyid/date/region/service/term");
        refused(
                without(good(), "X-Amz-Date"),
                "IncompleteSignature",
                "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.");
        refused(
                with(good(), "X-Amz-Date", d -> "yesterday"),
                "IncompleteSignature",
                "Date must be in ISO-8601 'basic format'. Got 'yesterday'.");
        assertThat(refusal(Protocol.JSON, with(good(), "Authorization", a -> "AWS4-HMAC-SHA256"))
                        .code())
                .isEqualTo("IncompleteSignatureException");
    }

    @Test
    void scopeOfAnotherDayRegionServiceOrTerminatorIsNamed() {
        refused(
                with(good(), "Authorization", a -> a.replace("20260102", "20260101")),
                "SignatureDoesNotMatch",
                "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '20260101'"
                        + " != '20260102', from '20260102T030405Z'.");
        refused(
                with(good(), "Authorization", a -> a.replace("aws4_request", "aws5_request")),
                "SignatureDoesNotMatch",
                "valid terminator: 'aws4_request', not 'aws5_request'");
        refused(
                signed("AKIATEST", "secret", "sts", "us-east-2", "/"),
                "SignatureDoesNotMatch",
                "Credential should be scoped to a valid region, not 'us-east-2'.");
        refused(
                signed("AKIATEST", "secret", "ecs", "eu-west-1", "/"),
                "SignatureDoesNotMatch",
                "Credential should be scoped to correct service: 'sts'.");
    }

    @Test
    void placeIsToldToHoldersOfTheKeyOnly() {
        refused(
                signed("AKIATEST", "guessed", "sts", "us-east-2", "/"),
                "SignatureDoesNotMatch",
                "The request signature we calculated does not match");
    }

    @Test
    void globalServiceMaySignForTheFirstRegion() {
        signature.check(
                Protocol.REST_XML,
                Optional.empty(),
                "POST",
                URI.create("/"),
                signed("AKIATEST", "secret", "route53", "us-east-1", "/"),
                BODY.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void signatureLivesFifteenMinutes() {
        now = NOW.plus(Duration.ofMinutes(15));
        check(Protocol.QUERY, good(), BODY);
        now = NOW.plus(Duration.ofMinutes(15)).plusSeconds(1);
        refused(
                good(),
                "SignatureDoesNotMatch",
                "Signature expired: 20260102T030405Z is now earlier than"
                        + " 20260102T030406Z (20260102T031906Z - 15 min.)");
        assertThat(refusal(Protocol.JSON, good()).code()).isEqualTo("InvalidSignatureException");
        assertThat(refusal(Protocol.EC2, good()).code()).isEqualTo("RequestExpired");
        assertThat(refusal(Protocol.EC2, good()).text()).isEqualTo("Request has expired.");
    }

    @Test
    void clockThatIsAheadIsToldSo() {
        now = NOW.minus(Duration.ofMinutes(5)).minusSeconds(1);
        refused(
                good(),
                "SignatureDoesNotMatch",
                "Signature not yet current: 20260102T030405Z is still later than"
                        + " 20260102T030404Z (20260102T025904Z + 5 min.)");
    }

    @Test
    void unsignedPayloadAndUnsignedHostAreNoSignature() {
        refused(
                with(good(), "X-Amz-Content-Sha256", h -> "UNSIGNED-PAYLOAD"),
                "SignatureDoesNotMatch",
                "The request signature we calculated");
        refused(
                with(good(), "Authorization", a -> a.replace("host;", "")),
                "SignatureDoesNotMatch",
                "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.");
    }

    @Test
    void presignedAddressIsRefusedInSoManyWords() {
        assertThatThrownBy(() -> signature.check(
                        Protocol.QUERY,
                        Optional.empty(),
                        "GET",
                        URI.create("/?Action=GetCallerIdentity&X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Signature=00"),
                        new HttpHead("GET / HTTP/1.1", List.of()),
                        new byte[0]))
                .isInstanceOfSatisfying(
                        AwsError.class, e -> assertThat(e.code()).isEqualTo("IncompleteSignature"))
                .hasMessageContaining("no presigned addresses");
    }

    @Test
    void brokenAuthorizationIsAlwaysARefusalAndNothingElse() {
        var header = good().value("Authorization").orElseThrow();
        long seed = 20_260_102;
        var random = new Random(seed);
        for (int i = 0; i < 3_000; i++) {
            var text = new StringBuilder(header);
            for (int change = random.nextInt(6); change >= 0; change--) {
                int at = random.nextInt(text.length());
                switch (random.nextInt(3)) {
                    case 0 -> text.setCharAt(at, (char) random.nextInt(256));
                    case 1 -> text.deleteCharAt(at);
                    default -> text.insert(at, ",=/; \t".charAt(random.nextInt(6)));
                }
            }
            if (text.toString().equals(header)) {
                continue;
            }
            var head = with(good(), "Authorization", a -> text.toString());
            try {
                check(Protocol.QUERY, head, BODY);
                // What is left of a header after harmless changes, such as blanks between its parts, may still fit.
                assertThat(text.toString().replaceAll("[\\s,]", ""))
                        .as("seed %d, round %d", seed, i)
                        .contains(header.replaceAll(".*Signature=", ""));
            } catch (AwsError e) {
                assertThat(e.status()).as("seed %d, round %d", seed, i).isBetween(400, 403);
            }
        }
    }
}
