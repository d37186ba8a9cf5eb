package dev.sloconsole.local.cloudmap;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sloconsole.local.Goldens;
import dev.sloconsole.local.ground.Pace;
import dev.sloconsole.local.wire.SignedHttp;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.SdkHttpMethod;

/**
 * Every operation of Cloud Map and Route 53, request and answer, with ids and times masked. To accept a change: run with
 * {@code -Dgolden.write=true} and read the difference.
 */
class NamesGoldenTest {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private final CloudMapWorld world = new CloudMapWorld(Pace.CLASSROOM);
    private final SignedHttp http = world.http();
    /** From an id of this run to the word that stands for it in the files. */
    private final Map<String, String> words = new LinkedHashMap<>();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void answersAreAsWrittenDown() throws Exception {
        namespaces();
        services();
        instances();
        discovery();
        tags();
        route53();
        refusals();
        ends();
    }

    private void namespaces() throws Exception {
        var created = cloudMap(
                "CreatePrivateDnsNamespace",
                "{'Name':'sre.local','Vpc':'vpc-1','CreatorRequestId':'r1',"
                        + "'Description':'names of the lesson','Properties':{'DnsProperties':{'SOA':{'TTL':15}}}}");
        cloudMap("GetOperation-submitted", "{'OperationId':'" + operation(created) + "'}");
        world.settle();
        var done = cloudMap("GetOperation", "{'OperationId':'" + operation(created) + "'}");
        known("NAMESPACE", text(done, "/Operation/Targets/NAMESPACE"));
        var got = cloudMap("GetNamespace", "{'Id':'$NAMESPACE'}");
        known("ZONE", text(got, "/Namespace/Properties/DnsProperties/HostedZoneId"));
        known("NAMESPACE_ARN", text(got, "/Namespace/Arn"));
        cloudMap("ListNamespaces", "{'Filters':[{'Name':'TYPE','Values':['DNS_PRIVATE'],'Condition':'EQ'}]}");
        cloudMap(
                "UpdatePrivateDnsNamespace",
                "{'Id':'$NAMESPACE','UpdaterRequestId':'r2','Namespace':"
                        + "{'Description':'names of the class','Properties':{'DnsProperties':{'SOA':{'TTL':7}}}}}");
        cloudMap("CreateHttpNamespace", "{'Name':'api','CreatorRequestId':'r3'}");
        world.settle();
        known(
                "HTTP_NAMESPACE",
                world.client.listNamespaces().namespaces().stream()
                        .filter(n -> n.typeAsString().equals("HTTP"))
                        .findFirst()
                        .orElseThrow()
                        .id());
        cloudMap(
                "UpdateHttpNamespace",
                "{'Id':'$HTTP_NAMESPACE','UpdaterRequestId':'r4','Namespace':" + "{'Description':'no names'}}");
        world.settle();
    }

    private void services() throws Exception {
        var created = cloudMap(
                "CreateService",
                "{'Name':'app','NamespaceId':'$NAMESPACE','CreatorRequestId':'s1',"
                        + "'Description':'the app','DnsConfig':{'DnsRecords':[{'Type':'A','TTL':10},{'Type':'SRV','TTL':10}]},"
                        + "'HealthCheckCustomConfig':{'FailureThreshold':1},'Tags':[{'Key':'lesson','Value':'slo'}]}");
        known("SERVICE", text(created, "/Service/Id"));
        known("SERVICE_ARN", text(created, "/Service/Arn"));
        cloudMap("GetService", "{'Id':'$SERVICE'}");
        cloudMap("ListServices", "{'Filters':[{'Name':'NAMESPACE_ID','Values':['$NAMESPACE'],'Condition':'EQ'}]}");
        cloudMap(
                "UpdateService",
                "{'Id':'$SERVICE','Service':{'Description':'the app','DnsConfig':{'DnsRecords':"
                        + "[{'Type':'A','TTL':5},{'Type':'SRV','TTL':5}]}}}");
        world.settle();
    }

    private void instances() throws Exception {
        cloudMap(
                "RegisterInstance",
                "{'ServiceId':'$SERVICE','InstanceId':'task-1','CreatorRequestId':'i1',"
                        + "'Attributes':{'AWS_INSTANCE_IPV4':'10.42.0.4','AWS_INSTANCE_PORT':'5000',"
                        + "'AWS_INIT_HEALTH_STATUS':'HEALTHY','AVAILABILITY_ZONE':'eu-west-1a','REGION':'eu-west-1',"
                        + "'ECS_CLUSTER_NAME':'sre-demo','ECS_SERVICE_NAME':'app','ECS_TASK_DEFINITION_FAMILY':'app'}}");
        world.settle();
        cloudMap("GetInstance", "{'ServiceId':'$SERVICE','InstanceId':'task-1'}");
        cloudMap("ListInstances", "{'ServiceId':'$SERVICE','MaxResults':10}");
        cloudMap(
                "UpdateInstanceCustomHealthStatus",
                "{'ServiceId':'$SERVICE','InstanceId':'task-1','Status':'UNHEALTHY'}");
        world.settle();
        cloudMap("GetInstancesHealthStatus", "{'ServiceId':'$SERVICE','Instances':['task-1']}");
    }

    private void discovery() throws Exception {
        cloudMap(
                "DiscoverInstances",
                "{'NamespaceName':'sre.local','ServiceName':'app','HealthStatus':'ALL'," + "'MaxResults':10}");
        cloudMap("DiscoverInstancesRevision", "{'NamespaceName':'sre.local','ServiceName':'app'}");
        cloudMap(
                "ListOperations",
                "{'Filters':[{'Name':'SERVICE_ID','Values':['$SERVICE']},"
                        + "{'Name':'TYPE','Values':['REGISTER_INSTANCE']}]}");
    }

    private void tags() throws Exception {
        cloudMap("TagResource", "{'ResourceARN':'$SERVICE_ARN','Tags':[{'Key':'owner','Value':'me'}]}");
        cloudMap("ListTagsForResource", "{'ResourceARN':'$SERVICE_ARN'}");
        cloudMap("UntagResource", "{'ResourceARN':'$SERVICE_ARN','TagKeys':['owner']}");
    }

    private void route53() throws Exception {
        route53("ListHostedZones", "/2013-04-01/hostedzone");
        route53("ListHostedZonesByName", "/2013-04-01/hostedzonesbyname?dnsname=sre.local&maxitems=1");
        route53("ListHostedZonesByVPC", "/2013-04-01/hostedzonesbyvpc?vpcid=vpc-1&vpcregion=eu-west-1");
        route53("GetHostedZone", "/2013-04-01/hostedzone/$ZONE");
        route53("ListResourceRecordSets", "/2013-04-01/hostedzone/$ZONE/rrset");
        route53(
                "ListResourceRecordSets-page",
                "/2013-04-01/hostedzone/$ZONE/rrset?identifier=task-1&maxitems=1&name=app.sre.local&type=A");
        route53(
                "ChangeResourceRecordSets",
                SdkHttpMethod.POST,
                "/2013-04-01/hostedzone/$ZONE/rrset/",
                "<ChangeResourceRecordSetsRequest xmlns=\"https://route53.amazonaws.com/doc/2013-04-01/\"><ChangeBatch>"
                        + "<Changes/></ChangeBatch></ChangeResourceRecordSetsRequest>");
        route53("DeleteHostedZone", SdkHttpMethod.DELETE, "/2013-04-01/hostedzone/$ZONE", "");
        route53("unknown-zone", "/2013-04-01/hostedzone/Z-NOBODY");
        route53("unknown-operation", "/2013-04-01/healthcheck");
    }

    private void refusals() throws Exception {
        cloudMap("unknown-namespace", "GetNamespace", "{'Id':'ns-nobody'}");
        cloudMap("missing-field", "GetService", "{}");
        cloudMap("name-that-is-no-name", "CreatePrivateDnsNamespace", "{'Name':'a..b','Vpc':'vpc-1'}");
        cloudMap("namespace-that-exists", "CreatePrivateDnsNamespace", "{'Name':'sre.local','Vpc':'vpc-2'}");
        cloudMap("service-that-exists", "CreateService", "{'Name':'app','NamespaceId':'$NAMESPACE'}");
        cloudMap("namespace-in-use", "DeleteNamespace", "{'Id':'$NAMESPACE'}");
        cloudMap("service-in-use", "DeleteService", "{'Id':'$SERVICE'}");
        cloudMap(
                "RegisterInstance",
                "{'ServiceId':'$SERVICE','InstanceId':'task-2','Attributes':"
                        + "{'AWS_INSTANCE_IPV4':'10.42.0.5','AWS_INSTANCE_PORT':'5000'}}",
                "operation-in-progress",
                "RegisterInstance");
    }

    private void ends() throws Exception {
        world.settle();
        world.client.deregisterInstance(r -> r.serviceId(word("SERVICE")).instanceId("task-2"));
        cloudMap("DeregisterInstance", "{'ServiceId':'$SERVICE','InstanceId':'task-1'}");
        world.settle();
        cloudMap("DeleteService", "{'Id':'$SERVICE'}");
        cloudMap("DeleteNamespace", "{'Id':'$NAMESPACE'}");
    }

    /** The same request twice, of which the second is written down. */
    private void cloudMap(String first, String request, String name, String operation) throws Exception {
        http.json(CloudMap.TARGET_PREFIX + "." + first, real(request).replace('\'', '"'));
        cloudMap(name, operation, request);
    }

    private String cloudMap(String name, String request) throws Exception {
        return cloudMap(name, name.replaceAll("-.*", ""), request);
    }

    private String cloudMap(String name, String operation, String request) throws Exception {
        var json = request.replace('\'', '"');
        var answer = http.json(CloudMap.TARGET_PREFIX + "." + operation, real(json));
        var body = MAPPER.readTree(answer.body());
        golden(
                "cloudmap",
                name,
                "X-Amz-Target: " + CloudMap.TARGET_PREFIX + "." + operation + "\n" + json,
                answer.statusCode() + "\n" + body.toPrettyString());
        return answer.body();
    }

    private void route53(String name, String path) throws Exception {
        route53(name, SdkHttpMethod.GET, path, "");
    }

    private void route53(String name, SdkHttpMethod method, String path, String body) throws Exception {
        var answer = http.rest(method, real(path), body);
        golden(
                "route53",
                name,
                (method + " " + path + "\n" + body).strip(),
                answer.statusCode() + "\n" + answer.body().replace("><", ">\n<"));
    }

    private void golden(String folder, String name, String request, String answer) throws Exception {
        var text = masked(request) + "\n----\n" + masked(answer) + "\n";
        Goldens.in(folder + "/golden").check(name, text);
    }

    private void known(String word, String id) {
        words.put(id, word);
    }

    private String word(String word) {
        return real("$" + word);
    }

    private String real(String text) {
        for (var entry : words.entrySet().stream()
                .sorted((a, b) -> b.getValue().length() - a.getValue().length())
                .toList()) {
            text = text.replace("$" + entry.getValue(), entry.getKey());
        }
        return text;
    }

    private String masked(String text) {
        for (var entry : words.entrySet().stream()
                .sorted((a, b) -> b.getKey().length() - a.getKey().length())
                .toList()) {
            text = text.replace(entry.getKey(), "$" + entry.getValue());
        }
        return text.replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "UUID")
                .replaceAll("[a-z2-7]{32}-[0-9a-z]{8}", "OPERATION")
                .replaceAll("ns-[a-z2-7]{16}", "ns-ID")
                .replaceAll("srv-[a-z2-7]{16}", "srv-ID")
                .replaceAll("\"Z0[A-Z0-9]{19}\"", "\"ZONE\"");
    }

    private static String operation(String answer) throws Exception {
        return text(answer, "/OperationId");
    }

    private static String text(String answer, String pointer) throws Exception {
        return MAPPER.readTree(answer).at(pointer).asText();
    }
}
