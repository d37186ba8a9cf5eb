package dev.sloconsole.desktop;

import dev.sloconsole.stack.CloudAccess;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The local cloud, for other clients. */
@Command(
        name = "cloud",
        mixinStandardHelpOptions = true,
        description = "Runs the local cloud alone, for any AWS client, until it is ended.")
final class CloudCommand implements Callable<Integer> {

    private static final String LOOPBACK = "127.0.0.1,localhost";

    /**
     * What was asked for.
     *
     * @param port of the endpoint, 0 for any free one
     * @param taskLimit how many tasks may be there at a time; the cloud's own limit if nobody said
     */
    record Wanted(
            int port,
            String pace,
            String region,
            boolean embeddedPrometheus,
            Optional<Path> grafana,
            Optional<Integer> taskLimit) {}

    /** A cloud that runs until it is closed. */
    record Running(
            URI endpoint,
            String region,
            CloudAccess.Credentials credentials,
            InetSocketAddress dns,
            InetSocketAddress resolver,
            URI router,
            Runnable close) {

        /** What a client's environment needs. */
        private List<String> environment() {
            return List.of(
                    "AWS_ENDPOINT_URL=" + endpoint,
                    "AWS_ACCESS_KEY_ID=" + credentials.accessKeyId(),
                    "AWS_SECRET_ACCESS_KEY=" + credentials.secretAccessKey(),
                    // One of a real account, left in a terminal, would be sent along.
                    "AWS_SESSION_TOKEN=",
                    "AWS_REGION=" + region,
                    // The AWS CLI, version 1, knows the region by this name only.
                    "AWS_DEFAULT_REGION=" + region,
                    // A proxy of the network does not reach this computer's own addresses; some read one name, some the
                    // other.
                    "no_proxy=" + LOOPBACK,
                    "NO_PROXY=" + LOOPBACK,
                    "SLO_DNS=" + hostAndPort(dns),
                    "SLO_RESOLVER=" + hostAndPort(resolver),
                    "SLO_ROUTER=" + router);
        }

        private static String hostAndPort(InetSocketAddress address) {
            return address.getAddress().getHostAddress() + ":" + address.getPort();
        }
    }

    private final Function<Wanted, Running> cloud;

    @Option(names = "--port", defaultValue = "0", description = "The endpoint's port (default: any free one).")
    int port;

    @Option(names = "--pace", defaultValue = "classroom", description = "fast, classroom or aws.")
    String pace = "";

    @Option(names = "--region", defaultValue = "eu-west-1", description = "The region (default: ${DEFAULT-VALUE}).")
    String region = "";

    @Option(names = "--embedded-prometheus", description = "Use the embedded engine even if prometheus is installed.")
    boolean embeddedPrometheus;

    @Option(names = "--grafana", paramLabel = "PATH", description = Options.GRAFANA)
    Optional<Path> grafana = Optional.empty();

    @Option(
            names = "--task-limit",
            paramLabel = "N",
            description = "How many tasks may be there at a time (default: as many as an account's quota of vCPUs).")
    Optional<Integer> taskLimit = Optional.empty();

    /** A command that starts clouds by the function given. */
    CloudCommand(Function<Wanted, Running> cloud) {
        this.cloud = cloud;
    }

    @Override
    public Integer call() throws InterruptedException {
        var problems = problems();
        if (!problems.isEmpty()) {
            return Mistakes.told("slo cloud", problems);
        }
        var end = new CountDownLatch(1);
        var running = cloud.apply(new Wanted(port, pace, region, embeddedPrometheus, grafana, taskLimit));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            Faults.end();
            running.close().run();
            end.countDown();
        }));
        running.environment().forEach(System.out::println);
        System.out.flush();
        try (var caches = StartUpCaches.ofTasks()) {
            caches.start();
            end.await();
        }
        return 0;
    }

    private List<String> problems() {
        var problems = new ArrayList<String>();
        taskLimit
                .filter(limit -> limit < 1)
                .ifPresent(limit -> problems.add("--task-limit must be at least 1, not " + limit + "."));
        if (port < 0 || port > 65_535) {
            problems.add("--port must be 0 (any free one) to 65535, not " + port + ".");
        }
        Main.grafanaProblem(grafana).ifPresent(problems::add);
        Options.paceProblem(pace).ifPresent(problems::add);
        Options.regionProblem(region).ifPresent(problems::add);
        return problems;
    }
}
