package dev.sloconsole.local.ec2;

import dev.sloconsole.local.ec2.Network.InternetGateway;
import dev.sloconsole.local.ec2.Network.RouteTable;
import dev.sloconsole.local.ec2.Network.Subnet;
import dev.sloconsole.local.ec2.Network.Vpc;
import dev.sloconsole.local.ground.Account;
import dev.sloconsole.local.wire.AwsError;
import dev.sloconsole.local.wire.Xml;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the Describe operations of the network's tables find, and how they write it. */
final class Listings {

    private final Account account;
    private final Network network;
    private final NetworkInterfaces interfaces;

    Listings(Account account, Network network, NetworkInterfaces interfaces) {
        this.account = account;
        this.network = network;
        this.interfaces = interfaces;
    }

    Listing<Vpc> vpcs() {
        return new Listing<>(
                "vpcSet",
                "VpcId",
                Vpc::id,
                id -> notFound("InvalidVpcID", "vpc", id),
                vpc -> network.tags(vpc.id()),
                network::vpcs,
                Map.of(
                        "vpc-id", vpc -> List.of(vpc.id()),
                        "cidr", vpc -> List.of(vpc.cidr().toString()),
                        "cidr-block-association.cidr-block",
                                vpc -> List.of(vpc.cidr().toString()),
                        "state", vpc -> List.of("available"),
                        "owner-id", vpc -> List.of(account.id()),
                        "is-default", vpc -> List.of("false"),
                        "isDefault", vpc -> List.of("false")),
                (xml, vpc) -> tags(
                        xml.text("vpcId", vpc.id())
                                .text("ownerId", account.id())
                                .text("state", "available")
                                .text("cidrBlock", vpc.cidr().toString())
                                .list(
                                        "cidrBlockAssociationSet",
                                        "item",
                                        List.of(vpc),
                                        (one, same) -> one.text(
                                                        "cidrBlock", same.cidr().toString())
                                                .text(
                                                        "associationId",
                                                        same.id().replaceFirst("vpc-", "vpc-cidr-assoc-"))
                                                .element("cidrBlockState", state -> state.text("state", "associated")))
                                .text("dhcpOptionsId", "default")
                                .text("instanceTenancy", "default")
                                .text("isDefault", false),
                        vpc.id()));
    }

    Listing<Subnet> subnets() {
        return new Listing<>(
                "subnetSet",
                "SubnetId",
                Subnet::id,
                id -> notFound("InvalidSubnetID", "subnet", id),
                subnet -> network.tags(subnet.id()),
                network::subnets,
                Map.of(
                        "subnet-id", subnet -> List.of(subnet.id()),
                        "vpc-id", subnet -> List.of(subnet.vpcId()),
                        "cidr-block", subnet -> List.of(subnet.cidr().toString()),
                        "cidr", subnet -> List.of(subnet.cidr().toString()),
                        "availability-zone", subnet -> List.of(subnet.availabilityZone()),
                        "map-public-ip-on-launch", subnet -> List.of(Boolean.toString(subnet.mapsPublicIp())),
                        "default-for-az", subnet -> List.of("false"),
                        "owner-id", subnet -> List.of(account.id()),
                        "state", subnet -> List.of("available")),
                (xml, subnet) -> tags(
                        xml.text("subnetId", subnet.id())
                                .text("subnetArn", account.arn("ec2", "subnet/" + subnet.id()))
                                .text("state", "available")
                                .text("ownerId", account.id())
                                .text("vpcId", subnet.vpcId())
                                .text("cidrBlock", subnet.cidr().toString())
                                .list("ipv6CidrBlockAssociationSet", "item", List.of(), (one, none) -> {})
                                .text("availableIpAddressCount", Long.toString(freeAddresses(subnet)))
                                .text("availabilityZone", subnet.availabilityZone())
                                .text("availabilityZoneId", Zones.idOf(subnet.availabilityZone()))
                                .text("defaultForAz", false)
                                .text("mapPublicIpOnLaunch", subnet.mapsPublicIp())
                                .text("assignIpv6AddressOnCreation", false),
                        subnet.id()));
    }

    /** EC2 keeps five addresses of every subnet to itself. */
    private long freeAddresses(Subnet subnet) {
        long taken = interfaces.all().stream()
                .filter(one -> one.subnetId().equals(subnet.id()))
                .count();
        return (1L << (32 - subnet.cidr().prefixLength())) - 5 - taken;
    }

    Listing<RouteTable> routeTables() {
        return new Listing<>(
                "routeTableSet",
                "RouteTableId",
                RouteTable::id,
                id -> notFound("InvalidRouteTableID", "routeTable", id),
                table -> network.tags(table.id()),
                network::routeTables,
                Map.of(
                        "route-table-id", table -> List.of(table.id()),
                        "vpc-id", table -> List.of(table.vpcId()),
                        "owner-id", table -> List.of(account.id()),
                        "association.main", table -> List.of(Boolean.toString(table.main())),
                        "association.subnet-id",
                                table -> network.associations(table.id()).stream()
                                        .map(Network.Association::subnetId)
                                        .toList(),
                        "association.route-table-association-id",
                                table -> network.associations(table.id()).stream()
                                        .map(Network.Association::id)
                                        .toList(),
                        "route.gateway-id",
                                table -> network.routes(table.id()).stream()
                                        .map(Network.Route::gatewayId)
                                        .toList(),
                        "route.destination-cidr-block",
                                table -> network.routes(table.id()).stream()
                                        .map(route -> route.destination().toString())
                                        .toList()),
                (xml, table) -> {
                    xml.text("routeTableId", table.id())
                            .text("vpcId", table.vpcId())
                            .text("ownerId", account.id());
                    xml.element("routeSet", set -> {
                        set.element(
                                "item",
                                item -> route(
                                        item,
                                        network.knownVpc(table.vpcId()).cidr().toString(),
                                        "local",
                                        "CreateRouteTable"));
                        network.routes(table.id())
                                .forEach(one -> set.element(
                                        "item",
                                        item -> route(
                                                item, one.destination().toString(), one.gatewayId(), "CreateRoute")));
                    });
                    xml.element("associationSet", set -> {
                        if (table.main()) {
                            set.element(
                                    "item",
                                    item -> association(
                                            item,
                                            table,
                                            table.id().replaceFirst("rtb-", "rtbassoc-"),
                                            Optional.empty()));
                        }
                        network.associations(table.id())
                                .forEach(one -> set.element(
                                        "item",
                                        item -> association(item, table, one.id(), Optional.of(one.subnetId()))));
                    });
                    tags(xml.list("propagatingVgwSet", "item", List.of(), (one, none) -> {}), table.id());
                });
    }

    private static void route(Xml xml, String destination, String gateway, String origin) {
        xml.text("destinationCidrBlock", destination)
                .text("gatewayId", gateway)
                .text("state", "active")
                .text("origin", origin);
    }

    private static void association(Xml xml, RouteTable table, String id, Optional<String> subnetId) {
        xml.text("routeTableAssociationId", id)
                .text("routeTableId", table.id())
                .text("subnetId", subnetId)
                .text("main", subnetId.isEmpty())
                .element("associationState", state -> state.text("state", "associated"));
    }

    Listing<InternetGateway> internetGateways() {
        return new Listing<>(
                "internetGatewaySet",
                "InternetGatewayId",
                InternetGateway::id,
                id -> notFound("InvalidInternetGatewayID", "internetGateway", id),
                gateway -> network.tags(gateway.id()),
                network::gateways,
                Map.of(
                        "internet-gateway-id", gateway -> List.of(gateway.id()),
                        "attachment.vpc-id", gateway -> gateway.vpcId().stream().toList(),
                        "attachment.state",
                                gateway -> gateway.vpcId().map(vpc -> "available").stream()
                                        .toList(),
                        "owner-id", gateway -> List.of(account.id())),
                (xml, gateway) -> tags(
                        xml.text("internetGatewayId", gateway.id())
                                .text("ownerId", account.id())
                                .list(
                                        "attachmentSet",
                                        "item",
                                        gateway.vpcId().stream().toList(),
                                        (one, vpc) -> one.text("vpcId", vpc).text("state", "available")),
                        gateway.id()));
    }

    Listing<NetworkInterface> networkInterfaces() {
        return new Listing<>(
                "networkInterfaceSet",
                "NetworkInterfaceId",
                NetworkInterface::id,
                id -> notFound("InvalidNetworkInterfaceID", "networkInterface", id),
                one -> Map.of(),
                interfaces::all,
                Map.ofEntries(
                        Map.entry("network-interface-id", one -> List.of(one.id())),
                        Map.entry("group-id", NetworkInterface::groupIds),
                        Map.entry("group-name", this::groupNames),
                        Map.entry("subnet-id", one -> List.of(one.subnetId())),
                        Map.entry(
                                "vpc-id",
                                one -> network.subnet(one.subnetId()).map(Subnet::vpcId).stream()
                                        .toList()),
                        Map.entry(
                                "availability-zone",
                                one -> network.subnet(one.subnetId()).map(Subnet::availabilityZone).stream()
                                        .toList()),
                        Map.entry("private-ip-address", one -> List.of(one.privateAddress())),
                        Map.entry("addresses.private-ip-address", one -> List.of(one.privateAddress())),
                        Map.entry(
                                "association.public-ip",
                                one -> one.publicAddress().stream().toList()),
                        Map.entry(
                                "addresses.association.public-ip",
                                one -> one.publicAddress().stream().toList()),
                        Map.entry("status", one -> List.of("in-use")),
                        Map.entry("interface-type", one -> List.of("interface")),
                        Map.entry("owner-id", one -> List.of(account.id())),
                        Map.entry("description", one -> List.of(one.description()))),
                this::write);
    }

    private List<String> groupNames(NetworkInterface one) {
        return one.groupIds().stream()
                .flatMap(id -> network.securityGroups().find(id).map(SecurityGroups.Group::name).stream())
                .toList();
    }

    private void write(Xml item, NetworkInterface one) {
        var subnet = network.subnet(one.subnetId());
        item.text("networkInterfaceId", one.id())
                .text("subnetId", one.subnetId())
                .text("vpcId", subnet.map(Subnet::vpcId))
                .text("availabilityZone", subnet.map(Subnet::availabilityZone))
                .text("description", one.description())
                .text("ownerId", account.id())
                .text("status", "in-use")
                .text("interfaceType", "interface")
                .text("privateIpAddress", one.privateAddress())
                .list(
                        "groupSet",
                        "item",
                        one.groupIds(),
                        (xml, id) -> xml.text("groupId", id)
                                .text(
                                        "groupName",
                                        network.securityGroups().find(id).map(SecurityGroups.Group::name)));
        association(item, one.publicAddress());
        item.list("privateIpAddressesSet", "item", List.of(one.privateAddress()), (xml, address) -> {
            xml.text("privateIpAddress", address).text("primary", true);
            association(xml, one.publicAddress());
        });
    }

    private static void association(Xml xml, Optional<String> publicAddress) {
        publicAddress.ifPresent(address -> xml.element(
                "association",
                association -> association.text("publicIp", address).text("ipOwnerId", "amazon")));
    }

    private void tags(Xml xml, String id) {
        xml.list(
                "tagSet",
                "item",
                network.tags(id).entrySet(),
                (one, tag) -> one.text("key", tag.getKey()).text("value", tag.getValue()));
    }

    private static AwsError notFound(String code, String kind, String id) {
        return new AwsError(code + ".NotFound", "The " + kind + " ID '" + id + "' does not exist");
    }
}
