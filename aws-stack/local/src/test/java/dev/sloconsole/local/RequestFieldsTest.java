package dev.sloconsole.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sloconsole.local.cfn.CloudFormation;
import dev.sloconsole.local.cloudmap.CloudMap;
import dev.sloconsole.local.ecs.Ecs;
import dev.sloconsole.local.ground.Pace;
import dev.sloconsole.local.wire.AwsError;
import dev.sloconsole.local.wire.AwsService;
import dev.sloconsole.local.wire.RequestFields;
import dev.sloconsole.local.wire.RequestFields.Words;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;

/** The tables of request fields against the service models that the AWS SDK is made from. */
class RequestFieldsTest {

    private static final String MODELS = "software.amazon.awssdk.services.";
    private static final RequestFields ECS = RequestFields.beside(Ecs.class, Words.ECS);
    private static final RequestFields CLOUDFORMATION =
            RequestFields.beside(CloudFormation.class, Words.CLOUDFORMATION);

    @Test
    void everyFieldOfEveryOperationIsDecidedAndNoOtherIs(@TempDir Path folder) throws Exception {
        var differences = new ArrayList<String>();
        try (var cloud = LocalCloud.start(new LocalCloudConfig(0, Pace.FAST, "eu-west-1", List.of(), folder))) {
            for (var service : cloud.services()) {
                switch (service) {
                    case AwsService.JsonService(var prefix, var operations)
                    when prefix.equals(Ecs.TARGET_PREFIX) -> compare("ecs", ECS, operations.keySet(), differences);
                    case AwsService.JsonService(var prefix, var operations)
                    when prefix.equals(CloudMap.TARGET_PREFIX) ->
                        compare(
                                "servicediscovery",
                                RequestFields.beside(CloudMap.class, Words.CLOUD_MAP),
                                operations.keySet(),
                                differences);
                    case AwsService.QueryService(var version, var operations)
                    when version.equals("2010-05-15") ->
                        compare("cloudformation", CLOUDFORMATION, operations.keySet(), differences);
                    default -> {}
                }
            }
        }
        assertThat(differences).isEmpty();
    }

    private static void compare(
            String service, RequestFields table, Iterable<String> operations, List<String> differences)
            throws ReflectiveOperationException {
        for (var operation : operations) {
            var request = Class.forName(MODELS + service + ".model." + operation + "Request");
            compare(operation, builder(request), table.fields(operation), differences);
        }
    }

    private static SdkPojo builder(Class<?> model)
            throws NoSuchMethodException, InvocationTargetException, IllegalAccessException {
        return (SdkPojo) model.getMethod("builder").invoke(null);
    }

    private static void compare(String path, SdkPojo model, Object allowed, List<String> differences) {
        if (!(allowed instanceof Map<?, ?> fields)) {
            differences.add(path + " is a structure");
            return;
        }
        var names = new TreeSet<String>();
        for (var field : model.sdkFields()) {
            var name = field.locationName();
            names.add(name);
            var inner = fields.get(name);
            if (inner == null) {
                differences.add(path + "." + name + " is missing");
            } else if (!inner.equals("-")) {
                compareField(path + "." + name, field, inner, differences);
            }
        }
        fields.keySet().stream()
                .map(Object::toString)
                .filter(name -> !names.contains(name))
                .forEach(name -> differences.add(path + "." + name + " is no field"));
    }

    private static void compareField(String path, SdkField<?> field, Object allowed, List<String> differences) {
        var type = field.marshallingType();
        if (type == MarshallingType.LIST) {
            if (allowed instanceof List<?> items) {
                compareField(path, field.getTrait(ListTrait.class).memberFieldInfo(), items.getFirst(), differences);
            } else {
                differences.add(path + " is a list");
            }
        } else if (type == MarshallingType.SDK_POJO) {
            compare(path, field.constructor().get(), allowed, differences);
        } else {
            var fits = allowed instanceof String text
                    && switch (text) {
                        case "String" -> type == MarshallingType.STRING;
                        case "Integer" -> type == MarshallingType.INTEGER;
                        case "Long" -> type == MarshallingType.LONG;
                        case "Boolean" -> type == MarshallingType.BOOLEAN;
                        case "Map" -> type == MarshallingType.MAP;
                        default -> String.valueOf(allowed).contains("true") == (type == MarshallingType.BOOLEAN);
                    };
            if (!fits) {
                differences.add(path + " is " + type + " and not " + allowed);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            CreateService  | {"loadBalancers":[{"containerPort":80}]}            | has no loadBalancers in CreateService
            CreateService  | {"serviceConnectConfiguration":{"enabled":true}}    | serviceConnectConfiguration.enabled true
            CreateService  | {"deploymentController":{"type":"CODE_DEPLOY"}}     | deploymentController.type CODE_DEPLOY
            CreateService  | {"enableExecuteCommand":true}                       | has no enableExecuteCommand true
            UpdateService  | {"volumeConfigurations":[{"name":"x"}]}             | has no volumeConfigurations
            RunTask        | {"overrides":{"containerOverrides":[{"environmentFiles":[{"value":"x"}]}]}} | environmentFiles
            """)
    void whatAwsObeysAndTheLocalCloudDoesNotIsRefusedByName(String operation, String request, String words)
            throws IOException {
        assertThatThrownBy(() -> ECS.check(operation, json(request)))
                .hasMessageContaining(words)
                .hasMessageEndingWith("; on AWS this request is valid. Leave it out here.")
                .extracting(e -> ((AwsError) e).code())
                .isEqualTo("InvalidParameterException");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            CreateService  | {"desiredCount":"1"}        | STRING_VALUE can not be converted to an Integer
            CreateService  | {"desiredCount":3000000000} | NUMBER_VALUE can not be converted to an Integer
            CreateService  | {"serviceName":7}           | NUMBER_VALUE can not be converted to a String
            CreateService  | {"tags":{}}                 | Expected list or null
            CreateService  | {"networkConfiguration":[]} | Start of structure or map found where not expected.
            """)
    void whatHasAnotherTypeIsNoRequestAtAll(String operation, String request, String words) {
        assertThatThrownBy(() -> ECS.check(operation, json(request)))
                .hasMessage(words)
                .extracting(e -> ((AwsError) e).code())
                .isEqualTo("SerializationException");
    }

    @Test
    void aWordThatAwsDoesNotKnowEitherIsNotSaidToBeValidThere() {
        assertThatThrownBy(() -> ECS.check("CreateService", json("{\"schedulingStrategy\":\"SOMETIMES\"}")))
                .hasMessage("Invalid value for schedulingStrategy: SOMETIMES. It should be one of [REPLICA, DAEMON].");
        assertThatThrownBy(() ->
                        CLOUDFORMATION.checkForm("CreateStack", Map.of("Capabilities.member.1", "CAPABILITY_FLY")))
                .hasMessage("1 validation error detected: Value"
                        + " 'CAPABILITY_FLY' at 'capabilities' failed to satisfy constraint: Member must satisfy enum value set:"
                        + " [CAPABILITY_IAM, CAPABILITY_NAMED_IAM, CAPABILITY_AUTO_EXPAND]");
    }

    @Test
    void whatSaysNothingOrIsNoFieldOfAwsIsLetThrough() {
        assertThatCode(() -> {
                    ECS.check(
                            "CreateService",
                            json("{\"loadBalancers\":[],\"role\":\"\",\"serviceConnectConfiguration\":"
                                    + "{\"enabled\":false},\"volumeConfigurations\":null,\"noFieldOfAws\":1}"));
                    CLOUDFORMATION.checkForm("CreateStack", Map.of("NotificationARNs", "", ".", "x", "a..b", "y"));
                })
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "RoleARN,arn:aws:iam::000000000000:role/x",
        "NotificationARNs.member.1,arn:aws:sns:eu-west-1:1:t",
        "RollbackConfiguration.RollbackTriggers.member.1.Arn,arn:aws:cloudwatch:x",
        "StackPolicyBody,{}",
        "RollbackConfiguration.MonitoringTimeInMinutes,5",
        "RetainExceptOnCreate,true"
    })
    void formsAreCheckedToo(String field, String value) {
        assertThatThrownBy(() -> CLOUDFORMATION.checkForm("CreateStack", Map.of("StackName", "x", field, value)))
                .hasMessageStartingWith("The local cloud has no " + field.replaceAll("\\.member.*", ""))
                .extracting(e -> ((AwsError) e).code())
                .isEqualTo("ValidationError");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"tags":[{"key":"aws:x"}]}                            | Tag keys cannot start with 'aws:', which is reserved for AWS use: 'aws:x'.
            {"tags":[{"key":"AWS:x"}]}                            | Tag keys cannot start with 'aws:', which is reserved for AWS use: 'AWS:x'.
            {"tags":[{"key":"k"},{"key":"k","value":"2"}]}        | Duplicate tag key found: 'k'. Each key can be given once.
            {"tags":[{"value":"2"}]}                              | Tag keys must have between 1 and 128 characters; this one has 0.
            {"tags":[{"key":"k<"}]}                               | The tag 'k<' has characters that are not allowed.
            """)
    void tagsKeepToAwsRules(String request, String words) {
        assertThatThrownBy(() -> ECS.check("CreateService", json(request)))
                .hasMessageStartingWith(words)
                .extracting(e -> ((AwsError) e).code())
                .isEqualTo("InvalidParameterException");
    }

    @Test
    void fiftyTagsAreEnoughBesideThoseOfCloudFormation() throws IOException {
        var tags = new StringBuilder("{\"key\":\"aws:cloudformation:stack-name\",\"value\":\"demo\"}");
        for (int i = 0; i < 50; i++) {
            tags.append(",{\"key\":\"k").append(i).append("\"}");
        }
        ECS.check("CreateService", json("{\"tags\":[" + tags + "]}"));
        assertThatThrownBy(() -> ECS.check("CreateService", json("{\"tags\":[" + tags + ",{\"key\":\"z\"}]}")))
                .hasMessage("Tags cannot have more than 50 elements.");
        assertThatThrownBy(() -> CLOUDFORMATION.checkForm("CreateStack", Map.of("Tags.member.1.Key", "aws:x")))
                .hasMessageStartingWith("Tag keys cannot start with 'aws:'");
    }

    @ParameterizedTest
    @CsvSource({
        "CreateStack,DisableRollback,maybe,Member must be true or false",
        "CreateStack,TimeoutInMinutes,soon,Member must be a whole number",
        "ListStacks,StackStatusFilter.member.1,FINE,Member must satisfy enum value set"
    })
    void formsHaveTypesThoughAllIsText(String operation, String field, String value, String words) {
        assertThatThrownBy(() -> CLOUDFORMATION.checkForm(operation, Map.of(field, value)))
                .hasMessageContaining("Value '" + value + "' at '")
                .hasMessageContaining(words);
    }

    @Test
    void aFieldThatIsNullIsNotThere() throws Exception {
        var seen = new ArrayList<ObjectNode>();
        var checked = ECS.checking(Map.of("UpdateService", request -> {
            seen.add(request);
            return request;
        }));
        Objects.requireNonNull(checked.get("UpdateService"))
                .call(json("{\"service\":\"s\",\"desiredCount\":null,\"tags\":null,"
                        + "\"networkConfiguration\":{\"awsvpcConfiguration\":null}}"));
        assertThat(seen.getFirst().toString()).isEqualTo("{\"service\":\"s\",\"networkConfiguration\":{}}");
    }

    private static ObjectNode json(String text) throws IOException {
        return (ObjectNode) new ObjectMapper().readTree(text);
    }
}
