package dev.sloconsole.local.cfn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sloconsole.local.wire.AwsError;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;

/** What DescribeStackEvents tells of a deletion: each resource's beginning and end, once, what needs it first. */
class DeletionEventsTest {

    private static final String CHAIN = """
            Resources:
              Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }
              Subnet: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.0.0/24 } }
              Logs: { Type: AWS::Logs::LogGroup, Properties: { LogGroupName: /chain%s }, DependsOn: Subnet }
            """;
    private static final List<String> AS_ON_AWS = List.of(
            "demo DELETE_IN_PROGRESS",
            "Logs DELETE_IN_PROGRESS",
            "Logs DELETE_COMPLETE",
            "Subnet DELETE_IN_PROGRESS",
            "Subnet DELETE_COMPLETE",
            "Vpc DELETE_IN_PROGRESS",
            "Vpc DELETE_COMPLETE",
            "demo DELETE_COMPLETE");

    private CloudFixture cloud;

    @BeforeEach
    void open() {
        cloud = new CloudFixture();
    }

    @AfterEach
    void close() {
        cloud.close();
    }

    private String create(String more) {
        var id = cloud.create("demo", CHAIN.formatted(more), Map.of());
        cloud.awaitStatus(id, "CREATE_COMPLETE");
        return id;
    }

    private List<String> deletion(String id) {
        cloud.client.deleteStack(request -> request.stackName(id));
        cloud.awaitStatus(id, "DELETE_COMPLETE");
        return cloud.story(id).stream()
                .filter(event -> event.contains(" DELETE_"))
                .toList();
    }

    @Test
    void aStackThatWasNeverUpdatedTellsOfEachResourceOnce() {
        assertThat(deletion(create(""))).isEqualTo(AS_ON_AWS);
    }

    @Test
    void anUpdatedStackDoesTheSame() {
        var id = create("");
        cloud.client.updateStack(
                request -> request.stackName("demo").templateBody(CHAIN.formatted(", RetentionInDays: 3")));
        cloud.awaitStatus(id, "UPDATE_COMPLETE");
        assertThat(deletion(id)).isEqualTo(AS_ON_AWS);
    }

    @Test
    void aStackWhoseUpdateFailedDoesTheSame() {
        var id = create("");
        cloud.services.refuseWhen("PutRetentionPolicy", any -> true, new AwsError("InvalidParameterException", "no"));
        cloud.client.updateStack(request ->
                request.stackName("demo").disableRollback(true).templateBody(CHAIN.formatted(", RetentionInDays: 3")));
        cloud.awaitStatus(id, "UPDATE_FAILED");
        assertThat(deletion(id)).isEqualTo(AS_ON_AWS);
    }

    @Test
    void whatNeverCameToBeOnlyTellsThatItIsGone() {
        cloud.services.refuseWhen("CreateLogGroup", any -> true, new AwsError("InvalidParameterException", "no"));
        var id = cloud.create("demo", CHAIN.formatted(""), Map.of());
        cloud.awaitStatus(id, "ROLLBACK_COMPLETE");
        assertThat(cloud.story(id).stream().filter(event -> event.contains(" DELETE_")))
                .containsExactly(
                        "Logs DELETE_COMPLETE",
                        "Subnet DELETE_IN_PROGRESS",
                        "Subnet DELETE_COMPLETE",
                        "Vpc DELETE_IN_PROGRESS",
                        "Vpc DELETE_COMPLETE");
        cloud.client.deleteStack(request -> request.stackName(id));
        cloud.awaitStatus(id, "DELETE_COMPLETE");
        assertThat(cloud.story(id)).endsWith("demo DELETE_IN_PROGRESS", "demo DELETE_COMPLETE");
    }

    @Test
    void theStackOfAClassTellsTwoEventsForEachResourceInTheOrderOfTheirTimes() {
        var id = cloud.create("demo", CloudFixture.classroomTemplate(), CloudFixture.classroomParameters());
        cloud.awaitStatus(id, "CREATE_COMPLETE");
        int resources = cloud.client
                .listStackResources(request -> request.stackName(id))
                .stackResourceSummaries()
                .size();
        var story = deletion(id);
        assertThat(story).doesNotHaveDuplicates().hasSize(2 * resources + 2);
        var times = cloud.events(id).stream().map(StackEvent::timestamp);
        assertThat(times).isSortedAccordingTo(Comparator.naturalOrder());
    }
}
