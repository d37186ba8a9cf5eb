package dev.sloconsole.local.ec2;

import dev.sloconsole.local.Account;
import dev.sloconsole.local.wire.AwsError;
import dev.sloconsole.local.wire.AwsService;
import dev.sloconsole.local.wire.QueryForm;
import dev.sloconsole.local.wire.RequestId;
import dev.sloconsole.local.wire.Xml;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** EC2 on the wire: what the console reads of it. */
public final class Ec2 {

    private static final String NAMESPACE = "http://ec2.amazonaws.com/doc/2016-11-15/";

    private final Account account;
    private final Network network;
    private final NetworkInterfaces interfaces;

    public Ec2(Account account, Network network, NetworkInterfaces interfaces) {
        this.account = account;
        this.network = network;
        this.interfaces = interfaces;
    }

    public AwsService.QueryService service() {
        return new AwsService.QueryService("2016-11-15", Map.of(
                "DescribeAvailabilityZones", form -> describeAvailabilityZones(),
                "DescribeNetworkInterfaces", form -> describeNetworkInterfaces(new QueryForm(form))));
    }

    private String describeAvailabilityZones() {
        return answer("DescribeAvailabilityZones", xml -> xml.list("availabilityZoneInfo", "item",
                List.of("a", "b", "c"), (item, letter) -> item
                        .text("zoneName", account.region() + letter)
                        .text("zoneState", "available")
                        .text("regionName", account.region())
                        .text("zoneType", "availability-zone")));
    }

    private String describeNetworkInterfaces(QueryForm form) {
        var all = interfaces.all();
        var ids = form.list("NetworkInterfaceId");
        for (var id : ids) {
            if (all.stream().noneMatch(one -> one.id().equals(id))) {
                throw new AwsError("InvalidNetworkInterfaceID.NotFound",
                        "The networkInterface ID '" + id + "' does not exist");
            }
        }
        var filters = form.structures("Filter");
        var found = all.stream()
                .filter(one -> ids.isEmpty() || ids.contains(one.id()))
                .filter(one -> filters.stream().allMatch(filter -> matches(one, filter)))
                .toList();
        return answer("DescribeNetworkInterfaces", xml ->
                xml.list("networkInterfaceSet", "item", found, this::write));
    }

    private boolean matches(NetworkInterface one, QueryForm filter) {
        var wanted = filter.list("Value");
        var actual = switch (filter.required("Name")) {
            case "network-interface-id" -> List.of(one.id());
            case "group-id" -> one.groupIds();
            case "subnet-id" -> List.of(one.subnetId());
            case "vpc-id" -> network.subnet(one.subnetId()).map(Network.Subnet::vpcId).stream().toList();
            case "private-ip-address", "addresses.private-ip-address" -> List.of(one.privateAddress());
            case "association.public-ip" -> one.publicAddress().stream().toList();
            case "description" -> List.of(one.description());
            case String other -> throw new AwsError("InvalidParameterValue", "The filter '" + other + "' is invalid");
        };
        return actual.stream().anyMatch(wanted::contains);
    }

    private void write(Xml item, NetworkInterface one) {
        var subnet = network.subnet(one.subnetId());
        item.text("networkInterfaceId", one.id())
                .text("subnetId", one.subnetId())
                .text("vpcId", subnet.map(Network.Subnet::vpcId))
                .text("availabilityZone", subnet.map(Network.Subnet::availabilityZone))
                .text("description", one.description())
                .text("ownerId", account.id())
                .text("status", "in-use")
                .text("interfaceType", "interface")
                .text("privateIpAddress", one.privateAddress())
                .list("groupSet", "item", one.groupIds(), (xml, id) -> xml
                        .text("groupId", id)
                        .text("groupName", network.securityGroups().find(id).map(SecurityGroups.Group::name)));
        association(item, one.publicAddress());
        item.list("privateIpAddressesSet", "item", List.of(one.privateAddress()), (xml, address) -> {
            xml.text("privateIpAddress", address).text("primary", true);
            association(xml, one.publicAddress());
        });
    }

    private static void association(Xml xml, Optional<String> publicAddress) {
        publicAddress.ifPresent(address -> xml.element("association", association -> association
                .text("publicIp", address)
                .text("ipOwnerId", "amazon")));
    }

    private static String answer(String action, Consumer<Xml> content) {
        return Xml.document(action + "Response", NAMESPACE,
                xml -> content.accept(xml.text("requestId", RequestId.current())));
    }
}
