package dev.sloconsole.local.cfn.resource;

import static dev.sloconsole.local.cfn.resource.ResourceType.NOTED;
import static dev.sloconsole.local.cfn.resource.ResourceType.type;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sloconsole.local.ec2.Cidr;
import dev.sloconsole.local.ec2.Network;
import dev.sloconsole.local.ec2.SecurityGroupRule;
import dev.sloconsole.local.ec2.SecurityGroupRule.Direction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The types of {@code AWS::EC2}, kept in the {@link Network} tables. */
final class Ec2Resources {

    private final Network network;

    Ec2Resources(Network network) {
        this.network = network;
    }

    List<ResourceType> types() {
        return List.of(
                type("AWS::EC2::VPC", tagged(this::vpc), this::retag, gone(network::deleteVpc)),
                type(
                        "AWS::EC2::InternetGateway",
                        tagged(this::internetGateway),
                        this::retag,
                        gone(network::deleteInternetGateway)),
                type("AWS::EC2::VPCGatewayAttachment", this::attachment, this::reattach, this::detach),
                type("AWS::EC2::Subnet", tagged(this::subnet), this::retag, gone(network::deleteSubnet)),
                type("AWS::EC2::RouteTable", tagged(this::routeTable), this::retag, gone(network::deleteRouteTable)),
                type("AWS::EC2::Route", this::route, this::reroute, this::deleteRoute),
                type("AWS::EC2::SubnetRouteTableAssociation", this::association, NOTED, gone(network::disassociate)),
                type(
                        "AWS::EC2::SecurityGroup",
                        tagged(this::securityGroup),
                        this::changeRules,
                        gone(network::deleteSecurityGroup)),
                rule("AWS::EC2::SecurityGroupIngress", Direction.INGRESS),
                rule("AWS::EC2::SecurityGroupEgress", Direction.EGRESS));
    }

    private Progress vpc(ResourceRequest request) {
        var vpc = network.createVpc(Cidr.parse(request.text("CidrBlock")));
        return new Progress.Done(
                vpc.id(), Map.of("VpcId", vpc.id(), "CidrBlock", vpc.cidr().toString()));
    }

    private Progress internetGateway(ResourceRequest request) {
        var id = network.createInternetGateway();
        return new Progress.Done(id, Map.of("InternetGatewayId", id));
    }

    private Progress attachment(ResourceRequest request) {
        network.attach(request.text("InternetGatewayId"), request.text("VpcId"));
        return new Progress.Done("IGW|" + request.text("VpcId"), Map.of("AttachmentType", "IGW"));
    }

    private Progress reattach(ResourceUpdate update) {
        network.detach(update.before().path("InternetGatewayId").asText());
        network.attach(
                update.wanted().text("InternetGatewayId"), update.wanted().text("VpcId"));
        return update.done();
    }

    private Progress detach(String physicalId, ObjectNode properties) {
        network.detach(properties.path("InternetGatewayId").asText());
        return new Progress.Done(physicalId, Map.of());
    }

    private Progress subnet(ResourceRequest request) {
        var subnet = network.createSubnet(
                request.text("VpcId"),
                Cidr.parse(request.text("CidrBlock")),
                request.text("AvailabilityZone"),
                request.properties().path("MapPublicIpOnLaunch").asBoolean(false));
        return new Progress.Done(
                subnet.id(),
                Map.of(
                        "SubnetId", subnet.id(),
                        "VpcId", subnet.vpcId(),
                        "CidrBlock", subnet.cidr().toString(),
                        "AvailabilityZone", subnet.availabilityZone()));
    }

    private Progress routeTable(ResourceRequest request) {
        var id = network.createRouteTable(request.text("VpcId"));
        return new Progress.Done(id, Map.of("RouteTableId", id));
    }

    private Progress route(ResourceRequest request) {
        var destination = Cidr.parse(request.text("DestinationCidrBlock"));
        network.createRoute(request.text("RouteTableId"), destination, request.text("GatewayId"));
        return new Progress.Done(
                request.text("RouteTableId") + "|" + destination, Map.of("CidrBlock", destination.toString()));
    }

    private Progress reroute(ResourceUpdate update) {
        route(update.wanted());
        return update.done();
    }

    private Progress deleteRoute(String physicalId, ObjectNode properties) {
        network.deleteRoute(
                properties.path("RouteTableId").asText(),
                Cidr.parse(properties.path("DestinationCidrBlock").asText()));
        return new Progress.Done(physicalId, Map.of());
    }

    private Progress association(ResourceRequest request) {
        var id = network.associate(request.text("RouteTableId"), request.text("SubnetId"));
        return new Progress.Done(id, Map.of("Id", id));
    }

    private Progress securityGroup(ResourceRequest request) {
        var group = network.createSecurityGroup(
                request.text("VpcId"),
                request.nameOr("GroupName"),
                request.text("GroupDescription"),
                rules(request, Direction.INGRESS, "SecurityGroupIngress"),
                rules(request, Direction.EGRESS, "SecurityGroupEgress"));
        return new Progress.Done(group.id(), Map.of("GroupId", group.id(), "Id", group.id(), "VpcId", group.vpcId()));
    }

    /** What did not change in the template stays, also what somebody changed by hand, as on AWS. */
    private Progress changeRules(ResourceUpdate update) {
        var groups = network.securityGroups();
        if (update.changes("SecurityGroupIngress")) {
            groups.replace(
                    update.physicalId(),
                    Direction.INGRESS,
                    rules(update.wanted(), Direction.INGRESS, "SecurityGroupIngress"));
        }
        if (update.changes("SecurityGroupEgress")) {
            var egress = rules(update.wanted(), Direction.EGRESS, "SecurityGroupEgress");
            groups.replace(
                    update.physicalId(),
                    Direction.EGRESS,
                    egress.isEmpty() ? List.of(SecurityGroupRule.everythingOut()) : egress);
        }
        return retag(update);
    }

    private static List<SecurityGroupRule> rules(ResourceRequest request, Direction direction, String property) {
        var rules = new ArrayList<SecurityGroupRule>();
        request.properties().path(property).forEach(rule -> rules.add(RuleProperties.read(direction, rule)));
        return rules;
    }

    /** A rule of a group that is a resource of its own. */
    private ResourceType rule(String type, Direction direction) {
        return type(
                type,
                request -> {
                    var rule = RuleProperties.read(direction, request.properties());
                    network.securityGroups().authorize(request.text("GroupId"), List.of(rule));
                    return new Progress.Done(rule.id(), Map.of("Id", rule.id()));
                },
                NOTED,
                (physicalId, properties) -> {
                    network.securityGroups()
                            .find(properties.path("GroupId").asText())
                            .ifPresent(group -> network.securityGroups()
                                    .revoke(group.id(), rule -> rule.id().equals(physicalId)));
                    return new Progress.Done(physicalId, Map.of());
                });
    }

    /** Creates, then writes down the tags. */
    private ResourceType.Creator tagged(ResourceType.Creator creator) {
        return request -> {
            var progress = creator.create(request);
            if (progress instanceof Progress.Done done) {
                tag(done.physicalId(), request);
            }
            return progress;
        };
    }

    private Progress retag(ResourceUpdate update) {
        tag(update.physicalId(), update.wanted());
        return update.done();
    }

    /** The resource's own tags, the stack's, and CloudFormation's. */
    private void tag(String id, ResourceRequest request) {
        var tags = new HashMap<String, String>();
        request.withStackTags()
                .path("Tags")
                .forEach(tag ->
                        tags.put(tag.path("Key").asText(), tag.path("Value").asText()));
        network.tag(id, tags);
    }

    private static ResourceType.Deleter gone(Consumer<String> delete) {
        return (physicalId, properties) -> {
            delete.accept(physicalId);
            return new Progress.Done(physicalId, Map.of());
        };
    }
}
