package dev.sloconsole.local.ec2;

import dev.sloconsole.local.wire.AwsError;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The tables of the virtual network. Ids look like EC2's ({@code vpc-0} and sixteen hex digits); refusals are EC2's own
 * errors.
 */
public final class Network {

    /** A virtual private cloud. */
    public record Vpc(String id, Cidr cidr) {}

    /** A subnet. */
    public record Subnet(String id, String vpcId, Cidr cidr, String availabilityZone) {}

    /** A security group; what no ingress rule lets in stays out. */
    public record SecurityGroup(String id, String vpcId, String name, String description, List<IngressRule> ingress) {
        public SecurityGroup {
            ingress = List.copyOf(ingress);
        }
    }

    /**
     * What may come in. Exactly one of the two sources is there.
     *
     * @param protocol {@code tcp}, {@code udp}, {@code icmp} or {@code -1} for all
     * @param sourceGroupId a security group whose members may connect
     */
    public record IngressRule(
            String protocol, int fromPort, int toPort, Optional<Cidr> source, Optional<String> sourceGroupId) {}

    /** A route of a route table to an internet gateway. */
    public record Route(String routeTableId, Cidr destination, String gatewayId) {}

    private final Map<String, Vpc> vpcs = new LinkedHashMap<>();
    private final Map<String, Subnet> subnets = new LinkedHashMap<>();
    private final Map<String, SecurityGroup> groups = new LinkedHashMap<>();
    private final Map<String, Optional<String>> gatewayVpcs = new LinkedHashMap<>();
    private final Map<String, String> routeTableVpcs = new LinkedHashMap<>();
    private final Map<String, Route> routes = new LinkedHashMap<>();
    private final Map<String, String> associatedSubnets = new LinkedHashMap<>();

    public Optional<Vpc> vpc(String id) {
        return Optional.ofNullable(vpcs.get(id));
    }

    public Optional<Subnet> subnet(String id) {
        return Optional.ofNullable(subnets.get(id));
    }

    public Optional<SecurityGroup> securityGroup(String id) {
        return Optional.ofNullable(groups.get(id));
    }

    public Vpc createVpc(Cidr cidr) {
        if (cidr.prefixLength() < 16 || cidr.prefixLength() > 28) {
            throw new AwsError("InvalidVpc.Range", "The CIDR '" + cidr + "' is invalid.");
        }
        var vpc = new Vpc(id("vpc"), cidr);
        vpcs.put(vpc.id, vpc);
        return vpc;
    }

    public void deleteVpc(String id) {
        boolean inUse = subnets.values().stream().anyMatch(subnet -> subnet.vpcId.equals(id))
                || groups.values().stream().anyMatch(group -> group.vpcId.equals(id))
                || routeTableVpcs.containsValue(id)
                || gatewayVpcs.containsValue(Optional.of(id));
        if (inUse) {
            throw new AwsError("DependencyViolation", "The vpc '" + id + "' has dependencies and cannot be deleted.");
        }
        vpcs.remove(id);
    }

    public Subnet createSubnet(String vpcId, Cidr cidr, String availabilityZone) {
        if (!knownVpc(vpcId).cidr.contains(cidr)) {
            throw new AwsError("InvalidSubnet.Range", "The CIDR '" + cidr + "' is invalid.");
        }
        subnets.values().stream()
                .filter(other -> other.vpcId.equals(vpcId) && other.cidr.overlaps(cidr))
                .findFirst()
                .ifPresent(other -> {
                    throw new AwsError("InvalidSubnet.Conflict",
                            "The CIDR '" + cidr + "' conflicts with another subnet");
                });
        var subnet = new Subnet(id("subnet"), vpcId, cidr, availabilityZone);
        subnets.put(subnet.id, subnet);
        return subnet;
    }

    public void deleteSubnet(String id) {
        subnets.remove(id);
    }

    public SecurityGroup createSecurityGroup(
            String vpcId, String name, String description, List<IngressRule> ingress) {
        knownVpc(vpcId);
        if (groups.values().stream().anyMatch(group -> group.vpcId.equals(vpcId) && group.name.equals(name))) {
            throw new AwsError("InvalidGroup.Duplicate",
                    "The security group '" + name + "' already exists for VPC '" + vpcId + "'");
        }
        refuseUnknownSources(ingress);
        var group = new SecurityGroup(id("sg"), vpcId, name, description, ingress);
        groups.put(group.id, group);
        return group;
    }

    /** Gives a group other rules in the place of all that it had. */
    public void replaceIngress(String id, List<IngressRule> ingress) {
        refuseUnknownSources(ingress);
        groups.computeIfPresent(id, (key, old) ->
                new SecurityGroup(id, old.vpcId, old.name, old.description, ingress));
    }

    private void refuseUnknownSources(List<IngressRule> ingress) {
        for (var rule : ingress) {
            rule.sourceGroupId.filter(source -> !groups.containsKey(source)).ifPresent(source -> {
                throw new AwsError("InvalidGroup.NotFound", "The security group '" + source + "' does not exist");
            });
        }
    }

    public void deleteSecurityGroup(String id) {
        boolean inUse = groups.values().stream()
                .anyMatch(group -> group.ingress.stream().anyMatch(rule -> rule.sourceGroupId.equals(Optional.of(id))));
        if (inUse) {
            throw new AwsError("DependencyViolation", "resource " + id + " has a dependent object");
        }
        groups.remove(id);
    }

    public String createInternetGateway() {
        var id = id("igw");
        gatewayVpcs.put(id, Optional.empty());
        return id;
    }

    public void deleteInternetGateway(String id) {
        gatewayVpcs.getOrDefault(id, Optional.empty()).ifPresent(vpc -> {
            throw new AwsError("DependencyViolation",
                    "The internetGateway '" + id + "' has dependencies and cannot be deleted.");
        });
        gatewayVpcs.remove(id);
    }

    public void attach(String gatewayId, String vpcId) {
        knownVpc(vpcId);
        knownGateway(gatewayId);
        gatewayVpcs.put(gatewayId, Optional.of(vpcId));
    }

    public void detach(String gatewayId) {
        gatewayVpcs.replace(gatewayId, Optional.empty());
    }

    public String createRouteTable(String vpcId) {
        knownVpc(vpcId);
        var id = id("rtb");
        routeTableVpcs.put(id, vpcId);
        return id;
    }

    public void deleteRouteTable(String id) {
        routeTableVpcs.remove(id);
    }

    /** Adds a route, which has no id of its own; EC2 wants the gateway attached to the table's VPC. */
    public void createRoute(String routeTableId, Cidr destination, String gatewayId) {
        var vpcId = knownRouteTable(routeTableId);
        if (!knownGateway(gatewayId).equals(Optional.of(vpcId))) {
            throw new AwsError("InvalidParameterValue", "route table " + routeTableId + " and network gateway "
                    + gatewayId + " belong to different networks");
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
        associatedSubnets.put(id, subnetId);
        return id;
    }

    public void disassociate(String associationId) {
        associatedSubnets.remove(associationId);
    }

    private Vpc knownVpc(String id) {
        return vpc(id).orElseThrow(() ->
                new AwsError("InvalidVpcID.NotFound", "The vpc ID '" + id + "' does not exist"));
    }

    private Optional<String> knownGateway(String id) {
        return Optional.ofNullable(gatewayVpcs.get(id)).orElseThrow(() -> new AwsError(
                "InvalidInternetGatewayID.NotFound", "The internetGateway ID '" + id + "' does not exist"));
    }

    private String knownRouteTable(String id) {
        return Optional.ofNullable(routeTableVpcs.get(id)).orElseThrow(() ->
                new AwsError("InvalidRouteTableID.NotFound", "The routeTable ID '" + id + "' does not exist"));
    }

    private static String id(String prefix) {
        var random = new byte[8];
        ThreadLocalRandom.current().nextBytes(random);
        return prefix + "-0" + HexFormat.of().formatHex(random);
    }
}
