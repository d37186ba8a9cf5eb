package dev.sloconsole.stack;

import static dev.sloconsole.stack.AwsShapes.events;
import static dev.sloconsole.stack.AwsShapes.image;
import static dev.sloconsole.stack.AwsShapes.instance;
import static dev.sloconsole.stack.AwsShapes.networkInterface;
import static dev.sloconsole.stack.AwsShapes.noCluster;
import static dev.sloconsole.stack.AwsShapes.noRepository;
import static dev.sloconsole.stack.AwsShapes.noStack;
import static dev.sloconsole.stack.AwsShapes.runningTask;
import static dev.sloconsole.stack.AwsShapes.service;
import static dev.sloconsole.stack.AwsShapes.settled;
import static dev.sloconsole.stack.AwsShapes.stack;
import static dev.sloconsole.stack.AwsShapes.stoppedTask;
import static dev.sloconsole.stack.AwsShapes.taskArns;
import static dev.sloconsole.stack.AwsShapes.tasks;
import static dev.sloconsole.stack.ScriptedEndpoint.half;
import static dev.sloconsole.stack.ScriptedEndpoint.json;
import static dev.sloconsole.stack.ScriptedEndpoint.jsonError;
import static dev.sloconsole.stack.ScriptedEndpoint.xml;
import static dev.sloconsole.stack.ScriptedEndpoint.xmlError;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.sloconsole.stack.StackFact.AccountRead;
import dev.sloconsole.stack.StackFact.ImageFound;
import dev.sloconsole.stack.StackFact.InstanceDeregistered;
import dev.sloconsole.stack.StackFact.InstanceRegistered;
import dev.sloconsole.stack.StackFact.OutputsRead;
import dev.sloconsole.stack.StackFact.ResourceStatusChanged;
import dev.sloconsole.stack.StackFact.ServiceCountsChanged;
import dev.sloconsole.stack.StackFact.ServiceEventReported;
import dev.sloconsole.stack.StackFact.SourceLost;
import dev.sloconsole.stack.StackFact.SourceRecovered;
import dev.sloconsole.stack.StackFact.StackFailed;
import dev.sloconsole.stack.StackFact.StackFound;
import dev.sloconsole.stack.StackFact.StackStatusChanged;
import dev.sloconsole.stack.StackFact.TaskChanged;
import dev.sloconsole.stack.StackFact.TaskStopped;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StackWatcherTest {

    private static final Duration INTERVAL = Duration.ofMillis(20);
    private static final String APP = "sre-app-service";

    private final List<StackFact> facts = new CopyOnWriteArrayList<>();
    private ScriptedEndpoint endpoint;
    private StackWatcher watcher;

    /** Room for a machine that is busy with other things; what is awaited comes in milliseconds. */
    @BeforeAll
    static void bePatient() {
        Awaitility.setDefaultTimeout(Duration.ofSeconds(30));
        Awaitility.setDefaultPollInterval(Duration.ofMillis(10));
    }

    @BeforeEach
    void open() throws IOException {
        endpoint = new ScriptedEndpoint();
        watcher = watcher(endpoint.access());
    }

    @AfterEach
    void close() {
        watcher.close();
        endpoint.close();
    }

    @Test
    void stackThatIsThereIsToldInCausalOrder() {
        settled(endpoint);
        watcher.start();
        awaitFact(ImageFound.class);

        assertThat(facts)
                .containsExactly(
                        new AccountRead("000000000000", "arn:aws:iam::000000000000:user/someone", "eu-west-1"),
                        found("one"),
                        new ResourceStatusChanged("Vpc", "AWS::EC2::Vpc", "CREATE_COMPLETE", Optional.empty()),
                        new StackStatusChanged("sre-demo", "CREATE_COMPLETE", Optional.empty()),
                        new OutputsRead(List.of(
                                new OutputsRead.Output("ClusterName", "sre-demo"),
                                new OutputsRead.Output("NamespaceId", "ns-1"))),
                        new ServiceCountsChanged(APP, 1, 1, 0),
                        new ServiceEventReported(APP, "reached a steady state."),
                        new TaskChanged(
                                "t1",
                                APP,
                                "RUNNING",
                                "RUNNING",
                                "UNKNOWN",
                                Optional.of("10.42.0.11"),
                                Optional.of("203.0.113.11")),
                        new InstanceRegistered(APP, "t1", "10.42.0.11", "HEALTHY"),
                        new ImageFound("sre-demo/app", "sha256:abc"));
    }

    @Test
    void nothingIsToldTwiceAndTheNetworkInterfaceIsAskedForOnce() {
        settled(endpoint);
        watcher.start();
        awaitFact(ImageFound.class);
        var told = facts.size();
        awaitLooks(10);

        assertThat(facts).hasSize(told);
        assertThat(endpoint.requests("ec2.DescribeNetworkInterfaces")).hasSize(1);
        assertThat(endpoint.requests("cfn.DescribeStackEvents")).hasSize(1);
    }

    @Test
    void eventsArePagedUpToTheFirstThatIsKnown() {
        settled(endpoint)
                .on("cfn.DescribeStacks", stack("one", "CREATE_IN_PROGRESS"))
                .on("cfn.DescribeStackEvents", events("one", "", "ev-1 sre-demo CREATE_IN_PROGRESS"));
        watcher.start();
        awaitFact(StackStatusChanged.class);
        endpoint.on(
                "cfn.DescribeStackEvents",
                events(
                        "one",
                        "more",
                        "ev-3 Vpc CREATE_COMPLETE",
                        "ev-2 Vpc CREATE_IN_PROGRESS",
                        "ev-1 sre-demo CREATE_IN_PROGRESS"));
        awaitFact(ResourceStatusChanged.class);

        assertThat(of(ResourceStatusChanged.class))
                .extracting(ResourceStatusChanged::status)
                .containsExactly("CREATE_IN_PROGRESS", "CREATE_COMPLETE");
        assertThat(endpoint.requests("cfn.DescribeStackEvents"))
                .noneMatch(request -> request.body().contains("NextToken"));
    }

    @Test
    void deadTaskStopsOnceAndItsReplacementComesWithAnotherAddress() {
        settled(endpoint);
        watcher.start();
        awaitFact(InstanceRegistered.class);
        endpoint.on("ecs.DescribeTasks", tasks(stoppedTask("t1", "10.42.0.11"), runningTask("t2", "10.42.0.12")))
                .on("ecs.ListTasks", taskArns("t1", "t2"))
                .on("ec2.DescribeNetworkInterfaces", networkInterface("203.0.113.12"))
                .on("sd.ListInstances", instance("t2", "10.42.0.12"));
        await().until(() -> of(InstanceRegistered.class).size() == 2);
        awaitLooks(5);

        assertThat(of(TaskStopped.class))
                .containsExactly(new TaskStopped(
                        "t1", APP, "EssentialContainerExited", "Essential container in task exited", Optional.of(1)));
        assertThat(of(TaskChanged.class))
                .contains(new TaskChanged(
                        "t2",
                        APP,
                        "RUNNING",
                        "RUNNING",
                        "UNKNOWN",
                        Optional.of("10.42.0.12"),
                        Optional.of("203.0.113.12")));
        assertThat(of(InstanceDeregistered.class)).containsExactly(new InstanceDeregistered(APP, "t1", "10.42.0.11"));
    }

    @Test
    void deletedStackLeavesNothingAndCanBeCreatedAgain() {
        settled(endpoint);
        watcher.start();
        awaitFact(InstanceRegistered.class);
        endpoint.on(
                        "cfn.DescribeStackEvents",
                        events(
                                "one",
                                "",
                                "ev-5 sre-demo DELETE_COMPLETE",
                                "ev-4 Vpc DELETE_COMPLETE",
                                "ev-3 sre-demo CREATE_COMPLETE"))
                .on("ecs.ListServices", noCluster())
                .on("ecs.DescribeServices", noCluster())
                .on("cfn.DescribeStacks", noStack());
        awaitFact(new StackStatusChanged("sre-demo", "DELETE_COMPLETE", Optional.empty()));

        assertThat(facts)
                .containsSubsequence(
                        new ServiceCountsChanged(APP, 0, 0, 0),
                        new TaskChanged(
                                "t1",
                                APP,
                                "STOPPED",
                                "STOPPED",
                                "UNKNOWN",
                                Optional.of("10.42.0.11"),
                                Optional.of("203.0.113.11")),
                        new TaskStopped(
                                "t1",
                                APP,
                                "UNKNOWN",
                                "The task is gone together with its cluster; ECS no longer tells why.",
                                Optional.empty()),
                        new InstanceDeregistered(APP, "t1", "10.42.0.11"),
                        new StackStatusChanged("sre-demo", "DELETE_COMPLETE", Optional.empty()));
        assertThat(facts)
                .contains(new ResourceStatusChanged("Vpc", "AWS::EC2::Vpc", "DELETE_COMPLETE", Optional.empty()));

        facts.clear();
        endpoint.on("cfn.DescribeStacks", stack("two", "CREATE_IN_PROGRESS"))
                .on("cfn.DescribeStackEvents", events("two", "", "ev-11 sre-demo CREATE_IN_PROGRESS"));
        awaitFact(StackStatusChanged.class);

        assertThat(facts)
                .containsExactly(
                        found("two"), new StackStatusChanged("sre-demo", "CREATE_IN_PROGRESS", Optional.empty()));
    }

    @Test
    void taskOfAnEarlierStackOfTheSameNameIsNotToldOfTheNewOne() {
        settled(endpoint)
                .on("ecs.ListTasks", taskArns("old", "t1"))
                .on(
                        "ecs.DescribeTasks",
                        tasks(
                                runningTask("t1", "10.42.0.11"),
                                stoppedTask("old", "10.42.0.9").replace("1767323045.678", "1767000000.0")))
                .on("cfn.DescribeStacks", noStack());
        watcher.start();
        awaitLooks(2);
        endpoint.on("cfn.DescribeStacks", stack("one", "CREATE_COMPLETE"));
        awaitFact(InstanceRegistered.class);

        assertThat(of(TaskChanged.class)).extracting(TaskChanged::taskId).containsExactly("t1");
        assertThat(of(TaskStopped.class)).isEmpty();
    }

    @Test
    void throttledSourceIsLostOnceWhileTheOthersGoOnAndThenRecovers() {
        settled(endpoint);
        watcher.start();
        awaitFact(InstanceRegistered.class);
        endpoint.on("ecs.ListTasks", jsonError(400, "ThrottlingException", "Rate exceeded"))
                .on("sd.ListInstances", instance("t2", "10.42.0.12"));
        awaitFact(SourceLost.class);
        await().until(() -> of(InstanceRegistered.class).size() == 2);
        awaitLooks(2);

        assertThat(of(SourceLost.class)).singleElement().satisfies(lost -> {
            assertThat(lost.source()).isEqualTo("throttling");
            assertThat(lost.reason())
                    .startsWith("Services and tasks cannot be read: AWS is throttling us")
                    .contains("ThrottlingException: Rate exceeded")
                    .endsWith(".");
        });

        endpoint.on("ecs.ListTasks", taskArns("t1"));
        awaitFact(SourceRecovered.class);
        assertThat(of(SourceRecovered.class)).containsExactly(new SourceRecovered("throttling"));
        assertThat(of(TaskStopped.class)).isEmpty();
    }

    /** How long it is left alone in between is for {@link SourceReadingTest}, whose clock no load can slow down. */
    @Test
    void lostSourceIsAskedAgainAndAgainWhileTheOthersGoOn() {
        settled(endpoint).on("sd.ListServices", jsonError(400, "RequestLimitExceeded", "slow down"));
        watcher.start();
        awaitFact(SourceLost.class);
        awaitRequests("ecs.DescribeServices", 10);
        awaitRequests("sd.ListServices", 2);

        assertThat(of(SourceLost.class)).hasSize(1);
    }

    @Test
    void expiredCredentialsAreOneBannerThatNamesWhatToDoAndEndsWhenTheyAreRenewed() {
        settled(endpoint);
        watcher.start();
        awaitFact(InstanceRegistered.class);
        endpoint.on("cfn.DescribeStacks", xmlError(403, "ExpiredToken", "The security token is expired"))
                .on("ecs.DescribeServices", jsonError(400, "ExpiredTokenException", "expired"))
                .on("ecs.ListTasks", jsonError(400, "ExpiredTokenException", "expired"))
                .on("sd.ListInstances", jsonError(400, "ExpiredTokenException", "expired"));
        awaitFact(SourceLost.class);
        awaitRequests("cfn.DescribeStacks", 2);

        assertThat(of(SourceLost.class)).singleElement().satisfies(lost -> {
            assertThat(lost.source()).isEqualTo("credentials");
            assertThat(lost.reason())
                    .startsWith("AWS cannot be asked: the credentials have expired")
                    .contains("aws sso login");
        });

        settled(endpoint);
        awaitFact(new SourceRecovered("credentials"));
        assertThat(of(TaskStopped.class)).isEmpty();
    }

    @Test
    void publicAddressThatEc2DoesNotKnowYetIsAskedForAgain() {
        settled(endpoint)
                .on(
                        "ec2.DescribeNetworkInterfaces",
                        new ScriptedEndpoint.Answer(
                                200,
                                "text/xml",
                                "<DescribeNetworkInterfacesResponse><networkInterfaceSet><item><networkInterfaceId>eni"
                                        + "</networkInterfaceId></item></networkInterfaceSet></DescribeNetworkInterfacesResponse>",
                                false));
        watcher.start();
        awaitFact(InstanceRegistered.class);
        endpoint.on("ec2.DescribeNetworkInterfaces", networkInterface("203.0.113.11"));

        awaitFact(new TaskChanged(
                "t1", APP, "RUNNING", "RUNNING", "UNKNOWN", Optional.of("10.42.0.11"), Optional.of("203.0.113.11")));
    }

    @Test
    void stackTellsWhoseItIsWhenItEndsAndWhoMayReachIt() {
        settled(endpoint)
                .on(
                        "cfn.DescribeStacks",
                        stack(
                                "one",
                                "CREATE_COMPLETE",
                                List.of("created-by=slo-console", "owner=someone"),
                                List.of(
                                        "AllowedCidr=203.0.113.7/32",
                                        "AllowedCidr2=",
                                        "AllowedCidr3=198.51.100.0/24",
                                        "AutoStopAt=2026-01-02T05:04:05")));
        watcher.start();

        awaitFact(new StackFound(
                AwsShapes.ARN + "one",
                true,
                Optional.of("someone"),
                Instant.parse("2026-01-02T03:04:05.678Z"),
                Optional.of(Instant.parse("2026-01-02T05:04:05Z")),
                List.of("203.0.113.7/32", "198.51.100.0/24")));
    }

    @Test
    void failedDeploymentTellsItsRootTheNewestStoppedReasonAndTheLastLines() {
        var group = "<member><StackId>" + AwsShapes.ARN + "one</StackId><EventId>ev-2</EventId><LogicalResourceId>Log"
                + "</LogicalResourceId><PhysicalResourceId>/sre-demo/app</PhysicalResourceId><ResourceType>"
                + "AWS::Logs::LogGroup</ResourceType><ResourceStatus>CREATE_COMPLETE</ResourceStatus></member>";
        settled(endpoint)
                .on("cfn.DescribeStacks", stack("one", "ROLLBACK_IN_PROGRESS"))
                .on(
                        "cfn.DescribeStackEvents",
                        xml(
                                "DescribeStackEvents",
                                "<StackEvents>"
                                        + failed("ev-5", "Cluster", "AWS::ECS::Cluster", "Resource creation cancelled")
                                        + failed(
                                                "ev-4",
                                                "AppService",
                                                "AWS::ECS::Service",
                                                "ECS Deployment Circuit Breaker was triggered")
                                        + failed("ev-3", "Vpc", "AWS::EC2::VPC", "Resource creation Cancelled")
                                        + group + "</StackEvents>"))
                .on("ecs.DescribeTasks", tasks(stoppedTask("t1", "10.42.0.11")))
                .on(
                        "logs.DescribeLogStreams",
                        json("{\"logStreams\":[{\"logStreamName\":\"app/app/t0\"},"
                                + "{\"logStreamName\":\"app/app/t1\"}]}"))
                .on("logs.GetLogEvents", json("{\"events\":[{\"message\":\"no space left\"}]}"));
        watcher.start();

        awaitFact(new StackFailed(
                "deployment",
                "AppService",
                "AWS::ECS::Service",
                "ECS Deployment Circuit Breaker was triggered",
                Optional.of("Essential container in task exited"),
                List.of("no space left")));
        awaitLooks(3);
        assertThat(of(StackFailed.class)).hasSize(1);
        assertThat(endpoint.requests("logs.GetLogEvents"))
                .singleElement()
                .satisfies(request -> assertThat(request.body()).contains("app/app/t1"));
    }

    @Test
    void failedDeletionTellsWhatHoldsTheStack() {
        settled(endpoint)
                .on("cfn.DescribeStacks", stack("one", "DELETE_FAILED"))
                .on(
                        "cfn.DescribeStackEvents",
                        xml(
                                "DescribeStackEvents",
                                "<StackEvents>"
                                        + "<member><StackId>" + AwsShapes.ARN + "one</StackId><EventId>ev-10</EventId>"
                                        + "<LogicalResourceId>sre-demo</LogicalResourceId><PhysicalResourceId>"
                                        + AwsShapes.ARN
                                        + "one</PhysicalResourceId><ResourceStatus>DELETE_FAILED</ResourceStatus></member>"
                                        + failed(
                                                        "ev-9",
                                                        "Vpc",
                                                        "AWS::EC2::VPC",
                                                        "The vpc has dependencies and cannot be deleted.")
                                                .replace("CREATE_FAILED", "DELETE_FAILED")
                                        + "<member><StackId>" + AwsShapes.ARN + "one</StackId><EventId>ev-8</EventId>"
                                        + "<LogicalResourceId>sre-demo</LogicalResourceId><PhysicalResourceId>"
                                        + AwsShapes.ARN
                                        + "one</PhysicalResourceId><ResourceStatus>DELETE_IN_PROGRESS</ResourceStatus></member>"
                                        + "</StackEvents>"));
        watcher.start();

        awaitFact(new StackFailed(
                "deletion",
                "Vpc",
                "AWS::EC2::VPC",
                "The vpc has dependencies and cannot be deleted.",
                Optional.empty(),
                List.of()));
    }

    @Test
    void classAtRestCostsLessThanHalfOfTheCalls() {
        settled(endpoint);
        watcher.start();
        awaitFact(InstanceRegistered.class);
        awaitLooks(4);
        var before = endpoint.requests().size();
        awaitRequests("ecs.DescribeServices", 50);

        // A look every two seconds on AWS: 50 of them are 100 s, so 120 calls a minute would be 200.
        assertThat(endpoint.requests().size() - before).isLessThan(200);
    }

    @Test
    void refusedConnectionIsLostAndRecoversWhenTheEndpointIsBack() throws IOException {
        settled(endpoint);
        watcher.start();
        awaitFact(InstanceRegistered.class);
        var port = endpoint.port();
        endpoint.close();
        await().until(() ->
                of(SourceLost.class).stream().anyMatch(lost -> lost.source().equals("cloudformation")));
        assertThat(of(SourceLost.class))
                .filteredOn(lost -> lost.source().equals("cloudformation"))
                .singleElement()
                .satisfies(lost -> assertThat(lost.reason()).contains("nothing answers at http://127.0.0.1:" + port));

        endpoint = settled(new ScriptedEndpoint(port));
        await().until(() ->
                of(SourceRecovered.class).size() == of(SourceLost.class).size());
        assertThat(of(TaskStopped.class)).isEmpty();
        assertThat(of(InstanceDeregistered.class)).isEmpty();
    }

    @Test
    void halfAnAnswerIsALossAndNeverAnEmptyStack() {
        settled(endpoint);
        watcher.start();
        awaitFact(InstanceRegistered.class);
        endpoint.on("cfn.DescribeStacks", half(stack("one", "CREATE_COMPLETE")))
                .on("ecs.ListTasks", json("{}"))
                .on("sd.ListInstances", half(instance("t1", "10.42.0.11")));
        await().until(() -> of(SourceLost.class).size() == 3);

        assertThat(of(SourceLost.class))
                .extracting(SourceLost::source)
                .containsExactlyInAnyOrder("cloudformation", "ecs", "cloud-map");
        assertThat(of(SourceLost.class)).anyMatch(lost -> lost.reason().contains("ListTasks lacks the tasks"));
        assertThat(of(TaskStopped.class)).isEmpty();
        assertThat(of(InstanceDeregistered.class)).isEmpty();
        assertThat(of(StackStatusChanged.class)).hasSize(1);
    }

    @Test
    void stackThatTheAnswerForgotIsALossAndNoDeletion() {
        settled(endpoint);
        watcher.start();
        awaitFact(InstanceRegistered.class);
        endpoint.on("cfn.DescribeStacks", xml("DescribeStacks", ""));
        awaitFact(SourceLost.class);

        assertThat(of(StackStatusChanged.class)).hasSize(1);
    }

    @Test
    void missingRepositoryIsNoLossAndItsImageIsFoundLater() {
        settled(endpoint).on("ecr.DescribeImages", noRepository());
        watcher.start();
        awaitFact(InstanceRegistered.class);

        assertThat(facts).noneMatch(fact -> fact instanceof SourceLost || fact instanceof ImageFound);
        watcher.close();
        endpoint.on("ecr.DescribeImages", image("sha256:abc"));
        watcher = watcher(endpoint.access());
        watcher.start();
        awaitFact(new ImageFound("sre-demo/app", "sha256:abc"));
    }

    @Test
    void consumerThatThrowsLosesNoLaterFact() {
        settled(endpoint);
        watcher.close();
        watcher = new StackWatcher(endpoint.access(), "sre-demo", List.of(), INTERVAL, fact -> {
            facts.add(fact);
            throw new IllegalStateException("this consumer always throws");
        });
        watcher.start();
        awaitFact(InstanceRegistered.class);
        endpoint.on("ecs.DescribeServices", service(2, 1, 1));
        awaitFact(new ServiceCountsChanged(APP, 2, 1, 1));
    }

    @Test
    void closedWatcherTellsNothingMore() {
        settled(endpoint);
        watcher.start();
        awaitFact(InstanceRegistered.class);
        watcher.close();
        var told = facts.size();
        var asked = endpoint.requests("cfn.DescribeStacks").size();
        endpoint.on("ecs.DescribeServices", service(2, 1, 1));

        await().during(INTERVAL.multipliedBy(5)).until(() -> facts.size() == told);
        assertThat(endpoint.requests("cfn.DescribeStacks")).hasSize(asked);
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .doesNotContain("stack-watcher");
    }

    @Test
    void watcherStartsOnlyOnce() {
        endpoint.on("cfn.DescribeStacks", noStack());
        watcher.start();

        assertThatThrownBy(watcher::start).hasMessageContaining("create another one");
    }

    /** A stack that nobody tagged. */
    private static StackFound found(String incarnation) {
        return new StackFound(
                AwsShapes.ARN + incarnation,
                false,
                Optional.empty(),
                Instant.parse("2026-01-02T03:04:05.678Z"),
                Optional.empty(),
                List.of());
    }

    private StackWatcher watcher(CloudAccess access) {
        return new StackWatcher(access, "sre-demo", List.of("sre-demo/app"), INTERVAL, facts::add);
    }

    private <F extends StackFact> List<F> of(Class<F> kind) {
        return facts.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private void awaitFact(Class<? extends StackFact> kind) {
        await().until(() -> facts.stream().anyMatch(kind::isInstance));
    }

    private void awaitFact(StackFact fact) {
        await().untilAsserted(() -> assertThat(facts).contains(fact));
    }

    private static String failed(String event, String resource, String type, String reason) {
        return "<member><StackId>" + AwsShapes.ARN + "one</StackId><EventId>" + event + "</EventId><LogicalResourceId>"
                + resource + "</LogicalResourceId><PhysicalResourceId>arn:aws:ecs:x:1:service/sre-demo/" + APP
                + "</PhysicalResourceId><ResourceType>" + type + "</ResourceType><ResourceStatus>CREATE_FAILED"
                + "</ResourceStatus><ResourceStatusReason>" + reason + "</ResourceStatusReason></member>";
    }

    private void awaitRequests(String operation, int more) {
        var before = endpoint.requests(operation).size();
        await().until(() -> endpoint.requests(operation).size() >= before + more);
    }

    private void awaitLooks(int count) {
        var before = endpoint.requests("cfn.DescribeStacks").size();
        await().until(() -> endpoint.requests("cfn.DescribeStacks").size() >= before + count);
    }
}
