package dev.sloconsole.local.cfn.resource;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sloconsole.local.cfn.resource.ResourceSchema.Recreation;
import org.junit.jupiter.api.Test;

class ResourceSchemaTest {

    private static final ResourceSchema TASK = ResourceSchema.of("AWS::ECS::TaskDefinition");
    private static final ResourceSchema SERVICE = ResourceSchema.of("AWS::ECS::Service");

    private static ObjectNode json(String text) {
        try {
            return (ObjectNode) new ObjectMapper().readTree(text.replace('\'', '"'));
        } catch (JacksonException e) {
            throw new AssertionError(e);
        }
    }

    private static String problem(ResourceSchema schema, String properties) {
        return schema.problem("X", json(properties)).orElse("none");
    }

    @Test
    void unknownAndMissingKeysAreFoundWhereTheyAre() {
        assertThat(problem(TASK, "{'ContainerDefinitions': [{'Name': 'a', 'Foo': 1}], 'Bar': 2}"))
                .isEqualTo("""
                Properties validation failed for resource X with message:
                #: extraneous key [Bar] is not permitted
                #/ContainerDefinitions/0: required key [Image] not found
                #/ContainerDefinitions/0: extraneous key [Foo] is not permitted""");
    }

    @Test
    void wrongTypesAreNamed() {
        assertThat(problem(
                        SERVICE,
                        "{'DesiredCount': 'many', 'ServiceRegistries': {}, 'PropagateTags': 'NO',"
                                + " 'Cluster': ['a'], 'EnableExecuteCommand': 'perhaps', 'NetworkConfiguration': 3}"))
                .isEqualTo("""
                Properties validation failed for resource X with message:
                #/DesiredCount: expected type: Integer, found: String
                #/ServiceRegistries: expected type: JSONArray, found: JSONObject
                #/PropagateTags: NO is not a valid enum value
                #/Cluster: expected type: String, found: JSONArray
                #/EnableExecuteCommand: expected type: Boolean, found: String
                #/NetworkConfiguration: expected type: JSONObject, found: Integer""");
    }

    @Test
    void textThatReadsAsTheTypeIsTheType() {
        var properties = json("{'DesiredCount': '3', 'EnableECSManagedTags': 'true', 'ServiceName': 5}");
        assertThat(SERVICE.problem("X", properties)).isEmpty();
        assertThat(SERVICE.camelCase(properties))
                .hasToString("{\"desiredCount\":3,\"enableECSManagedTags\":true,\"serviceName\":\"5\"}");
    }

    @Test
    void keysOfMapsAreTheUsersOwn() {
        assertThat(TASK.camelCase(json("{'Cpu': 256, 'ContainerDefinitions': [{'Name': 'a', 'Image': 'b', 'Cpu': '10',"
                        + " 'DockerLabels': {'My.Label': 1}}]}")))
                .hasToString("{\"cpu\":\"256\",\"containerDefinitions\":"
                        + "[{\"name\":\"a\",\"image\":\"b\",\"cpu\":10,\"dockerLabels\":{\"My.Label\":\"1\"}}]}");
    }

    @Test
    void whatNeedsAReplacementIsAsInTheResourceReference() {
        assertThat(SERVICE.recreation("ServiceName")).isEqualTo(Recreation.ALWAYS);
        assertThat(SERVICE.recreation("LaunchType")).isEqualTo(Recreation.CONDITIONALLY);
        assertThat(SERVICE.recreation("TaskDefinition")).isEqualTo(Recreation.NEVER);
        assertThat(TASK.recreation("ContainerDefinitions")).isEqualTo(Recreation.ALWAYS);
        assertThat(TASK.recreation("Tags")).isEqualTo(Recreation.NEVER);
    }
}
