package dev.sloconsole.local.cfn.resource;

import static dev.sloconsole.local.cfn.resource.ResourceType.NOTED;
import static dev.sloconsole.local.cfn.resource.ResourceType.type;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sloconsole.local.ec2.Cidr;
import dev.sloconsole.local.ec2.Network;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The types of {@code AWS::EC2}, kept in the {@link Network} tables. */
final class Ec2Resources {

    private final Network network;

    Ec2Resources(Network network) {
        this.network = network;
    }

    List<ResourceType> types() {
        return List.of(
                type("AWS::EC2::VPC", this::vpc, NOTED, gone(network::deleteVpc)),
                type("AWS::EC2::InternetGateway", this::internetGateway, NOTED, gone(network::deleteInternetGateway)),
                type("AWS::EC2::VPCGatewayAttachment", this::attachment, this::reattach, this::detach),
                type("AWS::EC2::Subnet", this::subnet, NOTED, gone(network::deleteSubnet)),
                type("AWS::EC2::RouteTable", this::routeTable, NOTED, gone(network::deleteRouteTable)),
                type("AWS::EC2::Route", this::route, this::reroute, this::deleteRoute),
                type("AWS::EC2::SubnetRouteTableAssociation", this::association, NOTED, gone(network::disassociate)),
                type("AWS::EC2::SecurityGroup", this::securityGroup, this::changeRules,
                        gone(network::deleteSecurityGroup)));
    }

    private Progress vpc(ResourceRequest request) {
        var vpc = network.createVpc(Cidr.parse(request.text("CidrBlock")));
        return new Progress.Done(vpc.id(), Map.of("VpcId", vpc.id(), "CidrBlock", vpc.cidr().toString()));
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
        network.attach(update.wanted().text("InternetGatewayId"), update.wanted().text("VpcId"));
        return update.done();
    }

    private Progress detach(String physicalId, ObjectNode properties) {
        network.detach(properties.path("InternetGatewayId").asText());
        return new Progress.Done(physicalId, Map.of());
    }

    private Progress subnet(ResourceRequest request) {
        var subnet = network.createSubnet(request.text("VpcId"), Cidr.parse(request.text("CidrBlock")),
                request.text("AvailabilityZone"));
        return new Progress.Done(subnet.id(), Map.of(
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
        network.deleteRoute(properties.path("RouteTableId").asText(),
                Cidr.parse(properties.path("DestinationCidrBlock").asText()));
        return new Progress.Done(physicalId, Map.of());
    }

    private Progress association(ResourceRequest request) {
        var id = network.associate(request.text("RouteTableId"), request.text("SubnetId"));
        return new Progress.Done(id, Map.of("Id", id));
    }

    private Progress securityGroup(ResourceRequest request) {
        var group = network.createSecurityGroup(request.text("VpcId"), request.nameOr("GroupName"),
                request.text("GroupDescription"), ingress(request));
        return new Progress.Done(
                group.id(), Map.of("GroupId", group.id(), "Id", group.id(), "VpcId", group.vpcId()));
    }

    private Progress changeRules(ResourceUpdate update) {
        network.replaceIngress(update.physicalId(), ingress(update.wanted()));
        return update.done();
    }

    private static List<Network.IngressRule> ingress(ResourceRequest request) {
        var ingress = new ArrayList<Network.IngressRule>();
        request.properties().path("SecurityGroupIngress").forEach(rule -> ingress.add(rule(rule)));
        return ingress;
    }

    private static Network.IngressRule rule(JsonNode rule) {
        return new Network.IngressRule(
                rule.path("IpProtocol").asText(),
                rule.path("FromPort").asInt(0),
                rule.path("ToPort").asInt(65_535),
                Optional.of(rule.path("CidrIp")).filter(JsonNode::isTextual).map(cidr -> Cidr.parse(cidr.asText())),
                Optional.of(rule.path("SourceSecurityGroupId")).filter(JsonNode::isTextual).map(JsonNode::asText));
    }

    private static ResourceType.Deleter gone(Consumer<String> delete) {
        return (physicalId, properties) -> {
            delete.accept(physicalId);
            return new Progress.Done(physicalId, Map.of());
        };
    }
}
