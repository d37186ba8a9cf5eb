package dev.sloconsole.desktop;

import dev.sloconsole.desktop.live.Bill;
import dev.sloconsole.desktop.live.PublicAddress;
import dev.sloconsole.desktop.live.Surroundings;
import dev.sloconsole.desktop.live.Surroundings.AppRoute;
import dev.sloconsole.stack.CloudAccess;
import dev.sloconsole.stack.Registry;
import dev.sloconsole.stack.StackClient;
import dev.sloconsole.stack.StackParameters;
import dev.sloconsole.stack.publish.ImagePublisher;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A class on AWS: what is found out by itself is found out at the deployment, so that the window need not wait. */
final class AwsSurroundings {

    private AwsSurroundings() {}

    static Surroundings of(Options options) {
        var address = address(options);
        return new Surroundings(
                CloudAccess.aws(options.region),
                Map.of(),
                options.stackProxy.map(AwsSurroundings::hostAndPort),
                AppRoute.BY_PUBLIC_ADDRESS,
                () -> parameters(options, address),
                List.of(watched(options)),
                Duration.ofSeconds(2),
                Optional.of(Bill.on(options.cpuArchitecture())),
                address,
                Optional.of(progress -> PublishCommand.publish(
                                options, ImagePublisher.DEFAULT_BASE, Optional.empty(), progress)
                        .reference()),
                () -> {});
    }

    /** Fails with what is wrong with the credentials, if anything is: whoever waits for nothing else learns it at once. */
    static void signedIn(Options options) {
        try (var client = new StackClient(CloudAccess.aws(options.region))) {
            client.account();
        }
    }

    /** Where the cloud is on this very computer, it sees us as what we are to ourselves. */
    static Optional<PublicAddress> address(Options options) {
        boolean elsewhere = !options.addressPage.getHost().equals("checkip.amazonaws.com");
        return onThisComputer() && !elsewhere ? Optional.empty() : Optional.of(new PublicAddress(options.addressPage));
    }

    /** Through which the stack's ports are reached. */
    static Proxy proxy(Options options) {
        return options.stackProxy
                .map(AwsSurroundings::hostAndPort)
                .map(address -> new Proxy(Proxy.Type.HTTP, address))
                .orElse(Proxy.NO_PROXY);
    }

    private static boolean onThisComputer() {
        return Optional.ofNullable(System.getenv("AWS_ENDPOINT_URL"))
                .map(URI::create)
                .map(URI::getHost)
                .filter(host -> host.equals("localhost") || host.startsWith("127."))
                .isPresent();
    }

    private static Map<String, String> parameters(Options options, Optional<PublicAddress> address) {
        var parameters = new TreeMap<String, String>();
        parameters.put("AppImage", options.appImage.orElseGet(() -> published(options)));
        parameters.put("AppRepositoryName", options.appRepository);
        parameters.put("PrometheusImage", options.prometheusImage);
        parameters.put("GrafanaImage", options.grafanaImage);
        parameters.put("CpuArchitecture", options.cpuArchitecture());
        parameters.put("DnsTtlSeconds", String.valueOf(options.dnsTtl));
        parameters.put("OpenKill", String.valueOf(options.openKill));
        var ranges = ranges(options, address);
        for (int i = 0; i < ranges.size(); i++) {
            parameters.put(StackParameters.RANGES.get(i), ranges.get(i));
        }
        return parameters;
    }

    /** The very image that will be deployed: of that digest, or else what was published for the stack's processors. */
    private static String watched(Options options) {
        var digest =
                options.appImage.filter(image -> image.contains("@")).map(image -> image.substring(image.indexOf('@')));
        return options.appRepository + digest.orElseGet(() -> ":" + Registry.tag(options.cpuArchitecture()));
    }

    private static String published(Options options) {
        try (var registry = new Registry(CloudAccess.aws(options.region))) {
            return registry.tagged(options.appRepository, Registry.tag(options.cpuArchitecture()))
                    .orElseThrow(
                            () -> new IllegalStateException("There is no image of the application in the repository "
                                    + options.appRepository + " in " + options.region
                                    + ". Build and push it: ./slo publish --region " + options.region));
        }
    }

    private static List<String> ranges(Options options, Optional<PublicAddress> address) {
        if (!options.allowedCidr.isEmpty()) {
            return options.allowedCidr;
        }
        if (address.isEmpty()) {
            return List.of("127.0.0.1/32");
        }
        return List.of(address.get()
                        .ask()
                        .orElseThrow(
                                () -> new IllegalStateException(
                                        "This computer's public address could not be found out at "
                                                + options.addressPage
                                                + ". Give the range that may reach the stack with --allowed-cidr, such as 203.0.113.7/32."))
                + "/32");
    }

    private static InetSocketAddress hostAndPort(String text) {
        int colon = text.lastIndexOf(':');
        return new InetSocketAddress(text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
    }
}
