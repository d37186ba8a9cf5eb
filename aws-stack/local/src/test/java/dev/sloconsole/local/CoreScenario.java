package dev.sloconsole.local;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.awaitility.core.ConditionFactory;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;
import software.amazon.awssdk.services.cloudformation.model.Tag;
import software.amazon.awssdk.services.ecs.model.ContainerOverride;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.Task;

/**
 * The core scenario by the SDK for Java, step by step as in core_scenario.py: a stack is created, looked at from every
 * side, disturbed, changed in three ways, and deleted. It gathers the facts that the test then looks at.
 */
final class CoreScenario {

    private static final String STACK = "demo";
    private static final String SERVICE = "sre-app-service";
    private static final String NAME = "sre-app-service.sre.local";

    private final Map<String, Object> facts = new LinkedHashMap<>();
    private final LocalCloud cloud;
    private final CloudClients clients;
    private final String template;
    private final Map<String, String> parameters;
    private final String brokenImage;
    private Map<String, String> outputs = Map.of();

    CoreScenario(
            LocalCloud cloud,
            CloudClients clients,
            String template,
            Map<String, String> parameters,
            String brokenImage) {
        this.cloud = cloud;
        this.clients = clients;
        this.template = template;
        this.parameters = parameters;
        this.brokenImage = brokenImage;
    }

    Map<String, Object> play() throws Exception {
        create();
        look();
        disturb();
        update();
        fail();
        delete();
        return facts;
    }

    private void create() {
        facts.put("account", clients.sts().getCallerIdentity().account());
        facts.put(
                "repositories",
                clients.ecr().describeRepositories().repositories().size());
        facts.put(
                "validated",
                clients.cfn()
                        .validateTemplate(r -> r.templateBody(template))
                        .parameters()
                        .size());
        Runnable creation = () -> clients.cfn()
                .createStack(r -> r.stackName(STACK)
                        .templateBody(template)
                        .parameters(given(Map.of()))
                        .capabilities(Capability.CAPABILITY_IAM));
        creation.run();
        facts.put("exists", error(creation));
        facts.put("created", settled("CREATE_COMPLETE"));
        facts.put("firstEvent", text(story().getLast()));
        facts.put("lastEvent", text(story().getFirst()));
        outputs = stack().outputs().stream()
                .collect(
                        LinkedHashMap::new,
                        (map, output) -> map.put(output.outputKey(), output.outputValue()),
                        Map::putAll);
        facts.put(
                "outputs",
                stack().outputs().stream().map(Output::outputKey).sorted().toList());
        facts.put(
                "password",
                stack().parameters().stream()
                        .filter(p -> p.parameterKey().endsWith("Password"))
                        .map(Parameter::parameterValue)
                        .toList());
        facts.put(
                "resources",
                clients.cfn().describeStackResources(r -> r.stackName(STACK)).stackResources().stream()
                        .map(r -> r.resourceStatusAsString())
                        .distinct()
                        .sorted()
                        .toList());
        facts.put(
                "summary",
                clients.cfn()
                                .getTemplateSummary(r -> r.stackName(STACK))
                                .resourceTypes()
                                .size()
                        > 10);
        facts.put(
                "template",
                clients.cfn()
                        .getTemplate(r -> r.stackName(STACK))
                        .templateBody()
                        .equals(template));
    }

    /** One task, seen from everywhere. */
    private void look() throws IOException {
        var first = tasks(DesiredStatus.RUNNING).getFirst();
        var map = clients.cloudMap();
        facts.put("task", List.of(first.lastStatus(), first.healthStatusAsString(), last(first.taskDefinitionArn())));
        var zone = map.getNamespace(r -> r.id(output("NamespaceId")))
                .namespace()
                .properties()
                .dnsProperties()
                .hostedZoneId();
        facts.put(
                "instances",
                map.listInstances(r -> r.serviceId(output("AppDiscoveryId"))).instances().stream()
                        .map(i -> address(first).equals(i.attributes().get("AWS_INSTANCE_IPV4")))
                        .toList());
        facts.put(
                "discovered",
                map.discoverInstances(r -> r.namespaceName("sre.local").serviceName(SERVICE)).instances().stream()
                        .map(i -> List.of(
                                address(first).equals(i.attributes().get("AWS_INSTANCE_IPV4")),
                                i.healthStatusAsString()))
                        .toList());
        facts.put(
                "records",
                clients.route53().listResourceRecordSets(r -> r.hostedZoneId(zone)).resourceRecordSets().stream()
                        .filter(r ->
                                r.name().equals(NAME + ".") && r.typeAsString().equals("A"))
                        .map(r -> List.of(
                                r.ttl(),
                                r.resourceRecords().stream()
                                        .map(one -> one.value())
                                        .toList()
                                        .equals(List.of(address(first)))))
                        .toList());
        facts.put("resolved", resolve().equals(List.of(address(first))));
        facts.put("greeting", greeting(NAME));
        facts.put(
                "interfaces",
                clients.ec2().describeNetworkInterfaces().networkInterfaces().stream()
                        .anyMatch(i -> i.privateIpAddress().equals(address(first))));
        var group = output("AppLogGroupName");
        var stream = "app/app/" + last(first.taskArn());
        facts.put(
                "log",
                until(
                                () -> clients.logs()
                                        .getLogEvents(r -> r.logGroupName(group)
                                                .logStreamName(stream)
                                                .startFromHead(true))
                                        .events(),
                                events -> !events.isEmpty())
                        .stream()
                        .map(e -> e.message().replaceAll(",.*", ""))
                        .toList());
        facts.put(
                "filtered",
                clients.logs().filterLogEvents(r -> r.logGroupName(group).filterPattern("listening")).events().stream()
                        .map(e -> e.logStreamName().equals(stream))
                        .toList());
    }

    /** A stopped task is replaced, and one is run by hand. */
    private void disturb() throws IOException {
        var first = tasks(DesiredStatus.RUNNING).getFirst();
        var stopped = clients.ecs()
                .stopTask(r -> r.cluster(STACK).task(first.taskArn()).reason("lesson"))
                .task();
        facts.put("stopping", List.of(stopped.desiredStatus(), stopped.stopCodeAsString(), stopped.stoppedReason()));
        until(
                () -> tasks(DesiredStatus.RUNNING),
                tasks -> !tasks.isEmpty()
                        && tasks.stream().allMatch(t -> t.healthStatusAsString().equals("HEALTHY"))
                        && !addresses().equals(List.of(address(first))));
        facts.put(
                "replaced",
                until(() -> resolve().equals(addresses()) && !addresses().contains(address(first)), all -> all));
        var dead = until(
                () -> tasks(DesiredStatus.STOPPED),
                tasks -> tasks.stream().map(Task::lastStatus).toList().equals(List.of("STOPPED")));
        facts.put("exitCode", dead.getFirst().containers().getFirst().exitCode());
        facts.put(
                "events",
                service().events().stream()
                        .map(e -> e.message())
                        .filter(m -> !m.contains("deployment"))
                        .map(m -> m.replaceAll("[0-9a-f]{32}", "TASK"))
                        .distinct()
                        .sorted()
                        .toList());
        var network = service().networkConfiguration();
        var definition = service().taskDefinition();
        var run = clients.ecs()
                .runTask(r -> r.cluster(STACK)
                        .taskDefinition(definition)
                        .launchType("FARGATE")
                        .startedBy("me")
                        .networkConfiguration(network)
                        .overrides(o -> o.containerOverrides(ContainerOverride.builder()
                                .name("app")
                                .environment(KeyValuePair.builder()
                                        .name("GREETING")
                                        .value("by-hand")
                                        .build())
                                .build())))
                .tasks()
                .getFirst();
        Callable<Task> ran = () -> clients.ecs()
                .describeTasks(r -> r.cluster(STACK).tasks(run.taskArn()))
                .tasks()
                .getFirst();
        var running = until(ran, task -> task.lastStatus().equals("RUNNING"));
        facts.put("run", List.of(run.group(), run.startedBy(), greeting(address(running))));
        clients.ecs().stopTask(r -> r.cluster(STACK).task(run.taskArn()));
        until(ran, task -> task.lastStatus().equals("STOPPED"));
    }

    private void update() throws IOException {
        clients.cfn()
                .updateStack(r -> r.stackName(STACK)
                        .usePreviousTemplate(true)
                        .parameters(given(Map.of()))
                        .capabilities(Capability.CAPABILITY_IAM)
                        .tags(Tag.builder().key("class").value("3b").build()));
        facts.put("tagged", settled("UPDATE_COMPLETE"));
        var discovery = clients.cloudMap()
                .getService(r -> r.id(output("AppDiscoveryId")))
                .service()
                .arn();
        facts.put(
                "tags",
                List.of(
                        clients
                                .ecs()
                                .listTagsForResource(
                                        r -> r.resourceArn(service().serviceArn()))
                                .tags()
                                .stream()
                                .filter(t -> t.key().equals("class"))
                                .map(t -> t.value())
                                .toList(),
                        clients.cloudMap().listTagsForResource(r -> r.resourceARN(discovery)).tags().stream()
                                .filter(t -> t.key().equals("class"))
                                .map(t -> t.value())
                                .toList()));
        var before = service().taskDefinition();
        facts.put("nothing", error(() -> update(Map.of())));
        update(Map.of("Greeting", "two", "AppDesiredCount", "2"));
        facts.put("updated", settled("UPDATE_COMPLETE"));
        facts.put(
                "definitions",
                List.of(
                        last(service().taskDefinition()),
                        clients.ecs()
                                .describeTaskDefinition(r -> r.taskDefinition(before))
                                .taskDefinition()
                                .statusAsString()));
        facts.put(
                "deployments",
                service().deployments().stream()
                        .map(d -> List.of(d.status(), d.rolloutStateAsString(), d.runningCount()))
                        .toList());
        facts.put(
                "both", until(() -> resolve().equals(addresses()) && addresses().size() == 2, all -> all));
        facts.put("greetings", greetings());
        clients.cfn()
                .createChangeSet(r -> r.stackName(STACK)
                        .changeSetName("three")
                        .usePreviousTemplate(true)
                        .parameters(given(Map.of("Greeting", "three")))
                        .capabilities(Capability.CAPABILITY_IAM));
        var changeSet = until(
                () -> clients.cfn().describeChangeSet(r -> r.stackName(STACK).changeSetName("three")),
                set -> set.statusAsString().equals("CREATE_COMPLETE"));
        facts.put(
                "changes",
                changeSet.changes().stream()
                        .map(c -> c.resourceChange())
                        .map(c -> List.of(c.actionAsString(), c.logicalResourceId(), c.replacementAsString()))
                        .sorted((a, b) -> a.get(1).compareTo(b.get(1)))
                        .toList());
        clients.cfn().executeChangeSet(r -> r.stackName(STACK).changeSetName("three"));
        facts.put("executed", settled("UPDATE_COMPLETE"));
        facts.put("scaled", greetings());
    }

    private void fail() throws IOException {
        var before = service().taskDefinition();
        update(Map.of("Greeting", "four", "AppImage", brokenImage));
        facts.put("rolledBack", settled("UPDATE_ROLLBACK_COMPLETE"));
        facts.put(
                "reason",
                story().stream()
                        .filter(e -> text(e).equals("AppService UPDATE_FAILED"))
                        .map(event -> event.resourceStatusReason()
                                .replaceAll("RequestToken: [0-9a-f-]{36}", "RequestToken: TOKEN"))
                        .toList());
        facts.put(
                "serving",
                Stream.concat(Stream.of(service().taskDefinition().equals(before)), greetings().stream())
                        .toList());
    }

    private void delete() throws IOException {
        clients.cfn().deleteStack(r -> r.stackName(STACK));
        var id = clients.cfn().listStacks().stackSummaries().getFirst().stackId();
        until(
                () -> clients.cfn()
                        .describeStacks(r -> r.stackName(id))
                        .stacks()
                        .getFirst()
                        .stackStatusAsString(),
                "DELETE_COMPLETE"::equals);
        facts.put("gone", error(this::stack));
        facts.put(
                "left",
                Stream.of(
                                clients.ecs().listClusters().clusterArns(),
                                        clients.ecs().listTaskDefinitions().taskDefinitionArns(),
                                clients.cloudMap().listNamespaces().namespaces(),
                                        clients.cloudMap().listServices().services(),
                                clients.route53().listHostedZones().hostedZones(),
                                        clients.logs().describeLogGroups().logGroups(),
                                clients.ec2().describeNetworkInterfaces().networkInterfaces(),
                                        clients.ec2().describeVpcs().vpcs(),
                                clients.ec2().describeSubnets().subnets(),
                                        clients.ec2().describeSecurityGroups().securityGroups(),
                                clients.cfn().listExports().exports(), resolve())
                        .map(Collection::size)
                        .toList());
        facts.put(
                "unknown",
                error(() -> clients.cfn().detectStackDrift(r -> r.stackName(STACK)))
                        .replaceAll(":.*", ""));
    }

    // ---- words for the steps

    private List<Parameter> given(Map<String, String> changed) {
        var all = new LinkedHashMap<>(parameters);
        all.putAll(changed);
        return all.entrySet().stream()
                .map(e -> Parameter.builder()
                        .parameterKey(e.getKey())
                        .parameterValue(e.getValue())
                        .build())
                .toList();
    }

    private void update(Map<String, String> changed) {
        clients.cfn()
                .updateStack(r -> r.stackName(STACK)
                        .usePreviousTemplate(true)
                        .parameters(given(changed))
                        .capabilities(Capability.CAPABILITY_IAM));
    }

    private Stack stack() {
        return clients.cfn().describeStacks(r -> r.stackName(STACK)).stacks().getFirst();
    }

    private String settled(String status) {
        var ended = until(() -> stack().stackStatusAsString(), now -> !now.endsWith("_IN_PROGRESS"));
        if (!ended.equals(status)) {
            throw new AssertionError(ended + " instead of " + status + ": " + story());
        }
        return ended;
    }

    /** Newest first, as AWS gives them. */
    private List<StackEvent> story() {
        return clients.cfn().describeStackEventsPaginator(r -> r.stackName(STACK)).stackEvents().stream()
                .toList();
    }

    private static String text(StackEvent event) {
        return event.logicalResourceId() + " " + event.resourceStatusAsString();
    }

    private List<Task> tasks(DesiredStatus status) {
        var arns = clients.ecs()
                .listTasks(r -> r.cluster(STACK).serviceName(SERVICE).desiredStatus(status))
                .taskArns();
        return arns.isEmpty()
                ? List.of()
                : clients.ecs().describeTasks(r -> r.cluster(STACK).tasks(arns)).tasks();
    }

    private Service service() {
        return clients.ecs()
                .describeServices(r -> r.cluster(STACK).services(SERVICE))
                .services()
                .getFirst();
    }

    private static String address(Task task) {
        return task.containers().getFirst().networkInterfaces().stream()
                .map(i -> i.privateIpv4Address())
                .findFirst()
                .orElse("");
    }

    private List<String> addresses() {
        return tasks(DesiredStatus.RUNNING).stream()
                .map(CoreScenario::address)
                .sorted()
                .toList();
    }

    private List<String> greetings() {
        return addresses().stream().map(this::greeting).toList();
    }

    /** The third word of what the app says; tried until it says something. */
    private String greeting(String host) {
        return until(() -> get("http://" + host + ":5000/"), text -> !text.isEmpty())
                .split(" ", -1)[2];
    }

    private String output(String key) {
        return Objects.requireNonNull(outputs.get(key), key);
    }

    private static String last(String arn) {
        return arn.substring(arn.lastIndexOf('/') + 1);
    }

    private List<String> resolve() throws IOException {
        var answer = new SimpleResolver(cloud.dns())
                .send(Message.newQuery(Record.newRecord(Name.fromString(NAME + "."), Type.A, DClass.IN)));
        return answer.getSection(Section.ANSWER).stream()
                .map(Record::rdataToString)
                .sorted()
                .toList();
    }

    private String get(String url) {
        try {
            var connection = URI.create(url)
                    .toURL()
                    .openConnection(new Proxy(
                            Proxy.Type.HTTP,
                            new InetSocketAddress(
                                    cloud.router().getHost(), cloud.router().getPort())));
            connection.setReadTimeout(5_000);
            try (var in = connection.getInputStream()) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            }
        } catch (IOException e) {
            return "";
        }
    }

    private static String error(Runnable call) {
        try {
            call.run();
            return "none";
        } catch (AwsServiceException e) {
            return e.awsErrorDetails().errorCode() + ": " + e.awsErrorDetails().errorMessage();
        }
    }

    private static <T> T until(Callable<T> look, Predicate<T> condition) {
        ConditionFactory patience = await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(50));
        return patience.until(look, condition);
    }
}
