package dev.sloconsole.stack;

import dev.sloconsole.stack.StackFact.AccountRead;
import java.net.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ec2.model.AvailabilityZoneState;
import software.amazon.awssdk.services.iam.model.EvaluationResult;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.PolicyEvaluationDecisionType;

/**
 * Looks at an account before a class: may we, is there room, is anything left over. Every check says what it found, and
 * none stops the others. Makes one thing only, ECS's service-linked role where the account never had one. Blocks while
 * AWS is asked.
 */
public final class AwsExamination implements AutoCloseable {

    private static final Duration LONG_ENOUGH = Duration.ofHours(2);
    private static final double VCPU = 0.75;
    private static final int SIMULATED_AT_ONCE = 50;
    private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(30);
    private static final int ZONES = 2;

    /** Of two tasks, and of those that replace them. */
    private static final int INTERFACES = 4;

    /** Whoever may not is told so by the checks that need them. */
    private static final Set<String> PROVE_THEMSELVES =
            Set.of("iam:SimulatePrincipalPolicy", "iam:CreateServiceLinkedRole");

    private final CloudAccess access;
    private final CloudClients clients;
    private final StackClient stacks;
    private final Registry registry;

    /**
     * What the class is to be.
     *
     * @param regions what each place that may name a region says: the option, the environment, the profile, the image
     * @param proxy through which the stack's ports are reached
     */
    public record Plan(
            String stackName,
            String repository,
            String architecture,
            Map<String, String> regions,
            String price,
            Proxy proxy) {
        public Plan {
            regions = Map.copyOf(regions);
        }
    }

    /** Connects to nothing yet. */
    public AwsExamination(CloudAccess access) {
        this.access = access;
        this.clients = CloudClients.forCommands(access);
        this.stacks = new StackClient(access);
        this.registry = new Registry(access);
    }

    @Override
    public void close() {
        registry.close();
        stacks.close();
        clients.close();
    }

    /** All checks; without credentials only those that need none. */
    public List<Finding> findings(Plan plan) {
        var findings = new ArrayList<Finding>();
        findings.add(region(plan));
        AccountRead account;
        try {
            account = stacks.account();
        } catch (StackException e) {
            findings.add(Finding.bad("identity", e.failure(), e.advice()));
            return findings;
        }
        findings.add(Finding.good("identity", "Account " + account.account() + ", " + account.identity() + "."));
        findings.add(looked("credentials", this::credentials));
        findings.add(looked("clock", this::clock));
        findings.add(looked("permissions", () -> permissions(account, plan.stackName())));
        findings.add(looked("name", () -> name(plan.stackName())));
        findings.add(looked("left over", () -> leftOver(plan)));
        findings.add(looked("image", () -> image(plan)));
        findings.add(looked("role of ECS", this::serviceLinkedRole));
        findings.add(looked("room for a VPC", this::vpcs));
        findings.add(looked("room for vCPUs", this::vcpus));
        findings.add(looked("room for addresses", this::interfaces));
        findings.add(looked("zones", this::zones));
        findings.add(looked("ports", () -> ports(plan)));
        return findings;
    }

    private Finding looked(String check, Supplier<Finding> look) {
        try {
            return look.get();
        } catch (StackException e) {
            return Finding.skipped(check, "Not looked at. " + e.getMessage());
        } catch (SdkException e) {
            return Finding.skipped(check, AwsFailure.of(e, access).sentence("Not looked at"));
        }
    }

    private Finding region(Plan plan) {
        var different = new TreeSet<>(plan.regions().values());
        var said = plan.regions().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(each -> each.getKey() + " " + each.getValue())
                .collect(Collectors.joining(", "));
        return different.size() <= 1
                ? Finding.good("region", access.region() + ".")
                : Finding.warning(
                        "region",
                        "The places that name a region disagree: " + said + ".",
                        "The stack goes to " + access.region() + "; other tools look elsewhere. Set AWS_REGION, or give"
                                + " --region.");
    }

    private Finding credentials() {
        var end = clients.expiry();
        if (end.isEmpty()) {
            return Finding.good("credentials", "They do not end, or do not say when.");
        }
        var left = Duration.between(Instant.now(), end.get());
        return left.compareTo(LONG_ENOUGH) >= 0
                ? Finding.good("credentials", "They are good until " + end.get() + ".")
                : Finding.warning(
                        "credentials",
                        "They end in " + Math.max(0, left.toMinutes()) + " minutes, at " + end.get() + ".",
                        "A class is longer. Sign in again before it: `aws sso login`, or `aws login`.");
    }

    private Finding clock() {
        var answer = clients.sts().getCallerIdentity().sdkHttpResponse();
        return answer.firstMatchingHeader("Date")
                .map(date -> clock(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date)), Instant.now()))
                .orElseGet(() -> Finding.skipped("clock", "AWS did not say what time it is."));
    }

    /** AWS refuses what a clock has signed that is wrong by five minutes; the SDK makes up for it, dashboards do not. */
    static Finding clock(Instant theirs, Instant ours) {
        var off = Duration.between(theirs, ours);
        return off.abs().compareTo(CLOCK_TOLERANCE) <= 0
                ? Finding.good("clock", "It agrees with AWS's.")
                : Finding.warning(
                        "clock",
                        "It is " + off.abs().toSeconds() + " s " + (off.isNegative() ? "behind" : "ahead of")
                                + " AWS's.",
                        "The dashboard would show the class at another time, and the auto-stop come too "
                                + (off.isNegative() ? "early" : "late") + ". Set the clock by the network.");
    }

    private Finding permissions(AccountRead account, String stackName) {
        var denied = new ArrayList<String>();
        var all = Policy.actions().stream()
                .filter(action -> !PROVE_THEMSELVES.contains(action))
                .toList();
        var role = "arn:aws:iam::" + account.account() + ":role/" + stackName + "-AppExecutionRole";
        try {
            for (var onRoles : List.of(true, false)) {
                var some = all.stream()
                        .filter(action -> action.startsWith("iam:") == onRoles)
                        .toList();
                denied.addAll(denied(principal(account.identity()), some, onRoles ? role : "*"));
            }
        } catch (SdkException e) {
            return Finding.skipped("permissions", AwsFailure.of(e, access).sentence("They cannot be simulated"));
        }
        return denied.isEmpty()
                ? Finding.good("permissions", "All " + all.size() + " actions of aws-stack/policy.json are allowed.")
                : Finding.bad(
                        "permissions",
                        "Denied: " + String.join(", ", denied) + ".",
                        "The deployment would fail half way. Ask the account's administrator for aws-stack/policy.json.");
    }

    /** IAM takes a limited number of actions at once; a policy for some roles allows nothing on all resources. */
    private List<String> denied(String principal, List<String> actions, String resource) {
        var denied = new ArrayList<String>();
        for (int from = 0; from < actions.size(); from += SIMULATED_AT_ONCE) {
            var some = actions.subList(from, Math.min(actions.size(), from + SIMULATED_AT_ONCE));
            clients
                    .iam()
                    .simulatePrincipalPolicyPaginator(ask ->
                            ask.policySourceArn(principal).actionNames(some).resourceArns(resource))
                    .evaluationResults()
                    .stream()
                    .filter(each -> each.evalDecision() != PolicyEvaluationDecisionType.ALLOWED)
                    .map(EvaluationResult::evalActionName)
                    .forEach(denied::add);
        }
        return denied;
    }

    /** IAM simulates a role, not one of its sessions. */
    private static String principal(String identity) {
        return identity.replaceFirst("^(arn:[^:]+):sts:(:[^:]*:)assumed-role/([^/]+)/.*$", "$1:iam:$2role/$3");
    }

    private Finding name(String stackName) {
        var found = stacks.find(stackName);
        if (found.isEmpty()) {
            return Finding.good("name", "There is no stack " + stackName + " yet.");
        }
        var stack = found.get().found();
        return stack.ours()
                ? Finding.warning(
                        "name",
                        "Stack " + stackName + " of " + stack.owner().orElse("an unknown owner") + " is there already, "
                                + found.get().status() + ".",
                        "Go on with it, or delete it first: ./slo delete --stack-name " + stackName)
                : Finding.bad(
                        "name",
                        "A stack " + stackName + " that is not ours is there.",
                        "It stays as it is; choose another name with --stack-name.");
    }

    private Finding leftOver(Plan plan) {
        var regions = clients.ec2().describeRegions(ask -> {}).regions().stream()
                .map(each -> each.regionName())
                .toList();
        var looks = regions.stream()
                .<Callable<List<String>>>map(region -> () -> leftIn(region, plan))
                .toList();
        var left = new ArrayList<String>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var look : threads.invokeAll(looks)) {
                left.addAll(look.get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Finding.skipped("left over", "It was interrupted.");
        } catch (ExecutionException e) {
            return Finding.skipped("left over", "Not looked at: " + e.getCause());
        }
        return left.isEmpty()
                ? Finding.good("left over", "No other stack of ours in " + regions.size() + " regions.")
                : Finding.warning(
                        "left over",
                        "Stacks of ours go on: " + String.join("; ", left) + ".",
                        "Each costs " + plan.price() + " while its services run. Delete those that nobody needs.");
    }

    private List<String> leftIn(String region, Plan plan) {
        try (var there = new StackClient(access.in(region))) {
            return there.ours().stream()
                    .filter(name -> !region.equals(access.region()) || !name.equals(plan.stackName()))
                    .map(name -> name + " in " + region + " (./slo delete --region " + region + " --stack-name " + name
                            + ")")
                    .toList();
        } catch (StackException e) {
            // A region that is closed to us holds nothing of ours.
            return List.of();
        }
    }

    private Finding image(Plan plan) {
        var tag = Registry.tag(plan.architecture());
        return registry.tagged(plan.repository(), tag)
                .map(image -> Finding.good(
                        "image", image + ", for " + plan.architecture().toLowerCase(Locale.ROOT) + "."))
                .orElseGet(() -> Finding.bad(
                        "image",
                        "There is no image " + plan.repository() + ":" + tag + " in " + access.region() + ".",
                        "The app's task could not start. Build and push it: ./slo publish --region "
                                + access.region()));
    }

    private Finding serviceLinkedRole() {
        try {
            clients.iam().getRole(ask -> ask.roleName("AWSServiceRoleForECS"));
            return Finding.good("role of ECS", "AWSServiceRoleForECS is there.");
        } catch (NoSuchEntityException e) {
            clients.iam().createServiceLinkedRole(create -> create.awsServiceName("ecs.amazonaws.com"));
            return Finding.good("role of ECS", "AWSServiceRoleForECS was missing and has been made.");
        }
    }

    private Finding vpcs() {
        var used = clients.ec2().describeVpcsPaginator().vpcs().stream().count();
        var most = quota("vpc", "L-F678F1CE");
        return most.filter(limit -> used + 1 > limit).isPresent()
                ? Finding.bad(
                        "room for a VPC",
                        used + " of " + most.get().intValue() + " VPCs are used.",
                        "The stack needs one. Delete one, or raise the quota in the Service Quotas console.")
                : Finding.good(
                        "room for a VPC",
                        used + " of "
                                + most.map(Double::intValue)
                                        .map(String::valueOf)
                                        .orElse("?") + " are used.");
    }

    private Finding vcpus() {
        var most = quota("fargate", "L-3032A538");
        return most.filter(limit -> limit < VCPU).isPresent()
                ? Finding.bad(
                        "room for vCPUs",
                        "Fargate may use " + most.get() + " vCPUs here.",
                        "The stack needs " + VCPU
                                + ". Raise the quota \"Fargate On-Demand vCPU resource count\"; new accounts"
                                + " wait for that a day.")
                : Finding.good(
                        "room for vCPUs",
                        "Fargate may use " + most.map(String::valueOf).orElse("an unknown number of")
                                + ", the stack uses " + VCPU + ".");
    }

    /** A task has a network interface, and with it its public address, which is no Elastic IP and counts as none. */
    private Finding interfaces() {
        var used = clients.ec2().describeNetworkInterfacesPaginator().networkInterfaces().stream()
                .count();
        var most = quota("vpc", "L-DF5E4CA3");
        return most.filter(limit -> used + INTERFACES > limit).isPresent()
                ? Finding.bad(
                        "room for addresses",
                        used + " of " + most.get().intValue() + " network interfaces are used.",
                        "The stack needs " + INTERFACES + " while a task is replaced. Delete some, or raise the quota"
                                + " \"Network interfaces per Region\".")
                : Finding.good(
                        "room for addresses",
                        used + " of "
                                + most.map(Double::intValue)
                                        .map(String::valueOf)
                                        .orElse("?") + " network interfaces are used.");
    }

    private Finding ports(Plan plan) {
        return stacks.find(plan.stackName())
                .filter(stack -> stack.found().ours())
                .map(stack -> OpenPorts.finding(clients, stack, plan.proxy()))
                .orElseGet(() -> Finding.good("ports", "They are tried once the stack is there: run this again then."));
    }

    private Optional<Double> quota(String service, String code) {
        return Optional.ofNullable(clients.quotas()
                .getServiceQuota(ask -> ask.serviceCode(service).quotaCode(code))
                .quota()
                .value());
    }

    private Finding zones() {
        var open = clients.ec2().describeAvailabilityZones(ask -> {}).availabilityZones().stream()
                .filter(zone -> zone.state() == AvailabilityZoneState.AVAILABLE)
                .map(zone -> zone.zoneName())
                .sorted()
                .toList();
        return open.size() < ZONES
                ? Finding.bad(
                        "zones",
                        open.size() + " availability zones of " + access.region() + " are open to this account.",
                        "The stack needs " + ZONES + ". Choose another region with --region.")
                : Finding.good(
                        "zones",
                        "The stack goes to " + open.stream().limit(ZONES).collect(Collectors.joining(" and ")) + ".");
    }
}
