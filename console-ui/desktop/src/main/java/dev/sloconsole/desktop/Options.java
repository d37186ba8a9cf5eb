package dev.sloconsole.desktop;

import dev.sloconsole.desktop.live.StackSpecs;
import dev.sloconsole.session.Source;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** The options of a class, from arguments, from {@code ~/.slo.properties}, and their defaults. */
@SuppressWarnings("NullAway.Init")
final class Options {

    /** Which cloud to use. */
    enum Cloud {
        LOCAL,
        AWS
    }

    /** Which colours to draw in. */
    enum Theme {
        DARK,
        LIGHT
    }

    static final String GRAFANA = "Grafana's program or home, or none for a page that draws the same dashboard"
            + " (default: the machine's Grafana if it has one).";
    static final Path NO_GRAFANA = Path.of("none");

    private static final List<String> PACES = List.of("fast", "classroom", "aws");

    private static final Pattern DURATION = Pattern.compile("([0-9]+)(s|m|h)");
    private static final Pattern CIDR = Pattern.compile("([0-9]{1,3}\\.){3}[0-9]{1,3}/(2[4-9]|3[0-2])");
    private static final Pattern PINNED = Pattern.compile("[^\\s@]+@sha256:[0-9a-f]{64}");

    @Option(
            names = "--cloud",
            defaultValue = "local",
            description = "Where the stack is deployed: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    Cloud cloud;

    @Option(
            names = "--pace",
            description = "How long the local cloud takes: fast, classroom or aws (default: ${DEFAULT-VALUE}).",
            defaultValue = "classroom")
    String pace;

    @Option(
            names = "--stack-name",
            defaultValue = "sre-slo-demo",
            description = "The stack's name (default: ${DEFAULT-VALUE}).")
    String stackName;

    @Option(names = "--lesson", paramLabel = "FILE", description = "A lesson of your own (default: the eight steps).")
    Optional<Path> lesson = Optional.empty();

    @Option(
            names = "--record",
            paramLabel = "DIR",
            defaultValue = "${sys:user.home}/slo-console",
            description = "Where sessions are recorded (default: ~/slo-console).")
    Path record;

    @Option(names = "--theme", defaultValue = "dark", description = "dark or light (default: ${DEFAULT-VALUE}).")
    Theme theme;

    @Option(
            names = "--region",
            defaultValue = "${env:AWS_REGION:-eu-west-1}",
            description = "The AWS region (default: AWS_REGION, else eu-west-1).")
    String region;

    @Option(
            names = "--allowed-cidr",
            description = "AWS: the range that may reach the stack, /24 or narrower, such as 203.0.113.7/32.")
    Optional<String> allowedCidr = Optional.empty();

    @Option(names = "--app-image", description = "AWS: the application's image, pinned by digest.")
    Optional<String> appImage = Optional.empty();

    @Option(names = "--prometheus-image", description = "AWS: Prometheus's image, pinned by digest.")
    Optional<String> prometheusImage = Optional.empty();

    @Option(names = "--grafana-image", description = "AWS: Grafana's image, pinned by digest.")
    Optional<String> grafanaImage = Optional.empty();

    @Option(
            names = "--auto-stop-after",
            defaultValue = "2h",
            description = "AWS: when a forgotten stack is scaled to zero (default: ${DEFAULT-VALUE}).")
    String autoStopAfter;

    @Option(names = "--embedded-prometheus", description = "Use the embedded engine even if prometheus is installed.")
    boolean embeddedPrometheus;

    @Option(names = "--grafana", paramLabel = "PATH", description = GRAFANA)
    Optional<Path> grafana = Optional.empty();

    /** All that is wrong with the options, each with what to do; empty if nothing is. */
    List<String> problems() {
        var problems = new ArrayList<String>();
        paceProblem(pace).ifPresent(problems::add);
        if (!stackName.matches("[A-Za-z][A-Za-z0-9-]{0,99}")) {
            problems.add("--stack-name must be letters, digits and hyphens, starting with a letter, not '" + stackName + "'.");
        }
        if (!DURATION.matcher(autoStopAfter).matches()) {
            problems.add("--auto-stop-after must be a time such as 90m or 2h, not '" + autoStopAfter + "'.");
        }
        if (cloud == Cloud.AWS) {
            if (allowedCidr.isEmpty()) {
                problems.add("--allowed-cidr is missing: the address range that may reach the stack, such as 203.0.113.7/32.");
            } else if (!CIDR.matcher(allowedCidr.get()).matches()) {
                problems.add("--allowed-cidr must be an IPv4 range between /24 and /32, not '" + allowedCidr.get() + "'.");
            }
            image("--app-image", appImage, problems);
            image("--prometheus-image", prometheusImage, problems);
            image("--grafana-image", grafanaImage, problems);
        }
        return problems;
    }

    /** What is wrong with a pace, if anything is. */
    static Optional<String> paceProblem(String pace) {
        return PACES.contains(pace.toLowerCase(Locale.ROOT))
                ? Optional.empty()
                : Optional.of("--pace must be fast, classroom or aws, not '" + pace + "'.");
    }

    /** What the class is told it sees. */
    Source source() {
        return cloud == Cloud.AWS ? Source.AWS : Source.LOCAL;
    }

    /** What a deployment makes; on AWS with the guard against forgetting it. */
    StackSpecs specs() {
        return new StackSpecs(stackName, cloud == Cloud.AWS ? Optional.of(autoStop()) : Optional.empty());
    }

    private Duration autoStop() {
        var matcher = DURATION.matcher(autoStopAfter);
        if (!matcher.matches()) {
            throw new IllegalStateException(autoStopAfter);
        }
        long number = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            default -> Duration.ofHours(number);
        };
    }

    private static void image(String option, Optional<String> image, List<String> problems) {
        if (image.isEmpty()) {
            problems.add(option + " is missing: an image pinned by digest, name@sha256:<64 hex digits>; docs/aws.md tells how.");
        } else if (!PINNED.matcher(image.get()).matches()) {
            problems.add(option + " must be pinned by digest, name@sha256:<64 hex digits>, not '" + image.get() + "'.");
        }
    }
}
