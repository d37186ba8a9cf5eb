package dev.sloconsole.local.cfn.resource;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sloconsole.local.ec2.SecurityGroupRule;
import dev.sloconsole.local.ec2.SecurityGroupRule.Direction;
import dev.sloconsole.local.ground.Json;
import dev.sloconsole.local.wire.AwsError;

/** A security group's rule as a template writes it. */
final class RuleProperties {

    private RuleProperties() {}

    static SecurityGroupRule read(Direction direction, JsonNode rule) {
        var group = Json.text(
                rule, direction == Direction.INGRESS ? "SourceSecurityGroupId" : "DestinationSecurityGroupId");
        var protocol = Json.required(
                rule,
                "IpProtocol",
                () -> new AwsError("ValidationError", "Missing required parameter IpProtocol of a rule"));
        return SecurityGroupRule.of(
                direction,
                protocol,
                Json.text(rule, "FromPort"),
                Json.text(rule, "ToPort"),
                SecurityGroupRule.Peer.of(Json.text(rule, "CidrIp"), Json.text(rule, "CidrIpv6"), group),
                Json.text(rule, "Description"));
    }
}
