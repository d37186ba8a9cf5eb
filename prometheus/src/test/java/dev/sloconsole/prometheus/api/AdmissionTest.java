package dev.sloconsole.prometheus.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sloconsole.prometheus.TestEngine;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is let in, at every kind of path. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AdmissionTest {

    private final TestEngine engine;

    AdmissionTest(@TempDir Path folder) throws Exception {
        engine = new TestEngine(folder, "global: {}\n", "");
    }

    @AfterAll
    void close() {
        engine.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.0.0.1:9090",
                "localhost",
                "localhost:12345",
                "LOCALHOST:1",
                "[::1]:9090",
                "10.42.0.7:9090",
                "203.0.113.12:9090",
                "prometheus.sre.local:9090",
                "sre-prometheus.sre.local",
                "sre-prometheus.sre.local.:9090",
                "192.168.178.20:9090",
                "class.localhost:9090"
            })
    void ownNamesAndAddressesAreLetIn(String host) throws Exception {
        assertThat(engine.raw("GET", "/api/v1/query?query=1", "Host: " + host).status())
                .isEqualTo(200);
        assertThat(engine.raw(
                                "GET",
                                "/-/ready",
                                "Host: " + host,
                                "Origin: http://" + host,
                                "Sec-Fetch-Site: same-origin")
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example", "evil.example:9090", "127.0.0.1.evil.example", "localhost.evil.example:9090",
                        "sre.local.evil.example",
                "local", "evillocal", "engine", "1.2.3.4.5", "127.0.0.1@evil.example"
            })
    void foreignNamesAreRefused(String host) throws Exception {
        for (String path :
                new String[] {"/api/v1/query?query=1", "/-/ready", "/metrics", "/targets", "/federate", "/none"}) {
            assertThat(engine.raw("GET", path, "Host: " + host).status())
                    .as(path)
                    .isBetween(400, 403);
        }
        assertThat(engine.raw("POST", "/api/v1/write", "Host: " + host, "Content-Length: 0")
                        .status())
                .isBetween(400, 403);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET  | Origin: http://evil.example",
                "GET  | Origin: null",
                "GET  | Origin: https://127.0.0.1:9090",
                "GET  | Origin: http://127.0.0.1:8080",
                "POST | Origin: http://evil.example",
                "GET  | Sec-Fetch-Site: cross-site",
                "GET  | Sec-Fetch-Site: same-site",
                "POST | Sec-Fetch-Site: cross-site",
            })
    void pagesFromElsewhereAreRefused(String method, String header) throws Exception {
        for (String path :
                new String[] {"/api/v1/query?query=1", "/-/healthy", "/metrics", "/-/quit", "/api/v1/write"}) {
            var answer = engine.raw(
                    method, path, "Host: 127.0.0.1:9090", header, "Sec-Fetch-Mode: no-cors", "Content-Length: 0");
            assertThat(answer.status()).as(path).isEqualTo(403);
            assertThat(answer.body()).contains("A page of another site may not");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Sec-Fetch-Site: cross-site", "Sec-Fetch-Site: same-site", "Sec-Fetch-Site: none"})
    void whoeverFollowsALinkIsLetIn(String site) throws Exception {
        assertThat(engine.raw("GET", "/targets", "Host: 127.0.0.1:9090", site, "Sec-Fetch-Mode: navigate")
                        .status())
                .isEqualTo(200);
    }
}
