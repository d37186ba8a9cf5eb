package dev.sloconsole.local.cfn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sloconsole.local.wire.AwsError;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudformation.model.AlreadyExistsException;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.OnFailure;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;

/** What goes wrong, and how the stack tells. */
class FailureTest {

    private static final String TWO_SERVICES = """
            Resources:
              Vpc:
                Type: AWS::EC2::VPC
                Properties: { CidrBlock: 10.42.0.0/16 }
              Group:
                Type: AWS::EC2::SecurityGroup
                Properties: { GroupDescription: d, VpcId: !Ref Vpc }
              Cluster:
                Type: AWS::ECS::Cluster
                DependsOn: Group
              Slow:
                Type: AWS::ECS::Service
                Properties: { Cluster: !Ref Cluster, TaskDefinition: t:1, ServiceName: slow }
              Bad:
                Type: AWS::ServiceDiscovery::Service
                DependsOn: Cluster
                Properties: { Name: bad }
              Later:
                Type: AWS::Logs::LogGroup
                DependsOn: Slow
            """;

    private final CloudFixture cloud = new CloudFixture();

    @AfterEach
    void close() {
        cloud.close();
    }

    /** ECS and Cloud Map both have a CreateService; only the one without a cluster is refused here. */
    private void failOnlyCloudMap() {
        cloud.services.neverStable = true;
        cloud.services.refuseWhen(
                "CreateService",
                request -> !request.has("cluster"),
                new AwsError("InvalidInput", "The name is not to my liking"));
    }

    @Test
    void valueThatNobodyIsToSeeIsMaskedEvenWhereAServiceRepeatsIt() {
        cloud.services.refusals.put(
                "CreateCluster", new AwsError("InvalidParameterException", "Cluster name hush-hush is not valid"));
        cloud.create("demo", """
                Parameters: { Name: { Type: String, NoEcho: true } }
                Resources:
                  Cluster: { Type: 'AWS::ECS::Cluster', Properties: { ClusterName: !Ref Name } }
                """, Map.of("Name", "hush-hush"));
        cloud.awaitStatus("demo", "ROLLBACK_COMPLETE");
        assertThat(reason("Cluster", "CREATE_FAILED")).contains("Cluster name **** is not valid");
        assertThat(cloud.events("demo").toString()).doesNotContain("hush-hush");
    }

    @Test
    void failureCancelsTheRestAndRollsBackInReverse() {
        failOnlyCloudMap();
        var id = cloud.create("demo", TWO_SERVICES, Map.of());
        cloud.awaitStatus("demo", "ROLLBACK_COMPLETE");

        assertThat(cloud.story("demo"))
                .containsSubsequence(
                        "Bad CREATE_FAILED",
                        "Slow CREATE_FAILED",
                        "demo ROLLBACK_IN_PROGRESS",
                        "Cluster DELETE_COMPLETE",
                        "Group DELETE_COMPLETE",
                        "Vpc DELETE_COMPLETE",
                        "demo ROLLBACK_COMPLETE")
                .doesNotContain("Later CREATE_IN_PROGRESS", "Vpc CREATE_FAILED");
        assertThat(reason("Bad", "CREATE_FAILED"))
                .startsWith("Resource handler returned message: \"The name is not to" + " my liking")
                .contains("HandlerErrorCode: InvalidRequest");
        assertThat(reason("Slow", "CREATE_FAILED")).isEqualTo("Resource creation cancelled");
        assertThat(reason("demo", "ROLLBACK_IN_PROGRESS"))
                .isEqualTo("The following resource(s) failed to create: [Bad, Slow]. Rollback requested by user.");
        assertThat(cloud.services.left()).isEmpty();
        assertThat(cloud.stack(id).outputs()).isEmpty();

        cloud.client.deleteStack(r -> r.stackName("demo"));
        cloud.awaitStatus(id, "DELETE_COMPLETE");
    }

    @Test
    void failureLeavesTheStackAsItIsIfAskedTo() {
        failOnlyCloudMap();
        cloud.create("demo", TWO_SERVICES, Map.of(), request -> request.disableRollback(true));
        var stack = cloud.awaitStatus("demo", "CREATE_FAILED");

        assertThat(stack.stackStatusReason()).isEqualTo("The following resource(s) failed to create: [Bad, Slow].");
        assertThat(stack.disableRollback()).isTrue();
        assertThat(cloud.services.left()).contains("arn:service/slow");
    }

    @Test
    void failureDeletesTheStackIfAskedTo() {
        failOnlyCloudMap();
        var id = cloud.create("demo", TWO_SERVICES, Map.of(), request -> request.onFailure(OnFailure.DELETE));
        cloud.awaitStatus(id, "DELETE_COMPLETE");

        assertThat(cloud.story(id)).contains("demo DELETE_IN_PROGRESS").doesNotContain("demo ROLLBACK_IN_PROGRESS");
        assertThat(cloud.services.left()).isEmpty();
    }

    @Test
    void deletingAStackThatIsBeingCreatedCancelsItsCreation() {
        cloud.services.neverStable = true;
        var id = cloud.create("demo", TWO_SERVICES, Map.of());
        Awaitility.await()
                .atMost(Duration.ofSeconds(5))
                .until(() -> cloud.story("demo").contains("Slow CREATE_IN_PROGRESS"));
        cloud.client.deleteStack(r -> r.stackName("demo"));
        cloud.awaitStatus(id, "DELETE_COMPLETE");

        assertThat(cloud.story(id)).contains("Slow CREATE_FAILED", "Slow DELETE_COMPLETE", "Vpc DELETE_COMPLETE");
        assertThat(cloud.services.left()).isEmpty();
    }

    @Test
    void namespaceThatIsStillBeingMadeIsDeletedOnceItHasAnId() {
        cloud.services.looks = 20;
        var id = cloud.create("demo", """
                Resources:
                  Vpc: { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: 10.42.0.0/16 } }
                  Namespace:
                    Type: AWS::ServiceDiscovery::PrivateDnsNamespace
                    Properties: { Name: sre.local, Vpc: !Ref Vpc }
                """, Map.of());
        Awaitility.await()
                .atMost(Duration.ofSeconds(5))
                .until(() -> !cloud.services.left().isEmpty());
        cloud.client.deleteStack(r -> r.stackName("demo"));
        cloud.awaitStatus(id, "DELETE_COMPLETE");

        assertThat(cloud.services.left()).isEmpty();
    }

    @Test
    void resourceThatCannotBeDeletedFailsTheDeletionAndKeepsWhatItNeeds() {
        var id = cloud.create("demo", TWO_SERVICES, Map.of());
        cloud.awaitStatus("demo", "CREATE_COMPLETE");
        cloud.services.refusals.put("DeleteCluster", new AwsError("ClientException", "Not now"));
        cloud.client.deleteStack(r -> r.stackName("demo"));
        var stack = cloud.awaitStatus("demo", "DELETE_FAILED");

        assertThat(stack.stackStatusReason()).isEqualTo("The following resource(s) failed to delete: [Cluster]. ");
        assertThat(cloud.story(id)).doesNotContain("Group DELETE_IN_PROGRESS").contains("Slow DELETE_COMPLETE");

        cloud.services.refusals.clear();
        cloud.client.deleteStack(r -> r.stackName("demo"));
        cloud.awaitStatus(id, "DELETE_COMPLETE");
        assertThat(cloud.services.left()).isEmpty();
    }

    @Test
    void propertiesThatATypeDoesNotTakeFailTheResource() {
        cloud.create("demo", """
                Resources:
                  Vpc: { Type: 'AWS::EC2::VPC', Properties: { CidrBlok: 10.42.0.0/16 } }
                """, Map.of());
        cloud.awaitStatus("demo", "ROLLBACK_COMPLETE");

        assertThat(reason("Vpc", "CREATE_FAILED")).isEqualTo("""
                Properties validation failed for resource Vpc with message:
                #: required key [CidrBlock] not found
                #: extraneous key [CidrBlok] is not permitted""");
    }

    @Test
    void retainedResourceStays() {
        var id = cloud.create("demo", """
                Resources:
                  Cluster: { Type: 'AWS::ECS::Cluster', DeletionPolicy: Retain, Properties: { ClusterName: keep } }
                """, Map.of());
        cloud.awaitStatus("demo", "CREATE_COMPLETE");
        cloud.client.deleteStack(r -> r.stackName("demo"));
        cloud.awaitStatus(id, "DELETE_COMPLETE");

        assertThat(cloud.story(id)).contains("Cluster DELETE_SKIPPED");
        assertThat(cloud.services.left()).containsExactly("keep");
    }

    @Test
    void nameIsTakenUntilTheStackIsGone() {
        var template = "Resources: { Logs: { Type: 'AWS::Logs::LogGroup' } }";
        var first = cloud.create("demo", template, Map.of());
        assertThatThrownBy(() -> cloud.create("demo", template, Map.of()))
                .isInstanceOf(AlreadyExistsException.class)
                .hasMessageContaining("Stack [demo] already exists");
        cloud.awaitStatus("demo", "CREATE_COMPLETE");
        cloud.client.deleteStack(r -> r.stackName("demo"));
        cloud.awaitStatus(first, "DELETE_COMPLETE");

        assertThat(cloud.create("demo", template, Map.of())).isNotEqualTo(first);
        cloud.awaitStatus("demo", "CREATE_COMPLETE");
        assertThat(cloud.client.listStacks().stackSummaries()).hasSize(2);
    }

    @Test
    void protectedStackIsNotDeleted() {
        cloud.create(
                "demo",
                "Resources: { Logs: { Type: 'AWS::Logs::LogGroup' } }",
                Map.of(),
                request -> request.enableTerminationProtection(true));
        assertThatThrownBy(() -> cloud.client.deleteStack(r -> r.stackName("demo")))
                .isInstanceOf(CloudFormationException.class)
                .hasMessageContaining("Stack [demo] cannot be deleted while TerminationProtection is enabled");
    }

    @Test
    void stackNamesAndOptionsAreChecked() {
        var template = "Resources: { Logs: { Type: 'AWS::Logs::LogGroup' } }";
        assertThatThrownBy(() -> cloud.create("no_underscores", template, Map.of()))
                .hasMessageContaining(
                        "1 validation error detected: Value 'no_underscores' at 'stackName' failed to satisfy constraint:"
                                + " Member must satisfy regular expression pattern: [a-zA-Z][-a-zA-Z0-9]*");
        assertThatThrownBy(() -> cloud.create("demo", template, Map.of(), r -> r.timeoutInMinutes(0)))
                .hasMessageContaining("timeoutInMinutes");
        assertThatThrownBy(() -> cloud.create(
                        "demo", template, Map.of(), r -> r.disableRollback(true).onFailure(OnFailure.DELETE)))
                .hasMessageContaining("You may not specify both OnFailure and DisableRollback.");
        cloud.client.deleteStack(r -> r.stackName("never-there"));
    }

    @Test
    void manyEventsComeInPages() {
        var template = new StringBuilder("Resources:\n");
        for (int i = 0; i < 60; i++) {
            template.append("  Logs").append(i).append(": { Type: 'AWS::Logs::LogGroup' }\n");
        }
        cloud.create("demo", template.toString(), Map.of());
        cloud.awaitStatus("demo", "CREATE_COMPLETE");

        var first = cloud.client.describeStackEvents(r -> r.stackName("demo"));
        assertThat(first.stackEvents()).hasSize(100);
        assertThat(first.stackEvents().getFirst().logicalResourceId()).isEqualTo("demo");
        assertThat(first.nextToken()).isNotNull();
        assertThat(cloud.events("demo"))
                .hasSize(182)
                .extracting(StackEvent::eventId)
                .doesNotHaveDuplicates();
    }

    private String reason(String logicalId, String status) {
        return cloud.events("demo").stream()
                .filter(event -> event.logicalResourceId().equals(logicalId)
                        && event.resourceStatusAsString().equals(status))
                .findFirst()
                .orElseThrow()
                .resourceStatusReason();
    }
}
