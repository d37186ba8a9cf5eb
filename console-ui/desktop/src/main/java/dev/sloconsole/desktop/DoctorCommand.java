package dev.sloconsole.desktop;

import dev.sloconsole.desktop.live.Bill;
import dev.sloconsole.desktop.live.PublicAddress;
import dev.sloconsole.stack.AwsExamination;
import dev.sloconsole.stack.CloudAccess;
import dev.sloconsole.stack.Finding;
import dev.sloconsole.stack.Finding.Grade;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Says before the class what would go wrong in it. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = "Looks at this computer, or at the account with --cloud aws, before a class; exit status 1 if the"
                + " class would not work.")
@SuppressWarnings("NullAway.Init") // picocli fills it
final class DoctorCommand implements Callable<Integer> {

    @Mixin
    Options own;

    @Override
    public Integer call() {
        var problems = Main.problems(own);
        if (!problems.isEmpty()) {
            return Mistakes.told("slo doctor", problems);
        }
        var findings = findings(own);
        findings.forEach(DoctorCommand::print);
        boolean works = findings.stream().noneMatch(finding -> finding.grade() == Grade.BAD);
        System.out.println(works ? "Ready." : "Not ready: see ✗.");
        return works ? 0 : 1;
    }

    /** All that was found, of this computer first. */
    static List<Finding> findings(Options options) {
        var findings = new ArrayList<>(LocalExamination.findings(options));
        if (options.cloud == Options.Cloud.AWS) {
            findings.add(proxy());
            findings.add(address(options));
            var plan = new AwsExamination.Plan(
                    options.stackName(),
                    options.appRepository,
                    options.cpuArchitecture(),
                    regions(options),
                    Bill.on(options.cpuArchitecture()).toString(),
                    AwsSurroundings.proxy(options));
            try (var examination = new AwsExamination(CloudAccess.aws(options.region))) {
                findings.addAll(examination.findings(plan));
            }
        }
        return List.copyOf(findings);
    }

    private static Map<String, String> regions(Options options) {
        var regions = new TreeMap<>(Map.of("--region", options.region));
        for (var name : List.of("AWS_REGION", "AWS_DEFAULT_REGION")) {
            Optional.ofNullable(System.getenv(name)).ifPresent(region -> regions.put(name, region));
        }
        CloudAccess.regionOfProfile().ifPresent(region -> regions.put("the profile", region));
        options.appImage
                .map(image -> image.replaceFirst("^\\d{12}\\.dkr\\.ecr\\.([a-z0-9-]+)\\..*$", "$1"))
                .filter(region -> !region.contains("/"))
                .ifPresent(region -> regions.put("--app-image", region));
        return regions;
    }

    private static Finding address(Options options) {
        var mine = AwsSurroundings.address(options).flatMap(PublicAddress::ask);
        if (mine.isEmpty()) {
            return options.allowedCidr.isEmpty()
                    ? Finding.warning(
                            "address",
                            "This computer's public address could not be found out.",
                            "Who may reach the stack must be said: --allowed-cidr 203.0.113.7/32")
                    : Finding.skipped(
                            "address", "The public address could not be found out at " + options.addressPage + ".");
        }
        return options.allowedCidr.isEmpty() || PublicAddress.within(mine.get(), options.allowedCidr)
                ? Finding.good("address", mine.get() + " may reach the stack.")
                : Finding.bad(
                        "address",
                        "This computer is " + mine.get() + ", outside of " + String.join(", ", options.allowedCidr)
                                + ".",
                        "It could not reach the stack. Add --allowed-cidr " + mine.get()
                                + "/32, or leave the option out.");
    }

    private static Finding proxy() {
        for (var name : List.of("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy")) {
            var value = System.getenv(name);
            if (value != null && !value.isBlank()) {
                return Finding.warning(
                        "proxy",
                        name + " is set.",
                        "AWS is asked through it. The stack's ports 5000, 9090 and 3000 are asked directly; where nothing"
                                + " but the proxy lets out, give --stack-proxy.");
            }
        }
        return Finding.good("proxy", "There is none in the environment.");
    }

    private static void print(Finding finding) {
        var sign = switch (finding.grade()) {
            case GOOD -> "✓";
            case WARNING -> "!";
            case BAD -> "✗";
            case SKIPPED -> "–";
        };
        System.out.printf("%s %-16s %s%n", sign, finding.check(), finding.what());
        if (!finding.advice().isEmpty()) {
            System.out.printf("  %-16s %s%n", "", finding.advice());
        }
    }
}
