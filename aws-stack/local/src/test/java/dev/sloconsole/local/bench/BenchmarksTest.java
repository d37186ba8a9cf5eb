package dev.sloconsole.local.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sloconsole.local.LocalCloud;
import dev.sloconsole.local.LocalCloudConfig;
import dev.sloconsole.local.ground.Pace;
import dev.sloconsole.local.process.GrafanaLauncher;
import dev.sloconsole.local.process.Image;
import dev.sloconsole.local.process.PrometheusLauncher;
import dev.sloconsole.local.process.TestImages;
import dev.sloconsole.local.process.TestPrometheus;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each benchmark for a moment, so that none rots; how fast anything was is not looked at. */
class BenchmarksTest {

    @Test
    void everyBenchmarkStillRuns(@TempDir Path folder) throws Exception {
        var other = TestImages.java(TestPrometheus.class, Map.of());
        var config = new LocalCloudConfig(
                0,
                Pace.FAST,
                "eu-west-1",
                List.of(
                        TestImages.app(),
                        new Image("sre-demo/prometheus", TestImages.digest('b'), PrometheusLauncher.java(other)),
                        new Image("sre-demo/grafana", TestImages.digest('c'), GrafanaLauncher.java(other))),
                folder);
        try (var cloud = LocalCloud.start(config)) {
            var running = RunningCloud.inside(Map.of(
                    "AWS_ENDPOINT_URL", cloud.endpoint().toString(),
                    "AWS_REGION", cloud.region(),
                    "AWS_ACCESS_KEY_ID", cloud.accessKeyId(),
                    "AWS_SECRET_ACCESS_KEY", cloud.secretAccessKey(),
                    "SLO_DNS", text(cloud.dns()),
                    "SLO_RESOLVER", text(cloud.resolver())));
            assertThat(Benchmarks.report(running, Benchmarks.Effort.SMOKE))
                    .anyMatch(line -> line.startsWith("| CreateStack to CREATE_COMPLETE |"))
                    .anyMatch(line -> line.startsWith("| GetCallerIdentity | 8 |"))
                    .anyMatch(line -> line.startsWith("| DiscoverInstances | 8 |"))
                    .anyMatch(line -> line.startsWith("| zone |"))
                    .anyMatch(line -> line.startsWith("| resolver |"))
                    .anyMatch(line -> line.startsWith("Resident memory after all of it: "));
        }
    }

    private static String text(InetSocketAddress address) {
        return address.getAddress().getHostAddress() + ":" + address.getPort();
    }
}
