package dev.sloconsole.local.cfn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetNotFoundException;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetSummary;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetType;
import software.amazon.awssdk.services.cloudformation.model.DescribeChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.InvalidChangeSetStatusException;
import software.amazon.awssdk.services.cloudformation.model.OnStackFailure;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.ResourceChange;

/** Change sets, by the real SDK. */
class ChangeSetTest {

    private static final String NETWORK = """
            Parameters: { Cidr: { Type: String, Default: 10.42.0.0/16 }, From: { Type: Number, Default: 80 } }
            Resources:
              Vpc: { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: !Ref Cidr } }
              Group:
                Type: AWS::EC2::SecurityGroup
                Properties:
                  GroupDescription: d
                  VpcId: !Ref Vpc
                  SecurityGroupIngress: [ { IpProtocol: tcp, FromPort: !Ref From, ToPort: 80, CidrIp: 10.0.0.0/8 } ]
              Front:
                Type: AWS::EC2::SecurityGroup
                Properties:
                  GroupDescription: %s
                  VpcId: !Ref Vpc
                  SecurityGroupIngress:
                    - { IpProtocol: tcp, FromPort: 1, ToPort: 2, SourceSecurityGroupId: !GetAtt Group.GroupId }
            %s
            """;

    private final CloudFixture cloud = new CloudFixture();

    @AfterEach
    void close() {
        cloud.close();
    }

    private DescribeChangeSetResponse changeSet(
            String name, ChangeSetType type, String template, Map<String, String> parameters) {
        cloud.client.createChangeSet(r -> r.stackName("demo")
                .changeSetName(name)
                .changeSetType(type)
                .templateBody(template)
                .capabilities(Capability.CAPABILITY_IAM)
                .parameters(parameters.entrySet().stream()
                        .map(entry -> Parameter.builder()
                                .parameterKey(entry.getKey())
                                .parameterValue(entry.getValue())
                                .build())
                        .toList()));
        return Awaitility.await()
                .until(() -> describe(name), set -> !set.statusAsString().endsWith("PENDING"));
    }

    private DescribeChangeSetResponse describe(String name) {
        return cloud.client.describeChangeSet(r -> r.stackName("demo").changeSetName(name));
    }

    private void execute(String name) {
        cloud.client.executeChangeSet(r -> r.stackName("demo").changeSetName(name));
    }

    private void created() {
        cloud.create("demo", NETWORK.formatted("d", ""), Map.of());
        cloud.awaitStatus("demo", "CREATE_COMPLETE");
    }

    private static ResourceChange change(DescribeChangeSetResponse set, String logicalId) {
        return set.changes().stream()
                .map(change -> change.resourceChange())
                .filter(change -> change.logicalResourceId().equals(logicalId))
                .findFirst()
                .orElseThrow();
    }

    /** {@code Attribute.Name recreation evaluation source cause}, one a line. */
    private static String details(ResourceChange change) {
        return change.details().stream()
                .map(one ->
                        one.target().attributeAsString() + "." + one.target().name() + " "
                                + one.target().requiresRecreationAsString() + " " + one.evaluationAsString() + " "
                                + one.changeSourceAsString() + " " + one.causingEntity())
                .collect(Collectors.joining("\n"));
    }

    @Test
    void stackIsCreatedByAChangeSet() {
        var set = changeSet("first", ChangeSetType.CREATE, NETWORK.formatted("d", ""), Map.of("From", "79"));
        assertThat(set.statusAsString()).isEqualTo("CREATE_COMPLETE");
        assertThat(set.executionStatusAsString()).isEqualTo("AVAILABLE");
        assertThat(set.changeSetId()).startsWith("arn:aws:cloudformation:eu-west-1:000000000000:changeSet/first/");
        assertThat(set.parameters()).extracting(Parameter::parameterValue).containsExactly("10.42.0.0/16", "79");
        assertThat(set.changes()).hasSize(3).allSatisfy(change -> {
            assertThat(change.typeAsString()).isEqualTo("Resource");
            assertThat(change.resourceChange().actionAsString()).isEqualTo("Add");
            assertThat(change.resourceChange().replacementAsString()).isNull();
        });
        assertThat(cloud.stack("demo").stackStatusAsString()).isEqualTo("REVIEW_IN_PROGRESS");
        assertThat(cloud.client.listStackResources(r -> r.stackName("demo")).stackResourceSummaries())
                .isEmpty();
        assertThat(cloud.waiter()
                        .waitUntilChangeSetCreateComplete(
                                r -> r.stackName("demo").changeSetName("first"))
                        .matched()
                        .response())
                .isPresent();

        execute("first");
        cloud.awaitStatus("demo", "CREATE_COMPLETE");
        assertThat(cloud.story("demo"))
                .startsWith("demo REVIEW_IN_PROGRESS", "demo CREATE_IN_PROGRESS")
                .endsWith("demo CREATE_COMPLETE");
        assertThat(describe("first").executionStatusAsString()).isEqualTo("EXECUTE_COMPLETE");
        assertThatThrownBy(() -> execute("first"))
                .isInstanceOf(InvalidChangeSetStatusException.class)
                .hasMessageContaining("cannot be executed in its current execution status of [EXECUTE_COMPLETE]");
    }

    @Test
    void changesAreToldWithTheirCauses() {
        created();
        var set = changeSet(
                "second",
                ChangeSetType.UPDATE,
                NETWORK.formatted("other", "  New: { Type: 'AWS::Logs::LogGroup' }"),
                Map.of("From", "79"));
        assertThat(set.changes())
                .extracting(change -> change.resourceChange().logicalResourceId())
                .containsExactly("Front", "Group", "New");
        assertThat(change(set, "New").actionAsString()).isEqualTo("Add");
        var group = change(set, "Group");
        assertThat(group.actionAsString()).isEqualTo("Modify");
        assertThat(group.replacementAsString()).isEqualTo("False");
        assertThat(group.physicalResourceId()).startsWith("sg-0");
        assertThat(group.scopeAsStrings()).containsExactly("Properties");
        assertThat(details(group)).isEqualTo("""
                Properties.SecurityGroupIngress Never Static ParameterReference From
                Properties.SecurityGroupIngress Never Dynamic DirectModification null""");
        var front = change(set, "Front");
        assertThat(front.replacementAsString()).isEqualTo("True");
        assertThat(front.policyActionAsString()).isEqualTo("ReplaceAndDelete");
        assertThat(details(front)).isEqualTo("""
                Properties.GroupDescription Always Static DirectModification null
                Properties.SecurityGroupIngress Never Dynamic ResourceAttribute Group.GroupId""");
        assertThat(cloud.stack("demo").stackStatusAsString()).isEqualTo("CREATE_COMPLETE");

        execute("second");
        cloud.awaitStatus("demo", "UPDATE_COMPLETE");
    }

    @Test
    void replacementMakesWhatDependsOnItsIdChangePerhaps() {
        created();
        var set = changeSet("second", ChangeSetType.UPDATE, NETWORK.formatted("d", ""), Map.of("Cidr", "10.43.0.0/16"));

        assertThat(change(set, "Vpc").replacementAsString()).isEqualTo("True");
        assertThat(change(set, "Group").replacementAsString()).isEqualTo("Conditional");
        assertThat(details(change(set, "Group"))).isEqualTo("Properties.VpcId Always Dynamic ResourceReference Vpc");
    }

    @Test
    void removedResourceIsTold() {
        cloud.create("demo", NETWORK.formatted("d", "  Old: { Type: 'AWS::Logs::LogGroup' }"), Map.of());
        cloud.awaitStatus("demo", "CREATE_COMPLETE");
        var set = changeSet("second", ChangeSetType.UPDATE, NETWORK.formatted("d", ""), Map.of());

        assertThat(set.changes())
                .extracting(change -> change.resourceChange().logicalResourceId())
                .containsExactly("Old");
        assertThat(change(set, "Old").actionAsString()).isEqualTo("Remove");
        assertThat(change(set, "Old").policyActionAsString()).isEqualTo("Delete");
    }

    @Test
    void changeSetWithoutChangesFailsAndCannotBeExecuted() {
        created();
        var set = changeSet("second", ChangeSetType.UPDATE, NETWORK.formatted("d", ""), Map.of());

        assertThat(set.statusAsString()).isEqualTo("FAILED");
        assertThat(set.statusReason())
                .isEqualTo("The submitted information didn't contain changes. Submit different"
                        + " information to create a change set.");
        assertThat(set.executionStatusAsString()).isEqualTo("UNAVAILABLE");
        assertThatThrownBy(() -> execute("second"))
                .isInstanceOf(InvalidChangeSetStatusException.class)
                .hasMessageContaining("cannot be executed in its current status of [FAILED]");
    }

    @Test
    void changeSetsAreListedOutdatedAndDeleted() {
        created();
        changeSet("a", ChangeSetType.UPDATE, NETWORK.formatted("a", ""), Map.of());
        changeSet("b", ChangeSetType.UPDATE, NETWORK.formatted("b", ""), Map.of());
        assertThat(cloud.client.listChangeSets(r -> r.stackName("demo")).summaries())
                .extracting(ChangeSetSummary::changeSetName)
                .containsExactly("b", "a");
        assertThatThrownBy(() -> changeSet("a", ChangeSetType.UPDATE, NETWORK.formatted("a", ""), Map.of()))
                .hasMessageContaining("ChangeSet a already exists");

        cloud.client.deleteChangeSet(r -> r.stackName("demo").changeSetName("b"));
        assertThatThrownBy(() -> describe("b"))
                .isInstanceOf(ChangeSetNotFoundException.class)
                .hasMessageContaining("ChangeSet [b] does not exist");
        cloud.client.deleteChangeSet(r -> r.stackName("demo").changeSetName("b"));

        cloud.client.updateStack(r -> r.stackName("demo").templateBody(NETWORK.formatted("c", "")));
        cloud.awaitStatus("demo", "UPDATE_COMPLETE");
        assertThat(describe("a").executionStatusAsString()).isEqualTo("OBSOLETE");
        assertThatThrownBy(() -> execute("a"))
                .hasMessageContaining("cannot be executed in its current execution status of [OBSOLETE]");
    }

    @Test
    void typeMustFitTheStack() {
        assertThatThrownBy(() -> changeSet("a", ChangeSetType.UPDATE, NETWORK.formatted("d", ""), Map.of()))
                .hasMessageContaining("Stack [demo] does not exist");
        changeSet("a", ChangeSetType.CREATE, NETWORK.formatted("d", ""), Map.of());
        assertThatThrownBy(() -> changeSet("b", ChangeSetType.UPDATE, NETWORK.formatted("d", ""), Map.of()))
                .hasMessageContaining("is in REVIEW_IN_PROGRESS state and can not be updated.");
        execute("a");
        cloud.awaitStatus("demo", "CREATE_COMPLETE");
        assertThatThrownBy(() -> changeSet("b", ChangeSetType.CREATE, NETWORK.formatted("d", ""), Map.of()))
                .hasMessageContaining(
                        "Stack [demo] already exists and cannot be created again with the changeSet [b].");
        assertThatThrownBy(() -> changeSet("b", ChangeSetType.IMPORT, NETWORK.formatted("d", ""), Map.of()))
                .hasMessageContaining("The local cloud has no ChangeSetType IMPORT in CreateChangeSet");
    }

    @Test
    void stackInReviewCanBeDeletedAndWhatFailsIsTreatedAsTheChangeSetSays() {
        changeSet("a", ChangeSetType.CREATE, NETWORK.formatted("d", ""), Map.of());
        var id = cloud.stack("demo").stackId();
        cloud.client.deleteStack(r -> r.stackName("demo"));
        cloud.awaitStatus(id, "DELETE_COMPLETE");

        cloud.client.createChangeSet(r -> r.stackName("demo")
                .changeSetName("b")
                .changeSetType(ChangeSetType.CREATE)
                .templateBody(NETWORK.formatted("d", ""))
                .onStackFailure(OnStackFailure.DO_NOTHING)
                .parameters(Parameter.builder()
                        .parameterKey("Cidr")
                        .parameterValue("10.0.0.0/8")
                        .build()));
        cloud.waiter().waitUntilChangeSetCreateComplete(r -> r.stackName("demo").changeSetName("b"));
        execute("b");
        cloud.awaitStatus("demo", "CREATE_FAILED");
    }
}
