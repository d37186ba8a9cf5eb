package dev.sloconsole.local.cfn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What one stack exports and others import: found, shown, and kept from going as long as somebody lives on it. */
class ExportTest {

    private static final String EXPORT = """
            Parameters: { Cidr: { Type: String, Default: 10.9.0.0/16 } }
            Resources:
              Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: !Ref Cidr } }
            Outputs:
              VpcId: { Value: !Ref Vpc, Export: { Name: !Sub '${AWS::StackName}:VpcId' } }
            """;
    private static final String IMPORT = """
            Parameters: { From: { Type: String, Default: exp } }
            Resources:
              Ns:
                Type: AWS::ServiceDiscovery::PrivateDnsNamespace
                Properties: { Name: imp.local, Vpc: !ImportValue { 'Fn::Sub': '${From}:VpcId' } }
            """;
    private static final String IN_USE = "Export exp:VpcId cannot be deleted as it is in use by imp";

    private CloudFixture cloud;

    @BeforeEach
    void open() {
        cloud = new CloudFixture();
    }

    @AfterEach
    void close() {
        cloud.close();
    }

    private void created(String name, String template) {
        cloud.create(name, template, Map.of());
        cloud.awaitStatus(name, "CREATE_COMPLETE");
    }

    private String vpc() {
        return cloud.client.listExports(request -> {}).exports().getFirst().value();
    }

    @Test
    void anImportIsTheValueThatTheOtherStackExports() {
        created("exp", EXPORT);
        created("imp", IMPORT);
        assertThat(cloud.services
                        .last("CreatePrivateDnsNamespace")
                        .request()
                        .path("Vpc")
                        .asText())
                .isEqualTo(vpc());
        assertThat(cloud.client
                        .listImports(request -> request.exportName("exp:VpcId"))
                        .imports())
                .containsExactly("imp");
    }

    @Test
    void oneNameIsExportedOnce() {
        cloud.create(
                "exp",
                "Resources: { A: { Type: AWS::Logs::LogGroup } }\n"
                        + "Outputs: { O: { Value: x, Export: { Name: dup } }, P: { Value: y, Export: { Name: dup } } }",
                Map.of());
        cloud.awaitStatus("exp", "ROLLBACK_COMPLETE");
        assertThat(cloud.client.listExports(request -> {}).exports()).isEmpty();
    }

    @Test
    void whatIsNotExportedIsToldBeforeAnythingIsMade() {
        cloud.create("imp", IMPORT, Map.of());
        var stack = cloud.awaitStatus("imp", "ROLLBACK_COMPLETE");
        assertThat(cloud.story("imp"))
                .containsExactly("imp CREATE_IN_PROGRESS", "imp ROLLBACK_IN_PROGRESS", "imp ROLLBACK_COMPLETE");
        assertThat(cloud.events(stack.stackId()).get(1).resourceStatusReason())
                .isEqualTo("No export named exp:VpcId found. Rollback requested by user.");
        assertThat(cloud.services.calls).isEmpty();
        assertThatThrownBy(() -> cloud.client.listImports(request -> request.exportName("exp:VpcId")))
                .hasMessageContaining("Export 'exp:VpcId' is not imported by any stack.");
    }

    @Test
    void aStackWhoseExportIsInUseStaysUntilItIsNot() {
        created("exp", EXPORT);
        created("imp", IMPORT);
        cloud.client.deleteStack(request -> request.stackName("exp"));
        var stack = cloud.awaitStatus("exp", "CREATE_COMPLETE");
        assertThat(stack.stackStatusReason()).isEqualTo(IN_USE);

        cloud.client.deleteStack(request -> request.stackName("imp"));
        cloud.awaitStatus(
                cloud.client.listStacks(request -> {}).stackSummaries().stream()
                        .filter(one -> one.stackName().equals("imp"))
                        .findFirst()
                        .orElseThrow()
                        .stackId(),
                "DELETE_COMPLETE");
        cloud.client.deleteStack(request -> request.stackName("exp"));
        cloud.awaitStatus(stack.stackId(), "DELETE_COMPLETE");
    }

    @Test
    void anExportInUseCanNeitherBeTakenAwayNorChanged() {
        created("exp", EXPORT);
        created("imp", IMPORT);
        var before = vpc();
        cloud.client.updateStack(
                request -> request.stackName("exp").templateBody(EXPORT.replace(":VpcId' }", ":Other' }")));
        cloud.awaitStatus("exp", "UPDATE_ROLLBACK_COMPLETE");
        cloud.client.updateStack(
                request -> request.stackName("exp").templateBody(EXPORT.replace("10.9.0.0/16", "10.8.0.0/16")));
        cloud.awaitStatus("exp", "UPDATE_ROLLBACK_COMPLETE");
        assertThat(cloud.events("exp").stream()
                        .filter(event -> event.resourceStatusAsString().equals("UPDATE_ROLLBACK_IN_PROGRESS"))
                        .map(event -> event.resourceStatusReason()))
                .containsExactly(IN_USE, "Export exp:VpcId cannot be updated as it is in use by imp");
        assertThat(vpc()).isEqualTo(before);
    }
}
