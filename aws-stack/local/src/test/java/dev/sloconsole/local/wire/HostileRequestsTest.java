package dev.sloconsole.local.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.sloconsole.local.ec2.Ec2;
import dev.sloconsole.local.ec2.Network;
import dev.sloconsole.local.ground.Account;
import dev.sloconsole.local.ground.CloudThread;
import dev.sloconsole.local.sts.Sts;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Web pages, bodies that lie or mean nothing, and parsers fed with noise; after each the endpoint still answers. */
@Timeout(60)
class HostileRequestsTest {

    private static final String IDENTITY = "Action=GetCallerIdentity&Version=2011-06-15";

    private final CloudThread thread = new CloudThread();
    private final Account account = new Account(Account.LOCAL_ID, "eu-west-1");
    private final AwsEndpoint endpoint = new AwsEndpoint(
            0,
            "AKIATEST",
            "secret",
            thread,
            List.of(
                    new Sts(account).service(),
                    new Ec2(account, new Network(), List::of).service(),
                    new AwsService.JsonService(
                            "Echo_v1",
                            Map.of(
                                    "Echo",
                                    request -> JsonNodeFactory.instance
                                            .objectNode()
                                            .put("fields", request.size())))));
    private SignedHttp http;
    private String host = "";

    @BeforeEach
    void start() {
        endpoint.start();
        http = new SignedHttp(endpoint.uri(), "AKIATEST", "secret");
        host = "127.0.0.1:" + endpoint.uri().getPort();
    }

    /** Whatever a test did. */
    @AfterEach
    void stillAnswers() throws Exception {
        assertThat(http.query(IDENTITY).statusCode()).isEqualTo(200);
        endpoint.close();
        thread.close();
    }

    /** Sends text, in which a tilde ends a line, and reads until the endpoint closes. */
    private String raw(String request) throws IOException {
        try (var socket = new Socket("127.0.0.1", endpoint.uri().getPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.replace("~", "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private String post(String fields) throws IOException {
        return raw("POST / HTTP/1.1~Host: " + host + "~" + fields + "Content-Length: " + IDENTITY.length() + "~~"
                + IDENTITY);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fetch with CORS, or a form that is posted | Origin: https://evil.example",
                "a page in a sandbox, or from a file       | Origin: null",
                "fetch with no-cors, img, script, link     | Sec-Fetch-Site: cross-site",
                "a page of another port of this machine    | Sec-Fetch-Site: same-site",
                "the address bar                           | Sec-Fetch-Site: none",
                "a WebSocket                               | Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
            })
    void webPageIsRefused(String how, String field) throws IOException {
        assertThat(post(field + "~")).as(how).startsWith("HTTP/1.1 403 ").contains("not for web pages");
        assertThat(raw("GET /?" + IDENTITY + " HTTP/1.1~Host: " + host + "~" + field + "~~"))
                .as(how)
                .startsWith("HTTP/1.1 403 ");
    }

    @Test
    void oldBrowsersSimplePostWithoutThoseFieldsHasNoSignature() throws IOException {
        assertThat(post("Content-Type: application/x-www-form-urlencoded~"))
                .startsWith("HTTP/1.1 403 ")
                .contains("<Code>MissingAuthenticationToken</Code>");
    }

    @Test
    void preflightIsNotAnswered() throws IOException {
        assertThat(raw("OPTIONS / HTTP/1.1~Host: " + host + "~Origin: http://evil.example~"
                        + "Access-Control-Request-Headers: authorization~~"))
                .startsWith("HTTP/1.1 403 ")
                .doesNotContain("Access-Control-Allow");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rebound.evil.example",
                "127.0.0.1",
                "127.0.0.1:1",
                "localhost",
                "[::1]:PORT",
                "0.0.0.0:PORT",
                "127.1:PORT",
                "localhost.:PORT",
                "127.0.0.1:PORT~Host: 127.0.0.1:PORT",
                ""
            })
    void nameThatIsNotOursIsRefusedWhereverItWasResolvedTo(String name) throws IOException {
        var port = Integer.toString(endpoint.uri().getPort());
        assertThat(raw("POST / HTTP/1.1~Host: " + name.replace("PORT", port) + "~Content-Length: 0~~"))
                .startsWith("HTTP/1.1 403 ")
                .contains("the request named another host");
    }

    @Test
    void endpointIsNoProxy() throws IOException {
        assertThat(raw("GET http://example.org/ HTTP/1.1~Host: " + host + "~~"))
                .startsWith("HTTP/1.1 400 ")
                .contains("no proxy");
        assertThat(raw("CONNECT example.org:443 HTTP/1.1~Host: " + host + "~~")).startsWith("HTTP/1.1 400 ");
        assertThat(raw("GET /%zz HTTP/1.1~Host: " + host + "~~")).startsWith("HTTP/1.1 400 ");
    }

    @Test
    void bodyOverTheLimitIsRefusedInTheServicesShape() throws Exception {
        var large = "x".repeat((1 << 20) + 1);
        assertThat(raw("POST / HTTP/1.1~Host: " + host + "~Content-Length: 99999999999~~"))
                .startsWith("HTTP/1.1 413 ")
                .contains("<Code>RequestEntityTooLarge</Code>");
        assertThat(raw("POST / HTTP/1.1~Host: " + host + "~X-Amz-Target: Echo_v1.Echo~Transfer-Encoding: chunked~~"
                        + "200000~" + large + large + "~0~~"))
                .startsWith("HTTP/1.1 413 ")
                .contains("\"__type\":\"RequestEntityTooLargeException\"");
    }

    @Test
    void bodyThatIsPackedOrOfAnotherTypeIsRefusedWithWhatFits() throws IOException {
        assertThat(post("Content-Encoding: gzip~")).startsWith("HTTP/1.1 415 ").contains("encoded as gzip");
        assertThat(post("Content-Type: text/plain~"))
                .startsWith("HTTP/1.1 415 ")
                .contains("<Code>UnsupportedMediaType</Code>", "application/x-www-form-urlencoded");
        assertThat(post("X-Amz-Target: Echo_v1.Echo~Content-Type: text/plain~"))
                .startsWith("HTTP/1.1 415 ")
                .contains("UnsupportedMediaTypeException", "application/x-amz-json-1.1");
    }

    @Test
    void jsonThatCanBeReadTwoWaysOrNotAtAllIsASerializationException() throws Exception {
        for (var body : List.of(
                "{\"a\":1,\"a\":2}",
                "{} {}",
                "{\"a\":" + "9".repeat(2_000) + "}",
                "nul",
                "\"text\"",
                "{\"a\":" + "[".repeat(2_000),
                "{\"a\":\"\u0001\"}",
                "{'a':1}",
                "\uFEFF")) {
            var answer = http.json("Echo_v1.Echo", body);
            assertThat(answer.statusCode()).as(body).isEqualTo(400);
            assertThat(answer.body()).as(body).contains("SerializationException");
        }
        assertThat(http.json("Echo_v1.Echo", "{\"a\":1e999,\"b\":-0}").body()).isEqualTo("{\"fields\":2}");
    }

    @Test
    void connectionStaysAfterAnErrorAndOldClientsAreServed() throws IOException {
        var one = "POST / HTTP/1.1~Host: " + host + "~Content-Length: " + IDENTITY.length() + "~~" + IDENTITY;
        assertThat(raw(one + one).split("HTTP/1\\.1 403", -1)).hasSize(3);
        assertThat(raw("POST / HTTP/1.0~Host: " + host + "~Content-Length: 0~~"))
                .startsWith("HTTP/1.1 403 ")
                .contains("Connection: close");
        assertThat(raw("HEAD / HTTP/1.1~Host: " + host + "~~"))
                .startsWith("HTTP/1.1 403 ")
                .endsWith("\r\n\r\n");
    }

    @Test
    void formsWithoutMeaningAreRefusalsAndNothingElse() throws Exception {
        long seed = 2_010_05_15;
        var random = new Random(seed);
        var form = "Action=DescribeSecurityGroups&Version=2016-11-15&GroupId.1=sg-1&Filter.1.Name=vpc-id"
                + "&Filter.1.Value.1=vpc-*&MaxResults=7&NextToken=ZnJvbSA3&DryRun=false&%C3%A4=%F0%9F%98%80";
        for (int i = 0; i < 400; i++) {
            var answer = http.query(broken(form, random, "&=%.+1\u0000\u00e9"));
            assertThat(answer.statusCode())
                    .as("seed %d, round %d: %s", seed, i, answer.body())
                    .isIn(200, 400, 401, 403, 412, 501);
        }
    }

    @Test
    void jsonWithoutMeaningIsARefusalAndNothingElse() throws Exception {
        long seed = 2_014_11_13;
        var random = new Random(seed);
        var json = "{\"cluster\":\"demo\",\"tasks\":[\"a\",{\"b\":[1,2.5e3,null,true]}],\"text\":\"\\u00e4\\n\"}";
        for (int i = 0; i < 400; i++) {
            var answer = http.json("Echo_v1.Echo", broken(json, random, "{}[]\",:\\eE-0\u0000"));
            assertThat(answer.statusCode())
                    .as("seed %d, round %d: %s", seed, i, answer.body())
                    .isIn(200, 400);
        }
    }

    private static String broken(String text, Random random, String letters) {
        var broken = new StringBuilder(text);
        for (int change = random.nextInt(8); change >= 0; change--) {
            int at = random.nextInt(broken.length());
            switch (random.nextInt(4)) {
                case 0 -> broken.setCharAt(at, letters.charAt(random.nextInt(letters.length())));
                case 1 -> broken.deleteCharAt(at);
                case 2 -> broken.insert(at, broken.substring(at / 2, at));
                default -> broken.insert(at, letters.charAt(random.nextInt(letters.length())));
            }
        }
        return broken.toString();
    }
}
