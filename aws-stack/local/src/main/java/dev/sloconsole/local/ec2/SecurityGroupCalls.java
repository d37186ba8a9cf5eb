package dev.sloconsole.local.ec2;

import dev.sloconsole.local.ec2.SecurityGroupRule.Direction;
import dev.sloconsole.local.ec2.SecurityGroupRule.Peer;
import dev.sloconsole.local.ec2.SecurityGroups.Group;
import dev.sloconsole.local.ground.Account;
import dev.sloconsole.local.wire.AwsError;
import dev.sloconsole.local.wire.QueryForm;
import dev.sloconsole.local.wire.RequestId;
import dev.sloconsole.local.wire.Xml;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/** EC2's operations on security groups and their rules; a change counts from the next request on. */
final class SecurityGroupCalls {

    private final Account account;
    private final Network network;
    private final SecurityGroups groups;
    private final SecurityGroupXml write;

    SecurityGroupCalls(Account account, Network network) {
        this.account = account;
        this.network = network;
        this.groups = network.securityGroups();
        this.write = new SecurityGroupXml(account, network);
    }

    /** A rule together with its group. */
    record Owned(Group group, SecurityGroupRule rule) {}

    Listing<Group> listing() {
        return new Listing<>(
                "securityGroupInfo",
                "GroupId",
                Group::id,
                SecurityGroups::notFound,
                group -> network.tags(group.id()),
                () -> List.copyOf(groups.all()),
                Map.of(
                        "group-id",
                        group -> List.of(group.id()),
                        "group-name",
                        group -> List.of(group.name()),
                        "description",
                        group -> List.of(group.description()),
                        "vpc-id",
                        group -> List.of(group.vpcId()),
                        "owner-id",
                        group -> List.of(account.id()),
                        "ip-permission.protocol",
                        ingress(rule -> Stream.of(rule.protocol())),
                        "ip-permission.from-port",
                        ingress(rule -> Stream.of(Integer.toString(rule.fromPort()))),
                        "ip-permission.to-port",
                        ingress(rule -> Stream.of(Integer.toString(rule.toPort()))),
                        "ip-permission.cidr",
                        ingress(rule -> rule.peer() instanceof Peer.Block(Cidr cidr)
                                ? Stream.of(cidr.toString())
                                : Stream.empty()),
                        "ip-permission.group-id",
                        ingress(rule -> rule.peer() instanceof Peer.Group(String id) ? Stream.of(id) : Stream.empty())),
                write::group);
    }

    private static Function<Group, List<String>> ingress(Function<SecurityGroupRule, Stream<String>> value) {
        return group -> group.rules(Direction.INGRESS).stream().flatMap(value).toList();
    }

    Listing<Owned> ruleListing() {
        return new Listing<>(
                "securityGroupRuleSet",
                "SecurityGroupRuleId",
                owned -> owned.rule().id(),
                id -> new AwsError(
                        "InvalidSecurityGroupRuleId.NotFound",
                        "The security group rule ID '" + id + "' does not exist"),
                owned -> Map.of(),
                () -> groups.all().stream()
                        .flatMap(group -> group.rules().stream().map(rule -> new Owned(group, rule)))
                        .toList(),
                Map.of(
                        "security-group-rule-id", owned -> List.of(owned.rule().id()),
                        "group-id", owned -> List.of(owned.group().id())),
                (xml, owned) -> write.rule(xml, owned.group(), owned.rule()));
    }

    String create(QueryForm form) {
        var vpcId = form.text("VpcId")
                .orElseThrow(() -> new AwsError(
                        "VPCIdNotSpecified",
                        "No default VPC for this user. GroupName is only supported for EC2-Classic and default VPC."));
        var group = network.createSecurityGroup(
                vpcId, required(form, "GroupName"), required(form, "GroupDescription"), List.of(), List.of());
        return answer("CreateSecurityGroup", xml -> xml.text("groupId", group.id()));
    }

    String delete(QueryForm form) {
        var group = groups.known(required(form, "GroupId"));
        if (group.name().equals(SecurityGroups.DEFAULT_NAME)) {
            throw new AwsError(
                    "CannotDelete",
                    "the specified group: \"" + group.id() + "\" name: \"default\" cannot be deleted by a user");
        }
        network.deleteSecurityGroup(group.id());
        return answer("DeleteSecurityGroup", xml -> xml.text("groupId", group.id()));
    }

    String authorize(Direction direction, String action, QueryForm form) {
        var group = groups.known(required(form, "GroupId"));
        var rules = rules(direction, form);
        if (rules.isEmpty()) {
            throw noRules();
        }
        groups.authorize(group.id(), rules);
        return answer(
                action,
                xml -> xml.list("securityGroupRuleSet", "item", rules, (item, rule) -> write.rule(item, group, rule)));
    }

    String revoke(Direction direction, String action, QueryForm form) {
        var group = groups.known(required(form, "GroupId"));
        var ids = form.list("SecurityGroupRuleId");
        var asked = rules(direction, form);
        if (ids.isEmpty() && asked.isEmpty()) {
            throw noRules();
        }
        var own = group.rules(direction);
        if (!ids.stream().allMatch(id -> own.stream().anyMatch(rule -> rule.id().equals(id)))
                || !asked.stream().allMatch(rule -> own.stream().anyMatch(rule::sameAs))) {
            throw new AwsError(
                    "InvalidPermission.NotFound", "The specified rule does not exist in this security group.");
        }
        var revoked = groups.revoke(
                group.id(),
                rule -> rule.direction() == direction
                        && (ids.contains(rule.id()) || asked.stream().anyMatch(rule::sameAs)));
        return answer(
                action,
                xml -> xml.list(
                        "revokedSecurityGroupRuleSet",
                        "item",
                        revoked,
                        (item, rule) -> write.revoked(item, group, rule)));
    }

    private static AwsError noRules() {
        return new AwsError("MissingParameter", "Either 'ipPermissions' or 'securityGroupRuleIds' should be provided.");
    }

    private static String required(QueryForm form, String name) {
        return form.text(name)
                .orElseThrow(() -> new AwsError("MissingParameter", "The request must contain the parameter " + name));
    }

    private static List<SecurityGroupRule> rules(Direction direction, QueryForm form) {
        var rules = new ArrayList<SecurityGroupRule>();
        for (var permission : form.structures("IpPermissions")) {
            for (var peers : List.of("IpRanges", "Ipv6Ranges", "Groups")) {
                permission
                        .structures(peers)
                        .forEach(peer -> rules.add(rule(direction, permission, peer, peer.text("GroupId"))));
            }
        }
        if (form.text("IpProtocol").isPresent()) {
            rules.add(rule(direction, form, form, Optional.empty()));
        }
        return rules;
    }

    private static SecurityGroupRule rule(
            Direction direction, QueryForm permission, QueryForm peer, Optional<String> groupId) {
        return SecurityGroupRule.of(
                direction,
                required(permission, "IpProtocol"),
                permission.text("FromPort"),
                permission.text("ToPort"),
                Peer.of(peer.text("CidrIp"), peer.text("CidrIpv6"), groupId),
                peer.text("Description"));
    }

    private static String answer(String action, Consumer<Xml> content) {
        return Xml.document(
                action + "Response",
                Listing.NAMESPACE,
                xml -> content.accept(xml.text("requestId", RequestId.current()).text("return", true)));
    }
}
