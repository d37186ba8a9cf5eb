package dev.sloconsole.local.ec2;

import dev.sloconsole.local.ec2.SecurityGroupRule.Direction;
import dev.sloconsole.local.ec2.SecurityGroupRule.Peer;
import dev.sloconsole.local.wire.AwsError;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The security groups of all VPCs. Changed on the local-cloud thread; read by any thread, so that the router
 * judges each request by the rules of that moment.
 */
public final class SecurityGroups {

    static final String DEFAULT_NAME = "default";

    /** A security group: what no ingress rule lets in stays out, what no egress rule lets out stays in. */
    public record Group(String id, String vpcId, String name, String description, List<SecurityGroupRule> rules) {
        public Group {
            rules = List.copyOf(rules);
        }

        public List<SecurityGroupRule> rules(Direction direction) {
            return rules.stream().filter(rule -> rule.direction() == direction).toList();
        }
    }

    private volatile Map<String, Group> groups = Map.of();

    /** In the order in which they were made. */
    public Collection<Group> all() {
        return groups.values();
    }

    public Optional<Group> find(String id) {
        return Optional.ofNullable(groups.get(id));
    }

    /** The group of those who name none. */
    Optional<Group> defaultOf(String vpcId) {
        return groups.values().stream()
                .filter(group -> group.vpcId.equals(vpcId) && group.name.equals(DEFAULT_NAME))
                .findFirst();
    }

    Group known(String id) {
        return find(id).orElseThrow(() -> notFound(id));
    }

    static AwsError notFound(String id) {
        return id.matches("sg-([0-9a-f]{8}|[0-9a-f]{17})")
                ? new AwsError("InvalidGroup.NotFound", "The security group '" + id + "' does not exist")
                : new AwsError("InvalidGroupId.Malformed", "Invalid id: \"" + id + "\" (expecting \"sg-...\")");
    }

    /** Makes a group that lets everything out and, unless it is the default one, nothing in. */
    Group create(String vpcId, String name, String description) {
        if (groups.values().stream().anyMatch(group -> group.vpcId.equals(vpcId) && group.name.equals(name))) {
            throw new AwsError(
                    "InvalidGroup.Duplicate",
                    "The security group '" + name + "' already exists for VPC '" + vpcId + "'");
        }
        var id = Network.id("sg");
        var rules = new ArrayList<SecurityGroupRule>();
        if (name.equals(DEFAULT_NAME)) {
            rules.add(new SecurityGroupRule(
                    Network.id("sgr"), Direction.INGRESS, "-1", -1, -1, new Peer.Group(id), Optional.empty()));
        }
        rules.add(SecurityGroupRule.everythingOut());
        return put(new Group(id, vpcId, name, description, rules));
    }

    /** Deletes a group; what is gone already is no error. */
    void delete(String id) {
        boolean inUse = groups.values().stream()
                .filter(group -> !group.id.equals(id))
                .anyMatch(group ->
                        group.rules.stream().anyMatch(rule -> rule.peer().equals(new Peer.Group(id))));
        if (inUse) {
            throw new AwsError("DependencyViolation", "resource " + id + " has a dependent object");
        }
        change(copy -> copy.remove(id));
    }

    /** Deletes the groups of a VPC that goes. */
    void deleteAllOf(String vpcId) {
        change(copy -> copy.values().removeIf(group -> group.vpcId.equals(vpcId)));
    }

    /**
     * Adds rules, all or none.
     *
     * @throws AwsError InvalidPermission.Duplicate, InvalidGroup.NotFound
     */
    public void authorize(String groupId, List<SecurityGroupRule> added) {
        var group = known(groupId);
        var rules = new ArrayList<>(group.rules);
        for (var rule : added) {
            if (rule.peer() instanceof Peer.Group(String source)) {
                known(source);
            }
            if (rules.stream().anyMatch(rule::sameAs)) {
                throw new AwsError(
                        "InvalidPermission.Duplicate", "the specified rule \"" + words(rule) + "\" already exists");
            }
            rules.add(rule);
        }
        put(new Group(group.id, group.vpcId, group.name, group.description, rules));
    }

    /** Takes away the rules that match and gives them back. */
    public List<SecurityGroupRule> revoke(String groupId, Predicate<SecurityGroupRule> gone) {
        var group = known(groupId);
        var revoked = group.rules.stream().filter(gone).toList();
        put(new Group(
                group.id,
                group.vpcId,
                group.name,
                group.description,
                group.rules.stream().filter(gone.negate()).toList()));
        return revoked;
    }

    /** Puts rules in the place of all rules of a direction, in one step, as an update of a stack does. */
    public void replace(String groupId, Direction direction, List<SecurityGroupRule> rules) {
        var before = known(groupId);
        revoke(groupId, rule -> rule.direction() == direction);
        try {
            authorize(groupId, rules);
        } catch (AwsError e) {
            put(before);
            throw e;
        }
    }

    private static String words(SecurityGroupRule rule) {
        var peer = switch (rule.peer()) {
            case Peer.Block(Cidr cidr) -> cidr.toString();
            case Peer.Block6(String cidr) -> cidr;
            case Peer.Group(String id) -> id;
        };
        var ports =
                rule.protocol().equals("-1") ? "" : ", from port: " + rule.fromPort() + ", to port: " + rule.toPort();
        return "peer: " + peer + ", " + rule.protocol().toUpperCase(Locale.ROOT) + ports + ", ALLOW";
    }

    private Group put(Group group) {
        change(copy -> copy.put(group.id, group));
        return group;
    }

    private void change(Consumer<Map<String, Group>> change) {
        var copy = new LinkedHashMap<>(groups);
        change.accept(copy);
        groups = Collections.unmodifiableMap(copy);
    }
}
