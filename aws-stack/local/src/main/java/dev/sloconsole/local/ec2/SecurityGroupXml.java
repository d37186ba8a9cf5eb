package dev.sloconsole.local.ec2;

import dev.sloconsole.local.ec2.SecurityGroupRule.Direction;
import dev.sloconsole.local.ec2.SecurityGroupRule.Peer;
import dev.sloconsole.local.ec2.SecurityGroups.Group;
import dev.sloconsole.local.ground.Account;
import dev.sloconsole.local.wire.Xml;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** Security groups and their rules in EC2's shapes. */
final class SecurityGroupXml {

    private final Account account;
    private final Network network;

    SecurityGroupXml(Account account, Network network) {
        this.account = account;
        this.network = network;
    }

    void group(Xml xml, Group group) {
        xml.text("ownerId", account.id())
                .text("groupId", group.id())
                .text("groupName", group.name())
                .text("groupDescription", group.description())
                .text("vpcId", group.vpcId())
                .text("securityGroupArn", account.arn("ec2", "security-group/" + group.id()));
        permissions(xml, "ipPermissions", group.rules(Direction.INGRESS));
        permissions(xml, "ipPermissionsEgress", group.rules(Direction.EGRESS));
        xml.list(
                "tagSet",
                "item",
                network.tags(group.id()).entrySet(),
                (one, tag) -> one.text("key", tag.getKey()).text("value", tag.getValue()));
    }

    /** Rules for the same ports are one permission with several peers. */
    private void permissions(Xml xml, String set, List<SecurityGroupRule> rules) {
        record Ports(String protocol, int from, int to) {}
        var byPorts = new LinkedHashMap<Ports, List<SecurityGroupRule>>();
        rules.forEach(rule -> byPorts.computeIfAbsent(
                        new Ports(rule.protocol(), rule.fromPort(), rule.toPort()), p -> new ArrayList<>())
                .add(rule));
        xml.list(set, "item", byPorts.values(), (item, same) -> {
            ports(item, same.getFirst(), false);
            peers(item, "groups", Peer.Group.class, same);
            peers(item, "ipRanges", Peer.Block.class, same);
            peers(item, "ipv6Ranges", Peer.Block6.class, same);
            peers(item, "prefixListIds", Void.class, same);
        });
    }

    private static void ports(Xml xml, SecurityGroupRule rule, boolean always) {
        xml.text("ipProtocol", rule.protocol());
        if (always || !rule.protocol().equals("-1")) {
            xml.text("fromPort", Integer.toString(rule.fromPort())).text("toPort", Integer.toString(rule.toPort()));
        }
    }

    private void peers(Xml xml, String set, Class<?> kind, List<SecurityGroupRule> rules) {
        xml.list(
                set,
                "item",
                rules.stream().filter(rule -> kind.isInstance(rule.peer())).toList(),
                (one, rule) -> {
                    switch (rule.peer()) {
                        case Peer.Block(Cidr cidr) -> one.text("cidrIp", cidr.toString());
                        case Peer.Block6(String cidr) -> one.text("cidrIpv6", cidr);
                        case Peer.Group(String id) ->
                            one.text("userId", account.id()).text("groupId", id);
                    }
                    one.text("description", rule.description());
                });
    }

    void rule(Xml xml, Group group, SecurityGroupRule rule) {
        xml.text("securityGroupRuleId", rule.id())
                .text("groupId", group.id())
                .text("groupOwnerId", account.id())
                .text("isEgress", rule.direction() == Direction.EGRESS);
        ports(xml, rule, true);
        switch (rule.peer()) {
            case Peer.Block(Cidr cidr) -> xml.text("cidrIpv4", cidr.toString());
            case Peer.Block6(String cidr) -> xml.text("cidrIpv6", cidr);
            case Peer.Group(String id) ->
                xml.element(
                        "referencedGroupInfo", info -> info.text("groupId", id).text("userId", account.id()));
        }
        xml.text("description", rule.description());
        xml.text("securityGroupRuleArn", account.arn("ec2", "security-group-rule/" + rule.id()));
        xml.list("tagSet", "item", List.of(), (one, none) -> {});
    }

    /** A rule that is no more, as the answer of a Revoke operation has it. */
    void revoked(Xml xml, Group group, SecurityGroupRule rule) {
        xml.text("securityGroupRuleId", rule.id())
                .text("groupId", group.id())
                .text("isEgress", rule.direction() == Direction.EGRESS);
        ports(xml, rule, true);
        switch (rule.peer()) {
            case Peer.Block(Cidr cidr) -> xml.text("cidrIpv4", cidr.toString());
            case Peer.Block6(String cidr) -> xml.text("cidrIpv6", cidr);
            case Peer.Group(String id) -> xml.text("referencedGroupId", id);
        }
        xml.text("description", rule.description());
    }
}
