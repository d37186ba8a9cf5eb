package dev.sloconsole.local.ec2;

import dev.sloconsole.local.ground.RandomText;
import dev.sloconsole.local.wire.AwsError;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The tables of the virtual network. Ids look like EC2's ({@code vpc-0} and sixteen hex digits); refusals are EC2's own
 * errors.
 */
public final class Network {

    /** A virtual private cloud. */
    public record Vpc(String id, Cidr cidr) {}

    /**
     * A subnet.
     *
     * @param mapsPublicIp whether what starts in it gets a public address; Fargate goes by its service instead
     */
    public record Subnet(String id, String vpcId, Cidr cidr, String availabilityZone, boolean mapsPublicIp) {}

    /** A table of routes; the main one is for subnets that are associated with none. */
    public record RouteTable(String id, String vpcId, boolean main) {}

    /** A route of a route table to an internet gateway. */
    public record Route(String routeTableId, Cidr destination, String gatewayId) {}

    /** A subnet's association with a route table. */
    public record Association(String id, String routeTableId, String subnetId) {}

    /** An internet gateway, attached to a VPC or not. */
    public record InternetGateway(String id, Optional<String> vpcId) {}

    private final Map<String, Vpc> vpcs = new LinkedHashMap<>();
    private final Map<String, Subnet> subnets = Collections.synchronizedMap(new LinkedHashMap<>());
    private final SecurityGroups groups = new SecurityGroups();
    private final Map<String, InternetGateway> gateways = new LinkedHashMap<>();
    private final Map<String, RouteTable> routeTables = new LinkedHashMap<>();
    private final Map<String, Route> routes = new LinkedHashMap<>();
    private final Map<String, Association> associations = new LinkedHashMap<>();
    private final Map<String, Map<String, String>> tags = new HashMap<>();

    public List<Vpc> vpcs() {
        return List.copyOf(vpcs.values());
    }

    public List<Subnet> subnets() {
        return List.copyOf(subnets.values());
    }

    /** For any thread. */
    public Optional<Subnet> subnet(String id) {
        return Optional.ofNullable(subnets.get(id));
    }

    /** For any thread to read. */
    public SecurityGroups securityGroups() {
        return groups;
    }

    public List<InternetGateway> gateways() {
        return List.copyOf(gateways.values());
    }

    public List<RouteTable> routeTables() {
        return List.copyOf(routeTables.values());
    }

    public List<Route> routes(String routeTableId) {
        return routes.values().stream()
                .filter(route -> route.routeTableId.equals(routeTableId))
                .toList();
    }

    public List<Association> associations(String routeTableId) {
        return associations.values().stream()
                .filter(one -> one.routeTableId.equals(routeTableId))
                .toList();
    }

    /** The tags of whatever has that id. */
    public Map<String, String> tags(String id) {
        return tags.getOrDefault(id, Map.of());
    }

    /** Gives a resource its tags, in the place of all that it had. */
    public void tag(String id, Map<String, String> given) {
        tags.put(id, new TreeMap<>(given));
    }

    public Vpc createVpc(Cidr cidr) {
        if (cidr.prefixLength() < 16 || cidr.prefixLength() > 28) {
            throw new AwsError("InvalidVpc.Range", "The CIDR '" + cidr + "' is invalid.");
        }
        var vpc = new Vpc(id("vpc"), cidr);
        vpcs.put(vpc.id, vpc);
        groups.create(vpc.id, SecurityGroups.DEFAULT_NAME, "default VPC security group");
        var main = new RouteTable(id("rtb"), vpc.id, true);
        routeTables.put(main.id, main);
        return vpc;
    }

    public void deleteVpc(String id) {
        boolean inUse = subnets.values().stream().anyMatch(subnet -> subnet.vpcId.equals(id))
                || groups.all().stream()
                        .anyMatch(g -> g.vpcId().equals(id) && !g.name().equals(SecurityGroups.DEFAULT_NAME))
                || routeTables.values().stream().anyMatch(table -> table.vpcId.equals(id) && !table.main)
                || gateways.values().stream().anyMatch(gateway -> gateway.vpcId.equals(Optional.of(id)));
        if (inUse) {
            throw new AwsError("DependencyViolation", "The vpc '" + id + "' has dependencies and cannot be deleted.");
        }
        groups.deleteAllOf(id);
        routeTables.values().removeIf(table -> table.vpcId.equals(id));
        vpcs.remove(id);
        tags.remove(id);
    }

    public Subnet createSubnet(String vpcId, Cidr cidr, String availabilityZone, boolean mapsPublicIp) {
        if (!knownVpc(vpcId).cidr.contains(cidr)) {
            throw new AwsError("InvalidSubnet.Range", "The CIDR '" + cidr + "' is invalid.");
        }
        subnets.values().stream()
                .filter(other -> other.vpcId.equals(vpcId) && other.cidr.overlaps(cidr))
                .findFirst()
                .ifPresent(other -> {
                    throw new AwsError(
                            "InvalidSubnet.Conflict", "The CIDR '" + cidr + "' conflicts with another subnet");
                });
        var subnet = new Subnet(id("subnet"), vpcId, cidr, availabilityZone, mapsPublicIp);
        subnets.put(subnet.id, subnet);
        return subnet;
    }

    public void deleteSubnet(String id) {
        subnets.remove(id);
        tags.remove(id);
    }

    /**
     * Makes a security group.
     *
     * @param egress empty for EC2's own rule, which lets everything out
     */
    public SecurityGroups.Group createSecurityGroup(
            String vpcId,
            String name,
            String description,
            List<SecurityGroupRule> ingress,
            List<SecurityGroupRule> egress) {
        knownVpc(vpcId);
        if (name.equals(SecurityGroups.DEFAULT_NAME)) {
            throw new AwsError("InvalidParameterValue", "Cannot use reserved security group name: default");
        }
        var id = groups.create(vpcId, name, description).id();
        try {
            groups.authorize(id, ingress);
            if (!egress.isEmpty()) {
                groups.replace(id, SecurityGroupRule.Direction.EGRESS, egress);
            }
        } catch (AwsError e) {
            groups.delete(id);
            throw e;
        }
        return groups.known(id);
    }

    public void deleteSecurityGroup(String id) {
        groups.delete(id);
        tags.remove(id);
    }

    public String createInternetGateway() {
        var id = id("igw");
        gateways.put(id, new InternetGateway(id, Optional.empty()));
        return id;
    }

    public void deleteInternetGateway(String id) {
        if (Optional.ofNullable(gateways.get(id))
                .flatMap(InternetGateway::vpcId)
                .isPresent()) {
            throw new AwsError(
                    "DependencyViolation", "The internetGateway '" + id + "' has dependencies and cannot be deleted.");
        }
        gateways.remove(id);
        tags.remove(id);
    }

    public void attach(String gatewayId, String vpcId) {
        knownVpc(vpcId);
        knownGateway(gatewayId);
        gateways.put(gatewayId, new InternetGateway(gatewayId, Optional.of(vpcId)));
    }

    public void detach(String gatewayId) {
        gateways.replace(gatewayId, new InternetGateway(gatewayId, Optional.empty()));
    }

    public String createRouteTable(String vpcId) {
        knownVpc(vpcId);
        var table = new RouteTable(id("rtb"), vpcId, false);
        routeTables.put(table.id, table);
        return table.id;
    }

    public void deleteRouteTable(String id) {
        routeTables.remove(id);
        routes.values().removeIf(route -> route.routeTableId.equals(id));
        tags.remove(id);
    }

    /** Adds a route, which has no id of its own; EC2 wants the gateway attached to the table's VPC. */
    public void createRoute(String routeTableId, Cidr destination, String gatewayId) {
        var vpcId = knownRouteTable(routeTableId).vpcId;
        if (!knownGateway(gatewayId).vpcId.equals(Optional.of(vpcId))) {
            throw new AwsError(
                    "InvalidParameterValue",
                    "route table " + routeTableId + " and network gateway " + gatewayId
                            + " belong to different networks");
        }
        routes.put(routeTableId + "|" + destination, new Route(routeTableId, destination, gatewayId));
    }

    public void deleteRoute(String routeTableId, Cidr destination) {
        routes.remove(routeTableId + "|" + destination);
    }

    public String associate(String routeTableId, String subnetId) {
        knownRouteTable(routeTableId);
        if (!subnets.containsKey(subnetId)) {
            throw new AwsError("InvalidSubnetID.NotFound", "The subnet ID '" + subnetId + "' does not exist");
        }
        var id = id("rtbassoc");
        associations.put(id, new Association(id, routeTableId, subnetId));
        return id;
    }

    public void disassociate(String associationId) {
        associations.remove(associationId);
    }

    Vpc knownVpc(String id) {
        return Optional.ofNullable(vpcs.get(id))
                .orElseThrow(() -> new AwsError("InvalidVpcID.NotFound", "The vpc ID '" + id + "' does not exist"));
    }

    private InternetGateway knownGateway(String id) {
        return Optional.ofNullable(gateways.get(id))
                .orElseThrow(() -> new AwsError(
                        "InvalidInternetGatewayID.NotFound", "The internetGateway ID '" + id + "' does not exist"));
    }

    private RouteTable knownRouteTable(String id) {
        return Optional.ofNullable(routeTables.get(id))
                .orElseThrow(() ->
                        new AwsError("InvalidRouteTableID.NotFound", "The routeTable ID '" + id + "' does not exist"));
    }

    static String id(String prefix) {
        return prefix + "-0" + RandomText.hex(16);
    }
}
