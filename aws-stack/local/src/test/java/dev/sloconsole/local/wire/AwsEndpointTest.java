package dev.sloconsole.local.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.sloconsole.local.ground.Account;
import dev.sloconsole.local.ground.CloudThread;
import dev.sloconsole.local.sts.Sts;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.http.SdkHttpMethod;

class AwsEndpointTest {

    private static final String IDENTITY = "Action=GetCallerIdentity&Version=2011-06-15";

    private final CloudThread thread = new CloudThread();
    private final AwsEndpoint endpoint = new AwsEndpoint(
            0,
            "AKIATEST",
            "secret",
            thread,
            List.of(
                    new Sts(new Account(Account.LOCAL_ID, "eu-west-1")).service(),
                    new AwsService.JsonService(
                            "Echo_v1",
                            Map.of(
                                    "Echo", request -> request,
                                    "Refuse",
                                            request -> {
                                                throw new AwsError("ClusterNotFoundException", "Cluster not found.");
                                            },
                                    "Break",
                                            request -> {
                                                throw new IllegalStateException("a bug");
                                            },
                                    "Thread",
                                            request -> JsonNodeFactory.instance
                                                    .objectNode()
                                                    .put(
                                                            "name",
                                                            Thread.currentThread()
                                                                    .getName())
                                                    .put("id", RequestId.current()))),
                    new AwsService.RestXmlService(List.of(
                            new AwsService.RestRoute(
                                    "GET",
                                    "/2013-04-01/echo/{Id}/parts",
                                    request -> request.variable("Id") + " "
                                            + request.text("name").orElse("nothing")),
                            new AwsService.RestRoute("POST", "/2013-04-01/echo/{Id}", RestRequest::body)))));
    private SignedHttp http = new SignedHttp(URI.create("http://127.0.0.1"), "", "");

    @BeforeEach
    void start() {
        endpoint.start();
        http = new SignedHttp(endpoint.uri(), "AKIATEST", "secret");
    }

    @AfterEach
    void close() {
        endpoint.close();
        thread.close();
    }

    @Test
    void queryAnswersInXmlWithTheRequestsIdInHeaderAndBody() throws Exception {
        var answer = http.query(IDENTITY);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("text/xml;charset=UTF-8");
        assertThat(answer.body())
                .contains(
                        "<GetCallerIdentityResult>",
                        "<Account>000000000000</Account>",
                        "<RequestId>"
                                + answer.headers()
                                        .firstValue("x-amzn-RequestId")
                                        .orElseThrow() + "</RequestId>");
    }

    @Test
    void operationsRunOnTheLocalCloudThreadAndKnowTheirRequest() throws Exception {
        var answer = http.json("Echo_v1.Thread", "{}");
        assertThat(answer.body())
                .isEqualTo("{\"name\":\"local-cloud\",\"id\":\""
                        + answer.headers().firstValue("x-amzn-RequestId").orElseThrow() + "\"}");
    }

    @Test
    void jsonErrorsCarryTypeAndMessage() throws Exception {
        var answer = http.json("Echo_v1.Refuse", "{}");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("x-amzn-ErrorType")).contains("ClusterNotFoundException");
        assertThat(answer.body())
                .isEqualTo("{\"__type\":\"ClusterNotFoundException\",\"message\":\"Cluster not found.\"}");
    }

    @Test
    void unknownOperationsAreNamed() throws Exception {
        for (var answer : List.of(
                http.json("Echo_v1.Nope", "{}"),
                http.json("Other_v1.Nope", "{}"),
                http.query("Action=Nope&Version=2011-06-15"),
                http.query("Action=Nope&Version=1999-01-01"),
                http.query("Action=Nope&Version=2016-11-15"))) {
            assertThat(answer.statusCode()).isEqualTo(501);
            assertThat(answer.body()).contains("UnknownOperationException", "does not implement Nope of ");
        }
        assertThat(http.query("Action=Nope&Version=2016-11-15").body()).startsWith("<Response><Errors><Error><Code>");
    }

    @Test
    void restOperationsAreFoundByMethodAndPath() throws Exception {
        assertThat(http.rest(SdkHttpMethod.GET, "/2013-04-01/echo/a/parts?name=x%20y", "")
                        .body())
                .isEqualTo("a x y");
        assertThat(http.rest(SdkHttpMethod.GET, "/2013-04-01/echo/a%2Fb%3A1/parts/", "")
                        .body())
                .isEqualTo("a/b:1 nothing");
        assertThat(http.rest(SdkHttpMethod.POST, "/2013-04-01/echo/a", "<Change/>")
                        .body())
                .isEqualTo("<Change/>");
    }

    @Test
    void unknownRestOperationsAreNamedOnceTheyAreSigned() throws Exception {
        for (var path : List.of("/", "/2015-03-31/functions", "/bucket?list-type=2", "/2013-04-01/echo/a/b/parts")) {
            var answer = http.rest(SdkHttpMethod.GET, path, "");
            assertThat(answer.statusCode()).isEqualTo(501);
            assertThat(answer.body())
                    .contains(
                            "<Code>UnknownOperationException</Code>",
                            "does not implement GET " + path.replaceAll("\\?.*", "") + " of ");
        }
        assertThat(http.rest(SdkHttpMethod.HEAD, "/bucket", "").statusCode()).isEqualTo(501);
        assertThat(raw("GET / HTTP/1.1\r\nHost: localhost:" + endpoint.uri().getPort() + "\r\n\r\n"))
                .startsWith("HTTP/1.1 403")
                .contains("<Code>MissingAuthenticationToken</Code>");
    }

    @Test
    void garbageIsRefusedAndHarmsNobody() throws Exception {
        assertThat(http.json("Echo_v1.Echo", "{").body()).contains("SerializationException");
        assertThat(http.json("Echo_v1.Echo", "[1]").body()).contains("SerializationException", "must be a JSON object");
        assertThat(http.json("Echo_v1.Echo", "[".repeat(5_000)).statusCode()).isEqualTo(400);
        assertThat(http.json("Echo_v1.Echo", "").body()).isEqualTo("{}");
        assertThat(http.query("%zz=1").body()).contains("<Code>MalformedQueryString</Code>");
        assertThat(http.query("a=b&&=&").body()).contains("<Code>MissingAction</Code>");
        assertThat(http.query(IDENTITY).statusCode()).isEqualTo(200);
    }

    @Test
    void ownFailureIsAnInternalFailure() throws Exception {
        var answer = http.json("Echo_v1.Break", "{}");
        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).contains("InternalFailure", "a bug");
    }

    @Test
    void bodyOverTheLimitIsRefused() throws Exception {
        assertThat(raw("POST / HTTP/1.1\r\nHost: 127.0.0.1:" + endpoint.uri().getPort()
                        + "\r\nContent-Length: 1048577\r\n\r\n" + "x".repeat(1_048_577)))
                .startsWith("HTTP/1.1 413");
    }

    @Test
    void wrongCredentialsAreRefusedInTheServicesOwnWords() throws Exception {
        var stranger = new SignedHttp(endpoint.uri(), "AKIAOTHER", "secret");
        assertThat(stranger.query(IDENTITY).statusCode()).isEqualTo(403);
        assertThat(stranger.query(IDENTITY).body()).contains("<Code>InvalidClientTokenId</Code>");
        assertThat(stranger.query("Action=X&Version=2016-11-15").body()).contains("<Code>AuthFailure</Code>");
        assertThat(stranger.json("Echo_v1.Echo", "{}").body()).contains("UnrecognizedClientException");
        var forger = new SignedHttp(endpoint.uri(), "AKIATEST", "guessed");
        assertThat(forger.query(IDENTITY).body()).contains("<Code>SignatureDoesNotMatch</Code>");
        assertThat(forger.json("Echo_v1.Echo", "{}").body()).contains("InvalidSignatureException");
        assertThat(raw(request("127.0.0.1:" + endpoint.uri().getPort(), "")))
                .startsWith("HTTP/1.1 403")
                .contains("<Code>MissingAuthenticationToken</Code>");
        assertThat(raw(request("127.0.0.1:" + endpoint.uri().getPort(), "X-Amz-Target: Echo_v1.Echo\r\n")))
                .startsWith("HTTP/1.1 403")
                .contains("MissingAuthenticationTokenException");
    }

    @Test
    void foreignHostsAndWebPagesAreRefused() throws Exception {
        assertThat(raw(request("evil.example:" + endpoint.uri().getPort(), "")))
                .startsWith("HTTP/1.1 403")
                .contains("the request named another host");
        assertThat(raw(request("127.0.0.1", ""))).startsWith("HTTP/1.1 403");
        assertThat(raw(request("localhost:" + endpoint.uri().getPort(), "Origin: http://evil.example\r\n")))
                .startsWith("HTTP/1.1 403")
                .contains("not for web pages");
    }

    @Test
    @Timeout(10)
    void slowClientsKeepNobodyWaiting() throws Exception {
        var slow = new ArrayList<Socket>();
        try {
            for (int i = 0; i < 50; i++) {
                var socket = new Socket("127.0.0.1", endpoint.uri().getPort());
                slow.add(socket);
                socket.getOutputStream().write("POST / HTTP/1.1\r\nContent-Le".getBytes(StandardCharsets.US_ASCII));
            }
            assertThat(http.query(IDENTITY).statusCode()).isEqualTo(200);
        } finally {
            for (var socket : slow) {
                socket.close();
            }
        }
    }

    @Test
    void portInUseIsSaidWithWhatToDo() {
        int port = endpoint.uri().getPort();
        try (var second = new AwsEndpoint(port, "k", "s", thread, List.of())) {
            assertThatThrownBy(second::start)
                    .isInstanceOf(EndpointNotStarted.class)
                    .hasMessage("Could not start the local cloud: TCP port " + port + " on 127.0.0.1 is already in use."
                            + " Close the other program, or choose another port (0 takes any free one).");
        }
    }

    private static String request(String host, String headers) {
        return "POST / HTTP/1.1\r\nHost: " + host + "\r\n" + headers + "Content-Length: " + IDENTITY.length()
                + "\r\n\r\n" + IDENTITY;
    }

    private String raw(String request) throws IOException {
        try (var socket = new Socket("127.0.0.1", endpoint.uri().getPort())) {
            socket.setSoTimeout((int) Duration.ofSeconds(10).toMillis());
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
