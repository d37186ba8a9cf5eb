package dev.sloconsole.local.ec2;

import dev.sloconsole.local.ec2.SecurityGroupRule.Direction;
import dev.sloconsole.local.ec2.SecurityGroupRule.Peer;
import dev.sloconsole.local.ec2.SecurityGroups.Group;
import dev.sloconsole.local.router.PacketFilter;
import dev.sloconsole.local.router.Routes.Place;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The security groups at work. A sender is what the receiver sees of it: the laptop is 127.0.0.1; a task is its private
 * address and its groups, or, when it asks a public address, its own public address and no group, as on AWS. What comes
 * back belongs to the connection and passes.
 */
public final class Firewall implements PacketFilter {

    private static final String LAPTOP = "127.0.0.1";

    private final Network network;

    public Firewall(Network network) {
        this.network = network;
    }

    @Override
    public Optional<String> objection(Sender from, Place to, String address, int port) {
        return switch (from) {
            case Sender.Laptop() -> into(to, port, LAPTOP, List.of());
            case Sender.Task(Place sender) -> {
                boolean inside = address.equals(to.privateAddress());
                var source = inside ? Optional.of(sender.privateAddress()) : sender.publicAddress();
                if (source.isEmpty()) {
                    yield Optional.of("The task at " + sender.privateAddress()
                            + " has no public address, so it reaches none either");
                }
                yield outOf(sender, port, address, inside ? groups(to) : List.of())
                        .or(() -> into(to, port, source.get(), inside ? groups(sender) : List.of()));
            }
        };
    }

    private Optional<String> into(Place to, int port, String source, List<Group> sourceGroups) {
        var own = groups(to);
        return own.stream().anyMatch(opens(Direction.INGRESS, port, source, sourceGroups))
                ? Optional.empty()
                : Optional.of("No ingress rule of " + names(own) + " opens TCP port " + port + " to " + source);
    }

    private Optional<String> outOf(Place from, int port, String target, List<Group> targetGroups) {
        var own = groups(from);
        return own.stream().anyMatch(opens(Direction.EGRESS, port, target, targetGroups))
                ? Optional.empty()
                : Optional.of("No egress rule of " + names(own) + " lets " + from.privateAddress() + " reach TCP port "
                        + port + " of " + target);
    }

    private static Predicate<Group> opens(Direction direction, int port, String address, List<Group> peers) {
        var host = Cidr.parse(address + "/32");
        return group -> group.rules(direction).stream()
                .anyMatch(rule -> rule.opensTcp(port, end -> switch (end) {
                    case Peer.Block(Cidr cidr) -> cidr.contains(host);
                    case Peer.Block6(String cidr) -> false;
                    case Peer.Group(String id) ->
                        peers.stream().anyMatch(peer -> peer.id().equals(id));
                }));
    }

    /** A service that names no group gets its VPC's default one. */
    private List<Group> groups(Place place) {
        return place.securityGroups().isEmpty()
                ? network
                        .subnet(place.subnetId())
                        .flatMap(s -> network.securityGroups().defaultOf(s.vpcId()))
                        .stream()
                        .toList()
                : place.securityGroups().stream()
                        .flatMap(id -> network.securityGroups().find(id).stream())
                        .toList();
    }

    private static String names(List<Group> groups) {
        return groups.isEmpty()
                ? "the task's security groups (none exists)"
                : groups.stream().map(g -> g.name() + " (" + g.id() + ")").collect(Collectors.joining(" or "));
    }
}
