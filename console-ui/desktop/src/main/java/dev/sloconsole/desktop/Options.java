package dev.sloconsole.desktop;

import dev.sloconsole.desktop.live.PublicAddress;
import dev.sloconsole.desktop.live.StackSpecs;
import dev.sloconsole.session.Source;
import dev.sloconsole.stack.StackParameters;
import java.net.URI;
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

    private static final String DEFAULT_NAME = "sre-slo-demo";
    static final String GRAFANA = "Grafana's program or home, or none for a page that draws the same dashboard"
            + " (default: the machine's Grafana if it has one).";
    static final Path NO_GRAFANA = Path.of("none");
    static final Path BUILT_IN = Path.of("built-in");

    private static final List<String> PACES = List.of("fast", "classroom", "aws");

    private static final Pattern REGION = Pattern.compile("[a-z]{2,4}(-[a-z]{2,12}){1,3}-[0-9]{1,2}");
    private static final Pattern DURATION = Pattern.compile("([0-9]+)(s|m|h)");
    private static final Pattern IMAGE = Pattern.compile("[^\\s@]+(:[A-Za-z0-9_][A-Za-z0-9_.-]*|@sha256:[0-9a-f]{64})");
    private static final int MOST_RANGES = StackParameters.RANGES.size();

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
            description = "The stack's name (default: sre-slo-demo; on AWS with the user's name behind it).")
    Optional<String> stackName = Optional.empty();

    @Option(
            names = "--lesson",
            paramLabel = "FILE",
            description =
                    "A lesson of your own, or built-in for the eight steps (default: in the console the one that was"
                            + " taught last, else the eight steps).")
    Optional<Path> lesson = Optional.empty();

    @Option(
            names = "--record",
            paramLabel = "DIR",
            defaultValue = "${sys:user.home}/slo-console",
            description = "Where sessions are recorded (default: ~/slo-console).")
    Path record;

    @Option(names = "--theme", description = "dark or light (default: the one that was chosen last, else dark).")
    Optional<Theme> theme = Optional.empty();

    @Option(
            names = "--region",
            defaultValue = "${env:AWS_REGION:-${env:AWS_DEFAULT_REGION:-eu-west-1}}",
            description = "The AWS region (default: AWS_REGION, else AWS_DEFAULT_REGION, else eu-west-1).")
    String region;

    @Option(
            names = "--owner",
            paramLabel = "NAME",
            defaultValue = "${sys:user.name}",
            description = "AWS: who deploys, for the tag of that name (default: the user).")
    String owner;

    @Option(
            names = "--allowed-cidr",
            paramLabel = "RANGE",
            split = ",",
            description = "AWS: the ranges that may reach the stack, /24 or narrower, at most four, such as"
                    + " 203.0.113.7/32 (default: this computer's public address).")
    List<String> allowedCidr = List.of();

    @Option(
            names = "--app-repository",
            paramLabel = "NAME",
            defaultValue = "sre-demo/app",
            description = "AWS: the ECR repository of the application's image (default: ${DEFAULT-VALUE}).")
    String appRepository;

    @Option(
            names = "--app-image",
            description = "AWS: the application's image (default: what ./slo publish pushed last).")
    Optional<String> appImage = Optional.empty();

    @Option(
            names = "--prometheus-image",
            defaultValue = "docker.io/prom/prometheus:v3.5.0",
            description = "AWS: Prometheus's image, by tag or digest (default: ${DEFAULT-VALUE}).")
    String prometheusImage;

    @Option(
            names = "--grafana-image",
            defaultValue = "docker.io/grafana/grafana:12.4.0",
            description = "AWS: Grafana's image, by tag or digest (default: ${DEFAULT-VALUE}).")
    String grafanaImage;

    @Option(
            names = "--architecture",
            defaultValue = "x86_64",
            description = "AWS: x86_64 or arm64, of the stack and its images (default: ${DEFAULT-VALUE}).")
    String architecture;

    @Option(
            names = "--dns-ttl",
            paramLabel = "SECONDS",
            defaultValue = "10",
            description = "AWS: how long a resolver may believe an answer (default: ${DEFAULT-VALUE}).")
    int dnsTtl;

    @Option(
            names = "--open-kill",
            description = "AWS: let everybody who reaches the app ask for /kill, without the secret.")
    boolean openKill;

    @Option(
            names = "--stack-proxy",
            paramLabel = "HOST:PORT",
            description =
                    "AWS: an HTTP proxy through which the stack's ports are reached, where nothing else lets out.")
    Optional<String> stackProxy = Optional.empty();

    @Option(
            names = "--address-page",
            paramLabel = "URL",
            hidden = true,
            defaultValue = "https://checkip.amazonaws.com",
            description = "AWS: a page that answers with the public address of who asks.")
    URI addressPage;

    @Option(
            names = "--auto-stop-after",
            defaultValue = "2h",
            description = "AWS: when a forgotten stack is scaled to zero (default: ${DEFAULT-VALUE}).")
    String autoStopAfter;

    @Option(names = "--embedded-prometheus", description = "Use the embedded engine even if prometheus is installed.")
    boolean embeddedPrometheus;

    @Option(names = "--grafana", paramLabel = "PATH", description = GRAFANA)
    Optional<Path> grafana = Optional.empty();

    @Option(
            names = "--room",
            paramLabel = "METRES",
            defaultValue = "6",
            description = "How far the last row is from the wall: its text grows with it (default: ${DEFAULT-VALUE}).")
    double room;

    /** All that is wrong with the options, each with what to do; empty if nothing is. */
    List<String> problems() {
        var problems = new ArrayList<String>();
        paceProblem(pace).ifPresent(problems::add);
        regionProblem(region).ifPresent(problems::add);
        roomProblem(room).ifPresent(problems::add);
        if (!stackName().matches("[A-Za-z][A-Za-z0-9-]{0,99}")) {
            problems.add("--stack-name must be letters, digits and hyphens, starting with a letter, not '" + stackName()
                    + "'.");
        }
        if (!DURATION.matcher(autoStopAfter).matches()) {
            problems.add("--auto-stop-after must be a time such as 90m or 2h, not '" + autoStopAfter + "'.");
        }
        if (cloud == Cloud.AWS) {
            problemsOnAws(problems);
        }
        return problems;
    }

    private void problemsOnAws(List<String> problems) {
        if (allowedCidr.size() > MOST_RANGES) {
            problems.add("--allowed-cidr takes at most " + MOST_RANGES + " ranges, not " + allowedCidr.size() + ".");
        }
        allowedCidr.forEach(range -> PublicAddress.refusal(range)
                .ifPresent(why -> problems.add("--allowed-cidr cannot be '" + range + "': " + why + ".")));
        appImage.ifPresent(image -> image("--app-image", image, problems));
        image("--prometheus-image", prometheusImage, problems);
        image("--grafana-image", grafanaImage, problems);
        if (!List.of("x86_64", "arm64").contains(architecture.toLowerCase(Locale.ROOT))) {
            problems.add("--architecture must be x86_64 or arm64, not '" + architecture + "'.");
        }
        if (dnsTtl < 1 || dnsTtl > 60) {
            problems.add("--dns-ttl must be 1 to 60 seconds, not " + dnsTtl + ".");
        }
        if (stackProxy.filter(proxy -> !proxy.matches("[^:/\\s]+:[0-9]{1,5}")).isPresent()) {
            problems.add("--stack-proxy must be a host and a port such as proxy.example.org:3128, not '"
                    + stackProxy.get() + "'.");
        }
    }

    /** The stack's name; on AWS with the user in it, so that two instructors of one account have two. */
    String stackName() {
        return stackName.orElseGet(() -> cloud == Cloud.AWS ? DEFAULT_NAME + suffix(owner) : DEFAULT_NAME);
    }

    /** The same for a recording: the name that somebody chose, or the default one without whose it is. */
    String recordedName() {
        return stackName.orElseGet(() -> stackName().equals(DEFAULT_NAME) ? DEFAULT_NAME : DEFAULT_NAME + "-user");
    }

    private static String suffix(String user) {
        var plain =
                user.replaceAll("[^A-Za-z0-9]+", "-").replaceAll("^-|-$", "").toLowerCase(Locale.ROOT);
        return plain.isEmpty() ? "" : "-" + plain.substring(0, Math.min(plain.length(), 40));
    }

    /** The owner as a tag takes it. */
    String ownerTag() {
        var tag = owner.replaceAll("[^A-Za-z0-9@._+-]+", "-");
        return tag.isEmpty() ? "unknown" : tag.substring(0, Math.min(tag.length(), 64));
    }

    /** As the template writes it. */
    String cpuArchitecture() {
        return architecture.toUpperCase(Locale.ROOT);
    }

    /** What is wrong with the depth of a room, if anything is. */
    static Optional<String> roomProblem(double metres) {
        return metres > 0 && metres <= 100
                ? Optional.empty()
                : Optional.of("--room must be the depth of the room in metres, such as 8, not " + metres + ".");
    }

    /** What is wrong with a pace, if anything is. */
    static Optional<String> paceProblem(String pace) {
        return PACES.contains(pace.toLowerCase(Locale.ROOT))
                ? Optional.empty()
                : Optional.of("--pace must be fast, classroom or aws, not '" + pace + "'.");
    }

    /** What is wrong with a region's name, if anything is. */
    static Optional<String> regionProblem(String region) {
        return REGION.matcher(region).matches()
                ? Optional.empty()
                : Optional.of("--region must be the name of an AWS region, such as eu-west-1, not '" + region + "'.");
    }

    /** What the class is told it sees. */
    Source source() {
        return cloud == Cloud.AWS ? Source.AWS : Source.LOCAL;
    }

    /** What a deployment makes; on AWS with the guard against forgetting it. */
    StackSpecs specs() {
        return new StackSpecs(stackName(), ownerTag(), cloud == Cloud.AWS ? Optional.of(autoStop()) : Optional.empty());
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

    private static void image(String option, String image, List<String> problems) {
        if (!IMAGE.matcher(image).matches()) {
            problems.add(option + " must have a tag or a digest, name:tag or name@sha256:<64 hex digits>, not '" + image
                    + "'.");
        }
    }
}
