package dev.sloconsole.stack;

import static dev.sloconsole.stack.ScriptedEndpoint.json;
import static dev.sloconsole.stack.ScriptedEndpoint.jsonError;
import static dev.sloconsole.stack.ScriptedEndpoint.xml;
import static dev.sloconsole.stack.ScriptedEndpoint.xmlError;

import dev.sloconsole.stack.ScriptedEndpoint.Answer;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Answers in AWS's wire shapes for the stack of the lesson. */
final class AwsShapes {

    static final String ARN = "arn:aws:cloudformation:eu-west-1:000000000000:stack/sre-demo/";
    static final String ECS = "arn:aws:ecs:eu-west-1:000000000000:";

    private AwsShapes() {}

    static Answer caller() {
        return xml(
                "GetCallerIdentity",
                "<Account>000000000000</Account><Arn>arn:aws:iam::000000000000:user/someone" + "</Arn>");
    }

    static Answer noStack() {
        return xmlError(400, "ValidationError", "Stack with id sre-demo does not exist");
    }

    static Answer stack(String incarnation, String status) {
        var outputs = !status.equals("CREATE_COMPLETE")
                ? ""
                : "<Outputs><member><OutputKey>NamespaceId</OutputKey>"
                        + "<OutputValue>ns-1</OutputValue></member><member><OutputKey>ClusterName</OutputKey>"
                        + "<OutputValue>sre-demo</OutputValue></member></Outputs>";
        return xml(
                "DescribeStacks",
                "<Stacks><member><StackName>sre-demo</StackName><StackId>" + ARN + incarnation
                        + "</StackId><CreationTime>2026-01-02T03:04:05.678Z</CreationTime><StackStatus>" + status
                        + "</StackStatus>" + outputs + "</member></Stacks>");
    }

    /** The same with tags and parameters, as {@code key=value}. */
    static Answer stack(String incarnation, String status, List<String> tags, List<String> parameters) {
        return new Answer(
                200,
                "text/xml",
                stack(incarnation, status)
                        .body()
                        .replace(
                                "</StackStatus>",
                                "</StackStatus>" + pairs("Tags", "", tags)
                                        + pairs("Parameters", "Parameter", parameters)),
                false);
    }

    private static String pairs(String list, String prefix, List<String> pairs) {
        return pairs.stream()
                .map(pair -> pair.split("=", 2))
                .map(pair -> "<member><" + prefix + "Key>" + pair[0] + "</" + prefix + "Key><" + prefix + "Value>"
                        + pair[1] + "</" + prefix + "Value></member>")
                .collect(Collectors.joining("", "<" + list + ">", "</" + list + ">"));
    }

    /** Events as {@code id logicalId status}, the newest first, as AWS gives them. */
    static Answer events(String incarnation, String nextToken, String... newestFirst) {
        var members = Stream.of(newestFirst)
                .map(words -> words.split(" "))
                .map(part -> {
                    var own = part[1].equals("sre-demo");
                    return "<member><StackId>" + ARN + incarnation + "</StackId><EventId>" + part[0]
                            + "</EventId><StackName>sre-demo</StackName><LogicalResourceId>" + part[1]
                            + "</LogicalResourceId><PhysicalResourceId>" + (own ? ARN + incarnation : "phys-" + part[1])
                            + "</PhysicalResourceId><ResourceType>AWS::"
                            + (own ? "CloudFormation::Stack" : "EC2::" + part[1])
                            + "</ResourceType><Timestamp>2026-01-02T03:04:05.678Z</Timestamp><ResourceStatus>" + part[2]
                            + "</ResourceStatus></member>";
                })
                .collect(Collectors.joining());
        return xml(
                "DescribeStackEvents",
                "<StackEvents>" + members + "</StackEvents>"
                        + (nextToken.isEmpty() ? "" : "<NextToken>" + nextToken + "</NextToken>"));
    }

    static Answer services() {
        return json("{\"serviceArns\":[\"" + ECS + "service/sre-demo/sre-app-service\"]}");
    }

    static Answer service(int desired, int running, int pending) {
        return json("{\"failures\":[],\"services\":[{\"serviceName\":\"sre-app-service\",\"status\":\"ACTIVE\","
                + "\"desiredCount\":" + desired + ",\"runningCount\":" + running + ",\"pendingCount\":" + pending
                + ",\"events\":[{\"id\":\"e-2\",\"createdAt\":1767323046.1,\"message\":\"reached a steady state.\"},"
                + "{\"id\":\"e-1\",\"createdAt\":1767323045.1,\"message\":\"has started 1 tasks\"}]}]}");
    }

    static Answer taskArns(String... ids) {
        return json("{\"taskArns\":["
                + Stream.of(ids)
                        .map(id -> "\"" + ECS + "task/sre-demo/" + id + "\"")
                        .collect(Collectors.joining(",")) + "]}");
    }

    static String runningTask(String id, String address) {
        return task(id, "RUNNING", address, "");
    }

    static String stoppedTask(String id, String address) {
        return task(
                id,
                "STOPPED",
                address,
                ",\"stopCode\":\"EssentialContainerExited\","
                        + "\"stoppedReason\":\"Essential container in task exited\"");
    }

    private static String task(String id, String status, String address, String more) {
        return "{\"taskArn\":\"" + ECS + "task/sre-demo/" + id + "\",\"group\":\"service:sre-app-service\","
                + "\"lastStatus\":\"" + status + "\",\"desiredStatus\":\"" + status + "\",\"healthStatus\":\"UNKNOWN\","
                + "\"createdAt\":1767323045.678,\"attachments\":[{\"type\":\"ElasticNetworkInterface\",\"status\":"
                + "\"ATTACHED\",\"details\":[{\"name\":\"networkInterfaceId\",\"value\":\"eni-" + id + "\"},{\"name\":"
                + "\"privateIPv4Address\",\"value\":\"" + address + "\"}]}],\"containers\":[{\"name\":\"app\""
                + (status.equals("STOPPED") ? ",\"exitCode\":1" : "") + "}]" + more + "}";
    }

    static Answer tasks(String... tasks) {
        return json("{\"failures\":[],\"tasks\":[" + String.join(",", tasks) + "]}");
    }

    static Answer networkInterface(String publicAddress) {
        return new Answer(
                200,
                "text/xml",
                "<DescribeNetworkInterfacesResponse><networkInterfaceSet><item>"
                        + "<networkInterfaceId>eni</networkInterfaceId><association><publicIp>" + publicAddress
                        + "</publicIp></association></item></networkInterfaceSet></DescribeNetworkInterfacesResponse>",
                false);
    }

    static Answer discoveryServices() {
        return json("{\"Services\":[{\"Id\":\"srv-1\",\"Name\":\"sre-app-service\"}]}");
    }

    static Answer instance(String id, String address) {
        return json(
                "{\"Instances\":[{\"Id\":\"" + id + "\",\"Attributes\":{\"AWS_INSTANCE_IPV4\":\"" + address + "\"}}]}");
    }

    static Answer health(String id) {
        return json("{\"Status\":{\"" + id + "\":\"HEALTHY\"}}");
    }

    static Answer noCluster() {
        return jsonError(400, "ClusterNotFoundException", "Cluster not found.");
    }

    static Answer noRepository() {
        return jsonError(400, "RepositoryNotFoundException", "The repository does not exist");
    }

    static Answer image(String digest) {
        return json("{\"imageDetails\":[{\"imageDigest\":\"sha256:old\",\"imagePushedAt\":1767000000},"
                + "{\"imageDigest\":\"" + digest + "\",\"imagePushedAt\":1767323045}]}");
    }

    /** A whole stack with one running task. */
    static ScriptedEndpoint settled(ScriptedEndpoint endpoint) {
        return endpoint.on("sts.GetCallerIdentity", caller())
                .on("cfn.DescribeStacks", stack("one", "CREATE_COMPLETE"))
                .on(
                        "cfn.DescribeStackEvents",
                        events(
                                "one",
                                "",
                                "ev-3 sre-demo CREATE_COMPLETE",
                                "ev-2 Vpc CREATE_COMPLETE",
                                "ev-1 sre-demo CREATE_IN_PROGRESS"))
                .on("ecs.ListServices", services())
                .on("ecs.DescribeServices", service(1, 1, 0))
                .on("ecs.ListTasks", taskArns("t1"))
                .on("ecs.DescribeTasks", tasks(runningTask("t1", "10.42.0.11")))
                .on("ec2.DescribeNetworkInterfaces", networkInterface("203.0.113.11"))
                .on("sd.ListServices", discoveryServices())
                .on("sd.ListInstances", instance("t1", "10.42.0.11"))
                .on("sd.GetInstancesHealthStatus", health("t1"))
                .on("ecr.DescribeImages", image("sha256:abc"));
    }
}
