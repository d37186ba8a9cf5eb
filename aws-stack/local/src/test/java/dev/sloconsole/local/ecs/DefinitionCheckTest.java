package dev.sloconsole.local.ecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sloconsole.local.ground.Pace;
import dev.sloconsole.local.wire.AwsError;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Task definitions that AWS refuses, each a valid one with one thing changed, and what AWS's documentation limits. */
class DefinitionCheckTest {

    private EcsWorld world;

    @BeforeEach
    void openWorld(@TempDir Path folder) throws IOException {
        world = new EcsWorld(folder, Pace.FAST, Map.of());
    }

    @AfterEach
    void closeWorld() throws IOException {
        world.close();
    }

    /** A valid definition for Fargate, with members of the task and of its first container put in or replaced. */
    private JsonNode register(String task, String container, String others) {
        var whole = "'family':'app','cpu':'256','memory':'512','networkMode':'awsvpc',"
                + "'requiresCompatibilities':['FARGATE'],'executionRoleArn':'arn:aws:iam::000000000000:role/x',"
                + "'containerDefinitions':[{" + merged("'name':'app','image':'app'", container) + "}" + others + "]";
        return world.ecs("RegisterTaskDefinition", "{" + merged(whole, task) + "}")
                .path("taskDefinition");
    }

    /** Members of which later ones win, since a JSON tree keeps the last of two with one name. */
    private static String merged(String members, String more) {
        return more.isEmpty() ? members : members + "," + more;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            'name':'a b'                              | Container.name contains invalid characters.
            'image':''                                | Container.image should not be null or empty.
            'image':'my app'                          | Container.image contains invalid characters.
            'essential':false                         | At least one container must be marked as essential.
            'portMappings':[{}]                       | Invalid 'containerPort' setting for container 'app'.
            'portMappings':[{'containerPort':65536}]  | Invalid 'containerPort' setting for container 'app'.
            'portMappings':[{'containerPort':80,'hostPort':8080}] | When networkMode=awsvpc, the host ports and container ports in port mappings must match.
            'portMappings':[{'containerPort':80},{'containerPort':80}] | Container port 80 is mapped more than once.
            'environment':[{'name':'','value':'x'}]   | The name of a variable must not be empty or contain '='.
            'secrets':[{'name':'A'}]                  | The secret 'A' has no 'valueFrom'.
            'secrets':[{'name':'A','valueFrom':'arn:aws:s3:::bucket'}] | The 'valueFrom' of 'A' is no ARN of a secret
            'secrets':[{'name':'A','valueFrom':'arn:aws:secretsmanager:eu-west-1:000000000000:secret:x:k:AWSCURRENT:id:more'}] | is no ARN of a secret
            'portMappings':[{'containerPort':80,'name':'A B'}]       | A port's name can have up to 64 lower-case letters
            'portMappings':[{'containerPort':80,'appProtocol':'http'}] | A port with an 'appProtocol' needs a 'name'.
            'ulimits':[{'name':'nofile','softLimit':-5,'hardLimit':2}] | The 'softLimit' of 'nofile' is out of its range: -5.
            'ulimits':[{'name':'nofile','softLimit':5,'hardLimit':2000000}] | The 'hardLimit' of 'nofile' is out of its range: 2000000.
            'logConfiguration':{'logDriver':'awslogs','options':{'awslogs-region':'r','awslogs-group':'g','awslogs-endpoint':'x'}} | Log driver awslogs disallows options: awslogs-endpoint
            'logConfiguration':{'logDriver':'awslogs','options':{'awslogs-region':'r','awslogs-group':'g','mode':'sometimes'}} | Invalid 'mode' setting for container 'app': 'sometimes'.
            'logConfiguration':{'logDriver':'awslogs','options':{'awslogs-region':'r','awslogs-group':'g','awslogs-multiline-pattern':'^x'}} | The local cloud has no log option awslogs-multiline-pattern
            'secrets':[{'name':'A','valueFrom':'/param'}] | The local cloud has no Parameter Store
            'environment':[{'name':'A','value':'x'}],'secrets':[{'name':'A','valueFrom':'arn:aws:secretsmanager:eu-west-1:000000000000:secret:x'}] | The secret name must be unique and not shared with any new or existing environment variables set on the container, such as 'A'.
            'healthCheck':{'command':[]}              | It must begin with CMD, CMD-SHELL or NONE.
            'healthCheck':{'command':['CMD']}         | There is no command after CMD.
            'healthCheck':{'command':['CMD','x'],'interval':4}    | Invalid 'healthCheck.interval' setting for container 'app'. It must be between 5 and 300.
            'healthCheck':{'command':['CMD','x'],'interval':301}  | It must be between 5 and 300.
            'healthCheck':{'command':['CMD','x'],'timeout':1}     | It must be between 2 and 60.
            'healthCheck':{'command':['CMD','x'],'retries':0}     | It must be between 1 and 10.
            'healthCheck':{'command':['CMD','x'],'startPeriod':301} | It must be between 0 and 300.
            'ulimits':[{'name':'files','softLimit':1,'hardLimit':2}]  | There is no limit 'files'.
            'ulimits':[{'name':'nofile','softLimit':3,'hardLimit':2}] | must not be greater than its 'hardLimit'.
            'ulimits':[{'name':'nproc','softLimit':1,'hardLimit':2}]  | Fargate compatible task definitions do not support ulimits other than nofile
            'logConfiguration':{'logDriver':'awslogs'} | Log driver awslogs requires options: awslogs-region, awslogs-group
            'logConfiguration':{'logDriver':'awslogs','options':{'awslogs-region':'r','awslogs-group':'g'}} | requires options: awslogs-stream-prefix
            'logConfiguration':{'logDriver':'splunk'}  | The local cloud has no log driver splunk
            'logConfiguration':{'logDriver':'syslog'}  | Fargate compatible task definitions do not support log driver syslog
            'logConfiguration':{'logDriver':'paper'}   | There is no log driver 'paper'.
            'dependsOn':[{'containerName':'nope','condition':'START'}] | Cannot depend on container + 'nope' because it does not exist
            'dependsOn':[{'containerName':'app','condition':'START'}]  | Container dependencies should not have a cycle
            'dependsOn':[{'containerName':'app','condition':'DONE'}]   | Invalid container dependency condition: DONE
            'mountPoints':[{'sourceVolume':'v','containerPath':'/v'}]  | Unknown volume 'v'.
            'cpu':512                                  | The sum of all container 'cpu' values cannot be greater than the value of the task 'cpu'.
            'memory':1024                              | It must not be greater than the value of the task 'memory'.
            'memory':5                                 | It must be at least 6.
            'memory':100,'memoryReservation':200       | It must not be greater than 'memory'.
            'memoryReservation':600                    | The sum of all container 'memoryReservation' values cannot be greater than the value of the task 'memory'.
            'links':['db']                             | Links are not supported when networkMode=awsvpc.
            'hostname':'me'                            | Hostname is not supported when networkMode=awsvpc.
            'extraHosts':[{'hostname':'a','ipAddress':'1.2.3.4'}] | Extra hosts are not supported when networkMode=awsvpc.
            'privileged':true                          | Fargate compatible task definitions do not support privileged
            'linuxParameters':{'tmpfs':[{'containerPath':'/t','size':1}]} | Fargate compatible task definitions do not support tmpfs
            'linuxParameters':{'capabilities':{'add':['NET_ADMIN']}} | other than SYS_PTRACE
            'stopTimeout':121                          | On Fargate it must not be greater than 120.
            """)
    void aContainerThatAwsRefuses(String container, String words) {
        assertThatThrownBy(() -> register("", container, ""))
                .isInstanceOf(AwsError.class)
                .hasMessageContaining(words)
                .extracting(e -> ((AwsError) e).code())
                .isEqualTo("ClientException");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            'family':''                     | Family should not be null or empty.
            'family':'a.b'                  | Family contains invalid characters.
            'networkMode':'bridge'          | Fargate only supports network mode ‘awsvpc’.
            'cpu':''                        | Fargate requires that 'cpu' be defined at the task level.
            'cpu':'lots'                    | Invalid 'cpu' setting for task.
            'cpu':'300'                     | No Fargate configuration exists for given values: 300 CPU, 512 memory.
            'memory':'4096'                 | No Fargate configuration exists for given values: 256 CPU, 4096 memory.
            'executionRoleArn':'','containerDefinitions':[{'name':'app','image':'app','secrets':[{'name':'A','valueFrom':'arn:aws:secretsmanager:eu-west-1:000000000000:secret:x'}]}] | When you are specifying container secrets, you must also specify a value for 'executionRoleArn'.
            'taskRoleArn':'arn:aws:iam::1:role/x' | Role is not valid: 'arn:aws:iam::1:role/x' as 'taskRoleArn'.
            'tags':[{'key':'aws:x','value':'1'}]  | Tag keys cannot start with 'aws:'
            'ephemeralStorage':{'sizeInGiB':20}  | It must be between 21 and 200.
            'ephemeralStorage':{'sizeInGiB':201} | It must be between 21 and 200.
            'volumes':[{'name':'v','host':{'sourcePath':'/'}}] | Fargate compatible task definitions do not support sourcePath
            'volumes':[{'name':'v'},{'name':'v'}] | Volume names should be unique: v.
            'volumes':[{}]                  | Volume name contains invalid characters or is empty: ''.
            'placementConstraints':[{'type':'memberOf','expression':'x'}] | Fargate compatible task definitions do not support placementConstraints
            'runtimePlatform':{'operatingSystemFamily':'WINDOWS_SERVER_2022_CORE'} | on AWS this task definition is valid.
            'runtimePlatform':{'operatingSystemFamily':'BEOS'} | Invalid 'operatingSystemFamily' setting for task: BEOS.
            """)
    void aTaskThatAwsRefuses(String task, String words) {
        assertThatThrownBy(() -> register(task, "", ""))
                .isInstanceOf(AwsError.class)
                .hasMessageContaining(words)
                .extracting(e -> ((AwsError) e).code())
                .isEqualTo(words.startsWith("Tag") ? "InvalidParameterException" : "ClientException");
    }

    @Test
    void sizesAreDescribedInUnitsAndMebibytesHoweverTheyWereWritten() {
        var described = register("'cpu':'.25 vCPU','memory':'0.5GB'", "", "");
        assertThat(described.path("cpu").asText()).isEqualTo("256");
        assertThat(described.path("memory").asText()).isEqualTo("512");
    }

    @Test
    void containersMustGetAlong() {
        assertThatThrownBy(() -> register("", "", ",{'name':'app','image':'x'}"))
                .hasMessage("Container names should be unique: app.");
        assertThatThrownBy(() -> register(
                        "",
                        "'portMappings':[{'containerPort':80}]",
                        ",{'name':'b','image':'x','portMappings':[{'containerPort':80}]}"))
                .hasMessageContaining("container port 80 can be mapped by one container only.");
        assertThatThrownBy(() -> register(
                        "", "'dependsOn':[{'containerName':'b','condition':'SUCCESS'}]", ",{'name':'b','image':'x'}"))
                .hasMessage("A dependency container with SUCCESS or COMPLETE condition"
                        + " cannot be an essential container");
        assertThatThrownBy(() -> register(
                        "",
                        "'dependsOn':[{'containerName':'b','condition':'START'}]",
                        ",{'name':'b','image':'x','dependsOn':[{'containerName':'app','condition':'START'}]}"))
                .hasMessage("Container dependencies should not have a cycle");
    }

    @Test
    void whatIsNotForFargateMayBeRegisteredForOthersAndSaysSo() {
        var definition = world.ecs(
                        "RegisterTaskDefinition",
                        "{'family':'ec2','containerDefinitions':[{'name':'app',"
                                + "'image':'app','memory':128,'privileged':true,'links':[],'portMappings':[{'containerPort':80,"
                                + "'hostPort':8080}]}]}")
                .path("taskDefinition");
        assertThat(definition.path("compatibilities")).hasSize(1);
        assertThat(definition.path("compatibilities").path(0).asText()).isEqualTo("EC2");
        assertThatThrownBy(() -> world.ecs(
                        "RegisterTaskDefinition",
                        "{'family':'ec2','containerDefinitions':" + "[{'name':'app','image':'app'}]}"))
                .hasMessage("Invalid setting for container 'app'. At least one of"
                        + " 'memory' or 'memoryReservation' must be specified.");
    }

    @Test
    void whatIsNotSaidIsDescribedWithAwsDefaults() {
        register(
                "'volumes':[{'name':'v'}]",
                "'portMappings':[{'containerPort':80}],'healthCheck':{'command':"
                        + "['CMD','x']},'logConfiguration':{'logDriver':'awslogs','options':{'awslogs-region':'r',"
                        + "'awslogs-group':'g','awslogs-stream-prefix':'p'}}",
                "");
        var shown =
                world.ecs("DescribeTaskDefinition", "{'taskDefinition':'app'}").path("taskDefinition");
        var container = shown.path("containerDefinitions").path(0);
        assertThat(container.path("cpu").asInt(-1)).isZero();
        assertThat(container.path("essential").asBoolean()).isTrue();
        for (var list : new String[] {"environment", "mountPoints", "volumesFrom", "systemControls"}) {
            assertThat(container.path(list).isArray()).as(list).isTrue();
        }
        assertThat(container.path("portMappings").path(0).toString())
                .isEqualTo("{\"containerPort\":80,\"hostPort\":80,\"protocol\":\"tcp\"}");
        assertThat(container.path("healthCheck").toString())
                .isEqualTo("{\"command\":[\"CMD\",\"x\"],\"interval\":30,\"timeout\":5,\"retries\":3}");
        assertThat(container.path("logConfiguration").path("secretOptions").isArray())
                .isTrue();
        assertThat(shown.path("volumes").toString()).isEqualTo("[{\"name\":\"v\",\"host\":{}}]");
        assertThat(shown.path("placementConstraints").isArray()).isTrue();
        assertThat(shown.path("requiresAttributes").findValuesAsText("name"))
                .contains(
                        "ecs.capability.task-eni",
                        "com.amazonaws.ecs.capability.logging-driver.awslogs",
                        "ecs.capability.container-health-check");
        assertThat(shown.path("compatibilities").toString()).isEqualTo("[\"EC2\",\"FARGATE\"]");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            'placementStrategy':[{'type':'random'}] | Placement strategies are not supported with FARGATE launch type.
            'placementConstraints':[{'type':'distinctInstance'}] | Placement constraints are not supported with FARGATE launch type.
            'schedulingStrategy':'DAEMON'           | The DAEMON scheduling strategy is not supported with FARGATE launch type.
            'healthCheckGracePeriodSeconds':30      | Health check grace period is only valid for services configured to use load balancers
            'platformVersion':'2.0.0'               | The specified platform version does not exist.
            'loadBalancers':[{'targetGroupArn':'a','containerName':'app','containerPort':80}] | The local cloud has no loadBalancers in CreateService
            """)
    void aServiceThatAwsRefusesOrTheLocalCloudCannotObey(String service, String words) {
        world.ecs("CreateCluster", "{'clusterName':'demo'}");
        register("", "", "");
        assertThatThrownBy(() -> world.ecs(
                        "CreateService",
                        "{'cluster':'demo','serviceName':'s','taskDefinition':"
                                + "'app','launchType':'FARGATE','desiredCount':0" + EcsWorld.NETWORK + "," + service
                                + "}"))
                .isInstanceOf(AwsError.class)
                .hasMessageContaining(words);
        assertThat(world.ecs("ListServices", "{'cluster':'demo'}").path("serviceArns"))
                .isEmpty();
    }
}
