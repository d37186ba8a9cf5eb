package dev.sloconsole.local.route53;

import dev.sloconsole.local.route53.RecordSet.Routing;
import dev.sloconsole.local.wire.AwsError;
import dev.sloconsole.local.wire.AwsService.RestRoute;
import dev.sloconsole.local.wire.AwsService.RestXmlService;
import dev.sloconsole.local.wire.RestRequest;
import dev.sloconsole.local.wire.Xml;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Route 53, read only: the private hosted zones of Cloud Map's namespaces. What would change one is refused, as AWS
 * refuses it. Runs on the local-cloud thread.
 */
public final class Route53 {

    private static final String NAMESPACE = "https://route53.amazonaws.com/doc/2013-04-01/";
    private static final String ZONES = "/2013-04-01/hostedzone";
    private static final String ZONE = ZONES + "/{Id}";
    private static final int MOST_ZONES = 100;
    private static final int MOST_RECORDS = 300;

    private final Supplier<List<HostedZone>> zones;

    public Route53(Supplier<List<HostedZone>> zones) {
        this.zones = zones;
    }

    public RestXmlService service() {
        return new RestXmlService(List.of(
                new RestRoute("GET", ZONES, this::listHostedZones),
                new RestRoute("GET", ZONE, this::getHostedZone),
                new RestRoute("DELETE", ZONE, this::refuseChange),
                new RestRoute("GET", ZONE + "/rrset", this::listResourceRecordSets),
                new RestRoute("POST", ZONE + "/rrset", this::refuseChange),
                new RestRoute("GET", "/2013-04-01/hostedzonesbyname", this::listHostedZonesByName),
                new RestRoute("GET", "/2013-04-01/hostedzonesbyvpc", this::listHostedZonesByVpc)));
    }

    // ---- zones

    private String listHostedZones(RestRequest request) {
        int most = maxItems(request, MOST_ZONES);
        var marker = request.text("marker");
        if (request.text("hostedzonetype")
                .filter(type -> !type.equals("PrivateHostedZone"))
                .isPresent()) {
            throw new AwsError("InvalidInput", "HostedZoneType must be PrivateHostedZone.");
        }
        var rest = zones.get().stream()
                .sorted(Comparator.comparing(HostedZone::id))
                .filter(zone -> marker.isEmpty() || zone.id().compareTo(marker.get()) >= 0)
                .toList();
        return Xml.document(
                "ListHostedZonesResponse",
                NAMESPACE,
                xml -> xml.list(
                                "HostedZones",
                                "HostedZone",
                                rest.subList(0, Math.min(most, rest.size())),
                                Route53::describe)
                        .text("Marker", marker)
                        .text("IsTruncated", rest.size() > most)
                        .text(
                                "NextMarker",
                                rest.size() > most ? Optional.of(rest.get(most).id()) : Optional.empty())
                        .text("MaxItems", Integer.toString(most)));
    }

    private String listHostedZonesByName(RestRequest request) {
        int most = maxItems(request, MOST_ZONES);
        var name = request.text("dnsname");
        var id = request.text("hostedzoneid");
        if (name.isEmpty() && id.isPresent()) {
            throw new AwsError("InvalidInput", "HostedZoneId can be given together with DNSName only.");
        }
        var start = RecordSet.sortKey(name.orElse("")) + " " + id.orElse("");
        var rest = zones.get().stream()
                .sorted(Comparator.comparing(Route53::byName))
                .filter(zone -> name.isEmpty() || byName(zone).compareTo(start) >= 0)
                .toList();
        var next = rest.stream().skip(most).findFirst();
        return Xml.document(
                "ListHostedZonesByNameResponse",
                NAMESPACE,
                xml -> xml.list(
                                "HostedZones",
                                "HostedZone",
                                rest.subList(0, Math.min(most, rest.size())),
                                Route53::describe)
                        .text("DNSName", name)
                        .text("HostedZoneId", id)
                        .text("IsTruncated", next.isPresent())
                        .text("NextDNSName", next.map(HostedZone::name))
                        .text("NextHostedZoneId", next.map(HostedZone::id))
                        .text("MaxItems", Integer.toString(most)));
    }

    private static String byName(HostedZone zone) {
        return RecordSet.sortKey(zone.name()) + " " + zone.id();
    }

    private String listHostedZonesByVpc(RestRequest request) {
        int most = maxItems(request, MOST_ZONES);
        var vpc = request.text("vpcid").orElseThrow(() -> missing("VPCId"));
        var region = request.text("vpcregion").orElseThrow(() -> missing("VPCRegion"));
        var after = request.text("nexttoken");
        var rest = zones.get().stream()
                .filter(zone -> zone.vpcId().equals(vpc) && zone.region().equals(region))
                .sorted(Comparator.comparing(HostedZone::id))
                .filter(zone -> after.isEmpty() || zone.id().compareTo(after.get()) >= 0)
                .toList();
        var next = rest.stream().skip(most).findFirst();
        return Xml.document(
                "ListHostedZonesByVPCResponse",
                NAMESPACE,
                xml -> xml.list(
                                "HostedZoneSummaries",
                                "HostedZoneSummary",
                                rest.subList(0, Math.min(most, rest.size())),
                                (summary, zone) -> summary.text("HostedZoneId", zone.id())
                                        .text("Name", zone.name())
                                        .element(
                                                "Owner",
                                                owner -> owner.text("OwningService", "servicediscovery.amazonaws.com")))
                        .text("MaxItems", Integer.toString(most))
                        .text("NextToken", next.map(HostedZone::id)));
    }

    private static AwsError missing(String field) {
        return new AwsError(
                "InvalidInput",
                "1 validation error detected: Value null at '"
                        + field.substring(0, 3).replace("VPC", "vpc") + field.substring(3)
                        + "' failed to satisfy constraint: Member must not be null");
    }

    private String getHostedZone(RestRequest request) {
        var zone = zone(request);
        return Xml.document(
                "GetHostedZoneResponse",
                NAMESPACE,
                xml -> xml.element("HostedZone", node -> describe(node, zone))
                        .list(
                                "VPCs",
                                "VPC",
                                List.of(zone),
                                (vpc, it) -> vpc.text("VPCRegion", it.region()).text("VPCId", it.vpcId())));
    }

    private static void describe(Xml xml, HostedZone zone) {
        xml.text("Id", zone.resourceId())
                .text("Name", zone.name())
                .text("CallerReference", zone.namespaceId())
                .element(
                        "Config",
                        config -> config.text("Comment", zone.comment()).text("PrivateZone", true))
                .text(
                        "ResourceRecordSetCount",
                        Integer.toString(RecordSet.of(zone.zone()).size()))
                .element(
                        "LinkedService",
                        service -> service.text("ServicePrincipal", "servicediscovery.amazonaws.com")
                                .text("Description", zone.owner()));
    }

    /** Some clients send an id as they got it, with {@code /hostedzone/} before it. */
    private HostedZone zone(RestRequest request) {
        var given = request.variable("Id");
        var id = given.startsWith("/hostedzone/") ? given.substring("/hostedzone/".length()) : given;
        return zones.get().stream()
                .filter(zone -> zone.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new AwsError(404, "NoSuchHostedZone", "No hosted zone found with ID: " + id));
    }

    // ---- records

    private String listResourceRecordSets(RestRequest request) {
        var zone = zone(request);
        int most = maxItems(request, MOST_RECORDS);
        var from = start(request);
        var rest = RecordSet.of(zone.zone()).stream()
                .filter(set -> from.isEmpty() || RecordSet.ORDER.compare(set, from.get()) >= 0)
                .toList();
        var next = rest.stream().skip(most).findFirst();
        return Xml.document(
                "ListResourceRecordSetsResponse",
                NAMESPACE,
                xml -> xml.list(
                                "ResourceRecordSets",
                                "ResourceRecordSet",
                                rest.subList(0, Math.min(most, rest.size())),
                                Route53::describe)
                        .text("IsTruncated", next.isPresent())
                        .text("NextRecordName", next.map(RecordSet::name))
                        .text("NextRecordType", next.map(RecordSet::type))
                        .text("NextRecordIdentifier", next.flatMap(RecordSet::setIdentifier))
                        .text("MaxItems", Integer.toString(most)));
    }

    /** Where the list is to begin; a name without a type is before all types. */
    private static Optional<RecordSet> start(RestRequest request) {
        var name = request.text("name");
        var type = request.text("type");
        var identifier = request.text("identifier");
        if ((type.isPresent() && name.isEmpty()) || (identifier.isPresent() && type.isEmpty())) {
            throw new AwsError(
                    "InvalidInput",
                    type.isPresent()
                            ? "You can't specify a type without specifying a name."
                            : "You can't specify an identifier without specifying a name and a type.");
        }
        return name.map(given ->
                new RecordSet(given, type.orElse(""), identifier, Routing.SIMPLE, 0, List.of(), Optional.empty()));
    }

    private static void describe(Xml xml, RecordSet set) {
        xml.text("Name", set.name()).text("Type", set.type()).text("SetIdentifier", set.setIdentifier());
        switch (set.routing()) {
            case SIMPLE -> {}
            case MULTIVALUE -> xml.text("MultiValueAnswer", true);
            case WEIGHTED -> xml.text("Weight", "1");
        }
        xml.text("TTL", Long.toString(set.ttl()))
                .list("ResourceRecords", "ResourceRecord", set.values(), (record, value) -> record.text("Value", value))
                .text("HealthCheckId", set.healthCheckId());
    }

    private String refuseChange(RestRequest request) {
        var zone = zone(request);
        throw new AwsError(
                403,
                "AccessDenied",
                "The resource hostedzone/" + zone.id() + " can only be managed through AWS Cloud Map (" + zone.owner()
                        + ")");
    }

    /** More than a page may hold is a whole page. */
    private static int maxItems(RestRequest request, int most) {
        var given = request.text("maxitems");
        if (given.isEmpty()) {
            return most;
        }
        if (!given.get().matches("\\d{1,9}") || Integer.parseInt(given.get()) == 0) {
            throw new AwsError(
                    "InvalidInput", "MaxItems must be a number from 1 to " + most + ", not '" + given.get() + "'.");
        }
        return Math.min(most, Integer.parseInt(given.get()));
    }
}
