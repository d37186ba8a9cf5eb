package dev.sloconsole.local.cfn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sloconsole.local.ec2.SecurityGroupRule.Direction;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.InsufficientCapabilitiesException;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;
import software.amazon.awssdk.services.cloudformation.model.Tag;

/** The lesson's own template, by the real SDK. */
class ClassroomStackTest {

    private final CloudFixture cloud = new CloudFixture();

    @AfterEach
    void close() {
        cloud.close();
    }

    @Test
    void classroomStackIsCreatedDescribedAndDeleted() {
        var id = cloud.create(
                "sre-demo",
                CloudFixture.classroomTemplate(),
                CloudFixture.classroomParameters(),
                request -> request.tags(
                                Tag.builder().key("project").value("sre").build())
                        .clientRequestToken("t-1"));

        assertThat(id).startsWith("arn:aws:cloudformation:eu-west-1:000000000000:stack/sre-demo/");
        var stack = cloud.awaitStatus("sre-demo", "CREATE_COMPLETE");
        assertThat(cloud.waiter()
                        .waitUntilStackCreateComplete(r -> r.stackName("sre-demo"))
                        .matched()
                        .response())
                .isPresent();
        assertThat(stack.outputs().stream().collect(Collectors.toMap(Output::outputKey, Output::outputValue)))
                .containsEntry("ClusterName", "sre-demo")
                .containsEntry("AppServiceName", "sre-app-service")
                .containsEntry("AppLogGroupName", "/sre-demo/app")
                .containsEntry("NamespaceId", "ns-0")
                .hasSize(11);
        assertThat(stack.parameters().stream()
                        .collect(Collectors.toMap(Parameter::parameterKey, Parameter::parameterValue)))
                .containsEntry("GrafanaAdminPassword", "****")
                .containsEntry("DnsTtlSeconds", "7")
                .containsEntry("AppDesiredCount", "1");
        assertThat(stack.tags()).extracting(Tag::key).containsExactly("project");
        assertThat(cloud.events("sre-demo"))
                .extracting(StackEvent::clientRequestToken)
                .containsOnly("t-1");
        assertThat(cloud.client.listStackResources(r -> r.stackName("sre-demo")).stackResourceSummaries())
                .hasSize(25)
                .allSatisfy(resource ->
                        assertThat(resource.resourceStatusAsString()).isEqualTo("CREATE_COMPLETE"))
                .allSatisfy(
                        resource -> assertThat(resource.physicalResourceId()).isNotBlank());

        cloud.client.deleteStack(r -> r.stackName("sre-demo"));
        assertThat(cloud.waiter()
                        .waitUntilStackDeleteComplete(r -> r.stackName("sre-demo"))
                        .matched()
                        .exception())
                .isPresent();
        assertThatThrownBy(() -> cloud.stack("sre-demo")).hasMessageContaining("Stack with id sre-demo does not exist");
        assertThat(cloud.stack(id).stackStatusAsString()).isEqualTo("DELETE_COMPLETE");
        assertThat(cloud.stack(id).deletionTime()).isNotNull();
        assertThat(cloud.services.left()).isEmpty();
    }

    @Test
    void eventsTellTheStoryInTheOrderOfDependencies() {
        cloud.create("sre-demo", CloudFixture.classroomTemplate(), CloudFixture.classroomParameters());
        cloud.awaitStatus("sre-demo", "CREATE_COMPLETE");

        var story = cloud.story("sre-demo");
        assertThat(story).startsWith("sre-demo CREATE_IN_PROGRESS").endsWith("sre-demo CREATE_COMPLETE");
        assertThat(story)
                .containsSubsequence(
                        "Vpc CREATE_IN_PROGRESS",
                        "Vpc CREATE_IN_PROGRESS",
                        "Vpc CREATE_COMPLETE",
                        "Namespace CREATE_IN_PROGRESS",
                        "Namespace CREATE_COMPLETE",
                        "AppDiscovery CREATE_COMPLETE",
                        "AppService CREATE_IN_PROGRESS",
                        "AppService CREATE_COMPLETE");
        assertThat(story)
                .as("what waits for nothing begins at once")
                .containsSubsequence("Cluster CREATE_IN_PROGRESS", "Vpc CREATE_COMPLETE");
        var events = cloud.events("sre-demo");
        assertThat(events.getFirst().resourceStatusReason()).isEqualTo("User Initiated");
        assertThat(events.stream()
                        .filter(event -> event.logicalResourceId().equals("Vpc"))
                        .toList())
                .extracting(StackEvent::resourceStatusReason)
                .containsExactly(null, "Resource creation Initiated", null);
        assertThat(events).extracting(StackEvent::timestamp).isSorted();
        assertThat(events.toString()).as("the password is nowhere").doesNotContain("correct-horse-battery");
    }

    @Test
    void servicesAreCreatedByRequestsInTheirOwnShapes() {
        cloud.create("sre-demo", CloudFixture.classroomTemplate(), CloudFixture.classroomParameters());
        cloud.awaitStatus("sre-demo", "CREATE_COMPLETE");

        var namespace = cloud.services.last("CreatePrivateDnsNamespace").request();
        assertThat(namespace.at("/Properties/DnsProperties/SOA/TTL").isNumber()).isTrue();
        assertThat(namespace.at("/Properties/DnsProperties/SOA/TTL").intValue()).isEqualTo(7);
        assertThat(namespace.path("Vpc").asText()).startsWith("vpc-0");

        var task = cloud.services.calls.stream()
                .filter(call -> call.operation().equals("RegisterTaskDefinition"))
                .map(FakeServices.Call::request)
                .filter(request -> request.path("family").asText().equals("sre-demo-observability"))
                .findFirst()
                .orElseThrow();
        assertThat(task.path("cpu").isTextual()).isTrue();
        assertThat(task.at("/containerDefinitions/0/essential").isBoolean()).isTrue();
        assertThat(task.at("/containerDefinitions/1/portMappings/0/containerPort")
                        .intValue())
                .as("behind the gate, on the stack of a class on AWS")
                .isEqualTo(9091);
        assertThat(task.at("/containerDefinitions/1/dependsOn/0/condition").asText())
                .isEqualTo("SUCCESS");
        assertThat(task.at("/containerDefinitions/1/logConfiguration/options/awslogs-group")
                        .asText())
                .isEqualTo("/sre-demo/observability");
        var secret = task.path("containerDefinitions")
                .valueStream()
                .filter(container -> container.path("name").asText().equals("grafana"))
                .findFirst()
                .orElseThrow()
                .at("/secrets/0/valueFrom")
                .asText();
        assertThat(cloud.cloudFormation.secrets().ofContainer(secret)).isEqualTo("correct-horse-battery");

        var service = cloud.services.calls.stream()
                .filter(call -> call.operation().equals("CreateService"))
                .map(FakeServices.Call::request)
                .filter(request -> request.path("serviceName").asText().equals("sre-app-service"))
                .findFirst()
                .orElseThrow();
        assertThat(service.path("desiredCount").intValue()).isEqualTo(1);
        assertThat(service.path("enableECSManagedTags").booleanValue()).isTrue();
        assertThat(service.at("/deploymentConfiguration/deploymentCircuitBreaker/rollback")
                        .booleanValue())
                .isTrue();
        assertThat(service.at("/serviceRegistries/0/registryArn").asText()).startsWith("arn:srv-");
        assertThat(service.at("/tags/0/key").asText()).isEqualTo("owner");
        var subnet = service.at("/networkConfiguration/awsvpcConfiguration/subnets/0")
                .asText();
        var group = service.at("/networkConfiguration/awsvpcConfiguration/securityGroups/0")
                .asText();
        var network = cloud.cloudFormation.network();
        assertThat(network.subnet(subnet).orElseThrow().cidr()).hasToString("10.42.0.0/24");
        assertThat(network.subnet(subnet).orElseThrow().availabilityZone()).isEqualTo("eu-west-1a");
        assertThat(network.securityGroups().find(group).orElseThrow().rules(Direction.INGRESS))
                .hasSize(2)
                .allSatisfy(rule -> assertThat(rule.fromPort()).isEqualTo(5000));
    }

    @Test
    void autoStopAddsItsResources() {
        var parameters = CloudFixture.classroomParameters();
        parameters.put("AutoStopAt", "2031-01-31T18:00:00");
        cloud.create("sre-demo", CloudFixture.classroomTemplate(), parameters);
        cloud.awaitStatus("sre-demo", "CREATE_COMPLETE");

        assertThat(cloud.story("sre-demo"))
                .contains("AppAutoStop CREATE_COMPLETE", "ObservabilityAutoStop CREATE_COMPLETE");
    }

    @Test
    void rolesNeedTheirCapability() {
        assertThatThrownBy(() -> cloud.create(
                        "sre-demo",
                        CloudFixture.classroomTemplate(),
                        CloudFixture.classroomParameters(),
                        request -> request.capabilities(new Capability[0])))
                .isInstanceOf(InsufficientCapabilitiesException.class)
                .hasMessageContaining("Requires capabilities : [CAPABILITY_IAM]");
    }

    @Test
    void templateIsValidatedAndGivenBack() {
        var answer = cloud.client.validateTemplate(r -> r.templateBody(CloudFixture.classroomTemplate()));
        assertThat(answer.parameters()).hasSize(15);
        assertThat(answer.parameters())
                .filteredOn(parameter -> parameter.noEcho())
                .extracting(parameter -> parameter.parameterKey())
                .containsExactly("GrafanaAdminPassword");
        assertThat(answer.capabilitiesAsStrings()).containsExactly("CAPABILITY_IAM");
        assertThat(answer.capabilitiesReason())
                .isEqualTo("The following resource(s) require capabilities: [AWS::IAM::Role]");

        cloud.create("sre-demo", CloudFixture.classroomTemplate(), CloudFixture.classroomParameters());
        assertThat(cloud.client.getTemplate(r -> r.stackName("sre-demo")).templateBody())
                .isEqualTo(CloudFixture.classroomTemplate());
    }

    @Test
    void refusedParametersCreateNothing() {
        var parameters = CloudFixture.classroomParameters();
        parameters.put("AllowedCidr", "0.0.0.0/0");
        assertThat(cloud.refusal(CloudFixture.classroomTemplate(), parameters))
                .isEqualTo(
                        "Parameter AllowedCidr failed to satisfy constraint: must be an IPv4 CIDR with a prefix between /24 and"
                                + " /32; 0.0.0.0/0 is refused.");
        assertThat(cloud.refusal(CloudFixture.classroomTemplate(), Map.of("AllowedCidr", "203.0.113.7/32")))
                .isEqualTo(
                        "Parameters: [GrafanaAdminPassword, AppImage, PrometheusImage, GrafanaImage] must have values");
        assertThat(cloud.client.listStacks().stackSummaries()).isEmpty();
        assertThat(cloud.services.calls).isEmpty();
    }
}
