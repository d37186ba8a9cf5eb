package dev.sloconsole.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TaskIdentityTest {

    private static final String TASK = """
            {"Cluster":"demo","TaskARN":"arn:aws:ecs:eu-west-1:000000000000:task/demo/9f3cb1","Family":"demo-app",
             "Containers":[{"Name":"app","Networks":[{"NetworkMode":"awsvpc","IPv4SubnetCIDRBlock":"10.42.0.0/24",
             "IPv4Addresses":["10.42.0.87"]}]}]}
            """;

    @Test
    void taskAndAddressComeFromTheMetadataEndpoint() throws Exception {
        var endpoint = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        endpoint.createContext("/v4/1/task", exchange -> {
            byte[] body = TASK.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        endpoint.start();
        try {
            var uri = URI.create("http://127.0.0.1:" + endpoint.getAddress().getPort() + "/v4/1");
            assertThat(TaskIdentity.read(Optional.of(uri))).isEqualTo(new TaskIdentity("9f3cb1", "10.42.0.87"));
        } finally {
            endpoint.stop(0);
        }
    }

    @Test
    void unreachableOrMissingMetadataMeansUnknown() {
        assertThat(TaskIdentity.read(Optional.empty())).isEqualTo(TaskIdentity.UNKNOWN);
        assertThat(TaskIdentity.read(Optional.of(URI.create("http://127.0.0.1:1/v4/1"))))
                .isEqualTo(TaskIdentity.UNKNOWN);
    }

    @Test
    void halfADocumentTellsWhatItHas() {
        assertThat(TaskIdentity.parse("{\"TaskARN\":\"arn:aws:ecs:x:1:task/demo/abc\"}"))
                .isEqualTo(new TaskIdentity("abc", "unknown"));
    }
}
