package dev.sloconsole.local.cfn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sloconsole.local.ec2.Network;
import dev.sloconsole.local.ec2.SecurityGroupRule;
import dev.sloconsole.local.ec2.SecurityGroupRule.Direction;
import dev.sloconsole.local.wire.AwsError;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;
import software.amazon.awssdk.services.cloudformation.model.StackResourceSummary;
import software.amazon.awssdk.services.cloudformation.model.Tag;
import software.amazon.awssdk.services.cloudformation.model.UpdateStackRequest;

/** Stacks that are changed, by the real SDK. */
class UpdateTest {

    private static final String APP = """
            Parameters:
              Image: { Type: String, Default: one }
              Count: { Type: Number, Default: 1 }
              Name: { Type: String, Default: app }
            Resources:
              Cluster: { Type: 'AWS::ECS::Cluster' }
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties: { Family: app, ContainerDefinitions: [ { Name: app, Image: !Ref Image } ] }
              Service:
                Type: AWS::ECS::Service
                Properties:
                  Cluster: !Ref Cluster
                  ServiceName: !Ref Name
                  TaskDefinition: !Ref Task
                  DesiredCount: !Ref Count
            Outputs:
              Task: { Value: !Ref Task }
            """;
    private static final String NETWORK = """
            Resources:
              Vpc: { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: %s } }
              Group:
                Type: AWS::EC2::SecurityGroup
                Properties:
                  GroupDescription: d
                  VpcId: !Ref Vpc
                  SecurityGroupIngress: [ { IpProtocol: tcp, FromPort: %s, ToPort: 80, CidrIp: 10.0.0.0/8 } ]
            %s
            """;

    private final CloudFixture cloud = new CloudFixture();

    @AfterEach
    void close() {
        cloud.close();
    }

    private void update(String template, Map<String, String> parameters) {
        update(template, parameters, request -> {});
    }

    private void update(String template, Map<String, String> parameters, Consumer<UpdateStackRequest.Builder> more) {
        cloud.client.updateStack(request -> {
            request.stackName("demo")
                    .templateBody(template)
                    .parameters(parameters.entrySet().stream()
                            .map(entry -> Parameter.builder()
                                    .parameterKey(entry.getKey())
                                    .parameterValue(entry.getValue())
                                    .build())
                            .toList());
            more.accept(request);
        });
    }

    private void created(String template) {
        cloud.create("demo", template, Map.of());
        cloud.awaitStatus("demo", "CREATE_COMPLETE");
    }

    private String refusal(Runnable call) {
        try {
            call.run();
        } catch (CloudFormationException e) {
            return e.awsErrorDetails().errorMessage();
        }
        throw new AssertionError("It was not refused.");
    }

    /** What has happened since the update began. */
    private List<String> storyOfUpdate() {
        var story = cloud.story("demo");
        return story.subList(story.lastIndexOf("demo UPDATE_IN_PROGRESS"), story.size());
    }

    private Optional<String> reason(String logicalId, String status) {
        return cloud.events("demo").stream()
                .filter(event -> event.logicalResourceId().equals(logicalId)
                        && event.resourceStatusAsString().equals(status))
                .reduce((a, b) -> b)
                .map(StackEvent::resourceStatusReason);
    }

    private String physicalId(String logicalId) {
        return cloud.client
                .describeStackResource(r -> r.stackName("demo").logicalResourceId(logicalId))
                .stackResourceDetail()
                .physicalResourceId();
    }

    @Test
    void changedCountIsAnUpdateInPlaceAndNothingElseMoves() {
        created(APP);
        update(APP, Map.of("Count", "3"));
        var stack = cloud.awaitStatus("demo", "UPDATE_COMPLETE");

        assertThat(storyOfUpdate())
                .containsExactly(
                        "demo UPDATE_IN_PROGRESS",
                        "Service UPDATE_IN_PROGRESS",
                        "Service UPDATE_COMPLETE",
                        "demo UPDATE_COMPLETE_CLEANUP_IN_PROGRESS",
                        "demo UPDATE_COMPLETE");
        var request = cloud.services.last("UpdateService").request();
        assertThat(request.path("desiredCount").isIntegralNumber()).isTrue();
        assertThat(request.path("desiredCount").intValue()).isEqualTo(3);
        assertThat(request.path("service").asText()).isEqualTo("arn:service/app");
        assertThat(request.has("launchType")).isFalse();
        assertThat(stack.lastUpdatedTime()).isAfter(stack.creationTime());
        assertThat(cloud.waiter()
                        .waitUntilStackUpdateComplete(r -> r.stackName("demo"))
                        .matched()
                        .response())
                .isPresent();
    }

    @Test
    void newImageMakesANewTaskDefinitionAndTheServiceFollows() {
        created(APP);
        update(APP, Map.of("Image", "two"));
        var stack = cloud.awaitStatus("demo", "UPDATE_COMPLETE");

        assertThat(storyOfUpdate())
                .containsExactly(
                        "demo UPDATE_IN_PROGRESS",
                        "Task UPDATE_IN_PROGRESS",
                        "Task UPDATE_IN_PROGRESS",
                        "Task UPDATE_COMPLETE",
                        "Service UPDATE_IN_PROGRESS",
                        "Service UPDATE_COMPLETE",
                        "demo UPDATE_COMPLETE_CLEANUP_IN_PROGRESS",
                        "Task DELETE_IN_PROGRESS",
                        "Task DELETE_COMPLETE",
                        "demo UPDATE_COMPLETE");
        var ofTask = cloud.events("demo").stream()
                .filter(e -> e.logicalResourceId().equals("Task"))
                .skip(3)
                .toList();
        assertThat(ofTask)
                .extracting(StackEvent::resourceStatusReason)
                .containsExactly(
                        "Requested update requires the creation of a new physical resource; hence creating one.",
                        "Resource creation Initiated",
                        null,
                        null,
                        null);
        assertThat(ofTask)
                .extracting(StackEvent::physicalResourceId)
                .containsExactly(
                        "arn:task-definition/app:1",
                        "arn:task-definition/app:2",
                        "arn:task-definition/app:2",
                        "arn:task-definition/app:1",
                        "arn:task-definition/app:1");
        assertThat(cloud.services
                        .last("UpdateService")
                        .request()
                        .path("taskDefinition")
                        .asText())
                .isEqualTo("arn:task-definition/app:2");
        assertThat(stack.outputs().getFirst().outputValue()).isEqualTo("arn:task-definition/app:2");
        assertThat(cloud.services.left())
                .contains("arn:task-definition/app:2")
                .doesNotContain("arn:task-definition/app:1");
    }

    @Test
    void nothingNewIsRefused() {
        created(APP);
        assertThat(refusal(() -> update(APP, Map.of()))).isEqualTo("No updates are to be performed.");
        assertThat(refusal(() -> update("Description: another\n" + APP, Map.of("Count", "1"))))
                .isEqualTo("No updates are to be performed.");
        assertThat(cloud.stack("demo").stackStatusAsString()).isEqualTo("CREATE_COMPLETE");
    }

    @Test
    void previousTemplateParametersAndTagsAreKept() {
        cloud.create(
                "demo",
                APP,
                Map.of("Image", "own"),
                r -> r.tags(Tag.builder().key("a").value("1").build()));
        cloud.awaitStatus("demo", "CREATE_COMPLETE");
        cloud.client.updateStack(r -> r.stackName("demo")
                .usePreviousTemplate(true)
                .clientRequestToken("again")
                .parameters(
                        Parameter.builder()
                                .parameterKey("Image")
                                .usePreviousValue(true)
                                .build(),
                        Parameter.builder()
                                .parameterKey("Count")
                                .parameterValue("2")
                                .build()));
        var stack = cloud.awaitStatus("demo", "UPDATE_COMPLETE");

        assertThat(stack.parameters()).extracting(Parameter::parameterValue).containsExactly("own", "2", "app");
        assertThat(stack.tags()).extracting(Tag::key).containsExactly("a");
        assertThat(cloud.services.calls.stream().filter(c -> c.operation().equals("RegisterTaskDefinition")))
                .hasSize(1);
        assertThat(cloud.events("demo").getLast().clientRequestToken()).isEqualTo("again");
        assertThat(refusal(() -> cloud.client.updateStack(r -> r.stackName("demo")
                        .templateBody(APP)
                        .parameters(Parameter.builder()
                                .parameterKey("Fresh")
                                .usePreviousValue(true)
                                .build()))))
                .contains("Cannot specify usePreviousValue as true for a parameter key not in the previous template");
    }

    @Test
    void stackTagsReachItsResourcesWithThoseOfCloudFormation() {
        cloud.create(
                "demo",
                APP,
                Map.of(),
                r -> r.tags(Tag.builder().key("class").value("sre").build()));
        var stack = cloud.awaitStatus("demo", "CREATE_COMPLETE");

        assertThat(cloud.services.last("CreateService").request().path("tags").toString())
                .contains("{\"key\":\"class\",\"value\":\"sre\"}")
                .contains("{\"key\":\"aws:cloudformation:stack-name\",\"value\":\"demo\"}")
                .contains("{\"key\":\"aws:cloudformation:stack-id\",\"value\":\"" + stack.stackId() + "\"}")
                .contains("{\"key\":\"aws:cloudformation:logical-id\",\"value\":\"Service\"}");
        update(
                APP,
                Map.of(),
                r -> r.tags(Tag.builder().key("class").value("two").build()));
        assertThat(cloud.awaitStatus("demo", "UPDATE_COMPLETE").tags())
                .extracting(Tag::value)
                .containsExactly("two");
        assertThat(storyOfUpdate()).contains("Cluster UPDATE_COMPLETE", "Service UPDATE_COMPLETE");
    }

    @Test
    void resourcesAreAddedAndRemoved() {
        created(NETWORK.formatted(
                "10.42.0.0/16",
                "80",
                "  Old: { Type: 'AWS::Logs::LogGroup' }\n"
                        + "  Kept: { Type: 'AWS::Logs::LogGroup', DeletionPolicy: Retain }"));
        update(NETWORK.formatted("10.42.0.0/16", "80", "  New: { Type: 'AWS::Logs::LogGroup' }"), Map.of());
        cloud.awaitStatus("demo", "UPDATE_COMPLETE");

        assertThat(storyOfUpdate())
                .containsSubsequence(
                        "New CREATE_IN_PROGRESS",
                        "New CREATE_COMPLETE",
                        "demo UPDATE_COMPLETE_CLEANUP_IN_PROGRESS",
                        "Old DELETE_COMPLETE",
                        "demo UPDATE_COMPLETE")
                .contains("Kept DELETE_SKIPPED");
        assertThat(cloud.client.listStackResources(r -> r.stackName("demo")).stackResourceSummaries())
                .extracting(StackResourceSummary::logicalResourceId)
                .containsExactlyInAnyOrder("Vpc", "Group", "New");
    }

    @Test
    void replacedNetworkTakesItsDependentsAlongAndIsDeletedInReverse() {
        created(NETWORK.formatted("10.42.0.0/16", "80", ""));
        var vpc = physicalId("Vpc");
        update(NETWORK.formatted("10.43.0.0/16", "80", ""), Map.of());
        cloud.awaitStatus("demo", "UPDATE_COMPLETE");

        assertThat(storyOfUpdate())
                .containsSubsequence(
                        "Vpc UPDATE_COMPLETE",
                        "Group UPDATE_IN_PROGRESS",
                        "Group UPDATE_COMPLETE",
                        "Group DELETE_COMPLETE",
                        "Vpc DELETE_COMPLETE");
        assertThat(physicalId("Vpc")).isNotEqualTo(vpc);
        assertThat(vpcs()).doesNotContain(vpc);
        assertThat(vpcs()).contains(physicalId("Vpc"));
        assertThat(cloud.cloudFormation
                        .network()
                        .securityGroups()
                        .find(physicalId("Group"))
                        .orElseThrow()
                        .vpcId())
                .isEqualTo(physicalId("Vpc"));
    }

    private List<String> vpcs() {
        return cloud.cloudFormation.network().vpcs().stream()
                .map(Network.Vpc::id)
                .toList();
    }

    @Test
    void whatIsReplacedIsKeptIfItsPolicySaysSo() {
        var template = """
                Resources:
                  Vpc: { Type: 'AWS::EC2::VPC', UpdateReplacePolicy: Retain, Properties: { CidrBlock: %s } }
                """;
        created(template.formatted("10.42.0.0/16"));
        var vpc = physicalId("Vpc");
        update(template.formatted("10.43.0.0/16"), Map.of());
        cloud.awaitStatus("demo", "UPDATE_COMPLETE");

        assertThat(storyOfUpdate()).contains("Vpc DELETE_SKIPPED");
        assertThat(vpcs()).contains(vpc);
    }

    @Test
    void rulesOfAGroupChangeInPlace() {
        created(NETWORK.formatted("10.42.0.0/16", "80", ""));
        var group = physicalId("Group");
        update(NETWORK.formatted("10.42.0.0/16", "79", ""), Map.of());
        cloud.awaitStatus("demo", "UPDATE_COMPLETE");

        assertThat(physicalId("Group")).isEqualTo(group);
        assertThat(cloud.cloudFormation
                        .network()
                        .securityGroups()
                        .find(group)
                        .orElseThrow()
                        .rules(Direction.INGRESS))
                .singleElement()
                .extracting(SecurityGroupRule::fromPort)
                .isEqualTo(79);
    }

    @Test
    void renamedServiceIsReplacedAndACustomNameKeepsItFromBeing() {
        created(APP);
        update(APP, Map.of("Name", "other"));
        cloud.awaitStatus("demo", "UPDATE_COMPLETE");
        assertThat(cloud.services.left()).contains("arn:service/other").doesNotContain("arn:service/app");

        update(
                APP.replace(
                        "{ Type: 'AWS::ECS::Cluster' }",
                        "{ Type: 'AWS::ECS::Cluster', Properties: { ClusterName: mine } }"),
                Map.of("Name", "other"));
        var stack = cloud.awaitStatus("demo", "UPDATE_ROLLBACK_COMPLETE");
        assertThat(reason("Service", "UPDATE_FAILED"))
                .contains("CloudFormation cannot update a stack when a"
                        + " custom-named resource requires replacing. Rename other and update the stack again.");
        assertThat(reason("demo", "UPDATE_ROLLBACK_IN_PROGRESS"))
                .contains("The following resource(s) failed to update: [Service]. ");
        assertThat(stack.stackStatusReason()).isNull();
        assertThat(cloud.services.left()).doesNotContain("mine");
    }

    @Test
    void failureTakesAllBackWhatWasDoneBefore() {
        created(APP);
        var cluster = physicalId("Cluster");
        cloud.services.refuseWhen(
                "UpdateService",
                request -> request.path("desiredCount").asInt() == 3,
                new AwsError("InvalidParameterException", "Three are too many"));
        update(APP + "  Second: { Value: !Ref Count }\n", Map.of("Image", "two", "Count", "3"));
        var stack = cloud.awaitStatus("demo", "UPDATE_ROLLBACK_COMPLETE");

        assertThat(storyOfUpdate())
                .containsExactly(
                        "demo UPDATE_IN_PROGRESS",
                        "Task UPDATE_IN_PROGRESS",
                        "Task UPDATE_IN_PROGRESS",
                        "Task UPDATE_COMPLETE",
                        "Service UPDATE_IN_PROGRESS",
                        "Service UPDATE_FAILED",
                        "demo UPDATE_ROLLBACK_IN_PROGRESS",
                        "Task UPDATE_IN_PROGRESS",
                        "Task UPDATE_COMPLETE",
                        "Service UPDATE_IN_PROGRESS",
                        "Service UPDATE_COMPLETE",
                        "demo UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS",
                        "Task DELETE_IN_PROGRESS",
                        "Task DELETE_COMPLETE",
                        "demo UPDATE_ROLLBACK_COMPLETE");
        assertThat(reason("Service", "UPDATE_FAILED").orElseThrow()).contains("Three are too many");
        assertThat(stack.outputs()).hasSize(1);
        assertThat(stack.parameters()).extracting(Parameter::parameterValue).containsExactly("one", "1", "app");
        assertThat(physicalId("Task")).isEqualTo("arn:task-definition/app:1");
        assertThat(cloud.services
                        .last("UpdateService")
                        .request()
                        .path("taskDefinition")
                        .asText())
                .isEqualTo("arn:task-definition/app:1");
        assertThat(cloud.services.left())
                .containsExactlyInAnyOrder(cluster, "arn:task-definition/app:1", "arn:service/app");

        cloud.services.refusals.clear();
        update(APP, Map.of("Count", "3"));
        cloud.awaitStatus("demo", "UPDATE_COMPLETE");
    }

    @Test
    void failureMayBeLeftAsItIsThenMendedOrTakenBack() {
        created(APP);
        cloud.services.refusals.put("UpdateService", new AwsError("InvalidParameterException", "Not now"));
        update(APP, Map.of("Image", "two"), r -> r.disableRollback(true));
        var stack = cloud.awaitStatus("demo", "UPDATE_FAILED");
        assertThat(stack.stackStatusReason()).isEqualTo("The following resource(s) failed to update: [Service]. ");
        assertThat(physicalId("Task")).isEqualTo("arn:task-definition/app:2");

        update(APP, Map.of("Image", "three"), r -> r.disableRollback(true));
        Awaitility.await()
                .atMost(Duration.ofSeconds(5))
                .until(() -> cloud.story("demo").stream()
                                .filter("demo UPDATE_FAILED"::equals)
                                .count()
                        == 2);
        cloud.services.refusals.clear();
        cloud.client.rollbackStack(r -> r.stackName("demo"));
        cloud.awaitStatus("demo", "UPDATE_ROLLBACK_COMPLETE");
        assertThat(physicalId("Task")).isEqualTo("arn:task-definition/app:1");
        assertThat(cloud.services.left())
                .filteredOn(thing -> thing.contains("task-definition"))
                .containsExactly("arn:task-definition/app:1");

        cloud.services.refusals.put("UpdateService", new AwsError("InvalidParameterException", "Not now"));
        update(APP, Map.of("Image", "four"), r -> r.disableRollback(true));
        cloud.awaitStatus("demo", "UPDATE_FAILED");
        cloud.services.refusals.clear();
        update(APP, Map.of("Image", "four"));
        cloud.awaitStatus("demo", "UPDATE_COMPLETE");
        assertThat(cloud.services
                        .last("UpdateService")
                        .request()
                        .path("taskDefinition")
                        .asText())
                .isEqualTo(physicalId("Task"));
        assertThat(cloud.services.left())
                .filteredOn(thing -> thing.contains("task-definition"))
                .containsExactly(physicalId("Task"));
    }

    @Test
    void rollbackThatFailsCanBeContinued() {
        created(APP);
        cloud.services.refusals.put("UpdateService", new AwsError("InvalidParameterException", "Not now"));
        update(APP, Map.of("Image", "two"));
        var stack = cloud.awaitStatus("demo", "UPDATE_ROLLBACK_FAILED");
        assertThat(stack.stackStatusReason()).isEqualTo("The following resource(s) failed to update: [Service]. ");
        assertThat(refusal(() -> update(APP, Map.of("Image", "three"))))
                .isEqualTo("Stack:" + stack.stackId() + " is in UPDATE_ROLLBACK_FAILED state and can not be updated.");

        cloud.services.refusals.clear();
        cloud.client.continueUpdateRollback(r -> r.stackName("demo"));
        cloud.awaitStatus("demo", "UPDATE_ROLLBACK_COMPLETE");
        assertThat(cloud.services
                        .last("UpdateService")
                        .request()
                        .path("taskDefinition")
                        .asText())
                .isEqualTo("arn:task-definition/app:1");
        assertThat(cloud.services.left()).doesNotContain("arn:task-definition/app:2");
    }

    @Test
    void stackWhoseRollbackFailedIsDeletedWithAllThatIsLeft() {
        created(APP);
        cloud.services.refusals.put("UpdateService", new AwsError("InvalidParameterException", "Not now"));
        update(APP, Map.of("Image", "two"));
        var id = cloud.awaitStatus("demo", "UPDATE_ROLLBACK_FAILED").stackId();
        cloud.client.deleteStack(r -> r.stackName("demo"));
        cloud.awaitStatus(id, "DELETE_COMPLETE");

        assertThat(cloud.services.left()).isEmpty();
    }

    @Test
    void updateThatIsUnderWayCanBeCancelledButNotDeletedOrUpdated() {
        created(APP);
        cloud.services.neverStable = true;
        update(APP, Map.of("Count", "2"));
        Awaitility.await()
                .atMost(Duration.ofSeconds(5))
                .until(() -> cloud.story("demo").contains("Service UPDATE_IN_PROGRESS"));
        var stack = cloud.stack("demo");
        assertThat(refusal(() -> update(APP, Map.of("Count", "4"))))
                .isEqualTo("Stack:" + stack.stackId() + " is in UPDATE_IN_PROGRESS state and can not be updated.");
        assertThat(refusal(() -> cloud.client.deleteStack(r -> r.stackName("demo"))))
                .isEqualTo("Stack [" + stack.stackId() + "] cannot be deleted while in status UPDATE_IN_PROGRESS");

        cloud.client.cancelUpdateStack(r -> r.stackName("demo"));
        cloud.services.neverStable = false;
        cloud.awaitStatus("demo", "UPDATE_ROLLBACK_COMPLETE");
        assertThat(reason("Service", "UPDATE_FAILED")).contains("Resource update cancelled");
        assertThat(cloud.services
                        .last("UpdateService")
                        .request()
                        .path("desiredCount")
                        .asInt())
                .isEqualTo(1);
        assertThat(refusal(() -> cloud.client.cancelUpdateStack(r -> r.stackName("demo"))))
                .isEqualTo("CancelUpdateStack cannot be called from current stack status");
    }

    @Test
    void leftoverThatCannotBeDeletedIsTriedThreeTimesAndForgotten() {
        created(APP);
        cloud.services.refusals.put("DeregisterTaskDefinition", new AwsError("ClientException", "Not now"));
        update(APP, Map.of("Image", "two"));
        var stack = cloud.awaitStatus("demo", "UPDATE_COMPLETE");

        assertThat(stack.stackStatusReason())
                .isEqualTo("Update successful. One or more resources could not be deleted.");
        assertThat(storyOfUpdate()).filteredOn("Task DELETE_FAILED"::equals).hasSize(3);
    }

    @Test
    void whatIsNotThereOrOfAnotherTypeIsRefused() {
        assertThat(refusal(() -> update(APP, Map.of()))).isEqualTo("Stack [demo] does not exist");
        created("Resources: { A: { Type: 'AWS::Logs::LogGroup' } }");
        assertThat(refusal(() -> update("Resources: { A: { Type: 'AWS::ECS::Cluster' } }", Map.of())))
                .isEqualTo(
                        "Update of resource type is not permitted. The new template modifies resource type of the following"
                                + " resources: [A]");
        assertThat(refusal(() -> update(
                        "Resources: { B: { Type: 'AWS::Logs::LogGroup' } }", Map.of(), r -> r.stackPolicyBody("{}"))))
                .contains("The local cloud has no StackPolicyBody");
    }

    @Test
    void outputsAloneCanBeUpdatedAndExported() {
        var plain = "Resources: { A: { Type: 'AWS::Logs::LogGroup' } }\n";
        var exported = plain + "Outputs: { A: { Value: !Ref A, Export: { Name: shared } } }\n";
        created(plain);
        update(exported, Map.of());
        cloud.awaitStatus("demo", "UPDATE_COMPLETE");
        assertThat(cloud.client.listExports().exports()).hasSize(1).allSatisfy(export -> {
            assertThat(export.name()).isEqualTo("shared");
            assertThat(export.value()).startsWith("demo-A-");
        });
        assertThatThrownBy(() -> cloud.client.listImports(r -> r.exportName("shared")))
                .hasMessageContaining("Export 'shared' is not imported by any stack.");

        cloud.create("second", exported, Map.of());
        var second = cloud.awaitStatus("second", "ROLLBACK_COMPLETE");
        assertThat(cloud.events("second"))
                .extracting(StackEvent::resourceStatusReason)
                .anySatisfy(reason ->
                        assertThat(reason).startsWith("Export with name shared is already exported by stack demo"));
        assertThat(second.outputs()).isEmpty();
    }

    @Test
    void cloudMapIsUpdatedThroughItsOwnOperations() {
        var template = """
                Parameters: { Ttl: { Type: Number, Default: 10 }, Threshold: { Type: Number, Default: 1 } }
                Resources:
                  Vpc: { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: 10.42.0.0/16 } }
                  Namespace:
                    Type: AWS::ServiceDiscovery::PrivateDnsNamespace
                    Properties:
                      Name: sre.local
                      Vpc: !Ref Vpc
                      Properties: { DnsProperties: { SOA: { TTL: !Ref Ttl } } }
                  Discovery:
                    Type: AWS::ServiceDiscovery::Service
                    Properties:
                      Name: app
                      NamespaceId: !Ref Namespace
                      DnsConfig: { RoutingPolicy: MULTIVALUE, DnsRecords: [ { Type: A, TTL: !Ref Ttl } ] }
                      HealthCheckCustomConfig: { FailureThreshold: !Ref Threshold }
                Outputs:
                  Zone: { Value: !GetAtt Namespace.HostedZoneId }
                """;
        created(template);
        assertThat(cloud.stack("demo").outputs().getFirst().outputValue()).isEqualTo("Z0123");
        update(template, Map.of("Ttl", "20"));
        cloud.awaitStatus("demo", "UPDATE_COMPLETE");

        assertThat(cloud.services.last("UpdatePrivateDnsNamespace").request().toString())
                .isEqualTo(
                        "{\"Id\":\"ns-0\",\"Namespace\":{\"Properties\":{\"DnsProperties\":{\"SOA\":{\"TTL\":20}}}}}");
        assertThat(cloud.services.last("UpdateService").request().toString())
                .isEqualTo(
                        "{\"Id\":\"srv-1\",\"Service\":{\"DnsConfig\":{\"DnsRecords\":[{\"Type\":\"A\",\"TTL\":20}]}}}");
        update(template, Map.of("Ttl", "20", "Threshold", "2"));
        Awaitility.await()
                .atMost(Duration.ofSeconds(5))
                .until(() -> storyOfUpdate().contains("Discovery DELETE_COMPLETE"));
    }

    @Test
    void lessonsOwnStackIsScaledByItsParameter() {
        cloud.create("demo", CloudFixture.classroomTemplate(), CloudFixture.classroomParameters());
        cloud.awaitStatus("demo", "CREATE_COMPLETE");
        cloud.client.updateStack(r -> r.stackName("demo")
                .usePreviousTemplate(true)
                .capabilities(Capability.CAPABILITY_IAM)
                .parameters(allAsBeforeButTheCount()));
        cloud.awaitStatus("demo", "UPDATE_COMPLETE");

        assertThat(storyOfUpdate())
                .containsExactly(
                        "demo UPDATE_IN_PROGRESS",
                        "AppService UPDATE_IN_PROGRESS",
                        "AppService UPDATE_COMPLETE",
                        "demo UPDATE_COMPLETE_CLEANUP_IN_PROGRESS",
                        "demo UPDATE_COMPLETE");
        assertThat(cloud.stack("demo").parameters().toString()).doesNotContain("correct-horse");
    }

    private static List<Parameter> allAsBeforeButTheCount() {
        var given = CloudFixture.classroomParameters().keySet().stream()
                .map(key -> Parameter.builder()
                        .parameterKey(key)
                        .usePreviousValue(true)
                        .build());
        return Stream.concat(
                        given,
                        Stream.of(Parameter.builder()
                                .parameterKey("AppDesiredCount")
                                .parameterValue("2")
                                .build()))
                .toList();
    }

    @Test
    void terminationProtectionIsTurnedOnAndOff() {
        created("Resources: { A: { Type: 'AWS::Logs::LogGroup' } }");
        cloud.client.updateTerminationProtection(r -> r.stackName("demo").enableTerminationProtection(true));
        assertThat(cloud.stack("demo").enableTerminationProtection()).isTrue();
        assertThat(refusal(() -> cloud.client.deleteStack(r -> r.stackName("demo"))))
                .isEqualTo("Stack [demo] cannot be deleted while TerminationProtection is enabled");
        cloud.client.updateTerminationProtection(r -> r.stackName("demo").enableTerminationProtection(false));
        var id = cloud.stack("demo").stackId();
        cloud.client.deleteStack(r -> r.stackName("demo"));
        cloud.awaitStatus(id, "DELETE_COMPLETE");
    }
}
