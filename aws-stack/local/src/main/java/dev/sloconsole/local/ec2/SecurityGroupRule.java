package dev.sloconsole.local.ec2;

import dev.sloconsole.local.wire.AwsError;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * One rule of a security group: what may come in, or go out.
 *
 * @param id such as {@code sgr-0123456789abcdef0}
 * @param protocol {@code tcp}, {@code udp}, {@code icmp}, {@code icmpv6}, a number, or {@code -1} for all
 * @param fromPort -1 to begin with the first, as EC2 writes it
 * @param toPort -1 to end with the last
 */
public record SecurityGroupRule(
        String id,
        Direction direction,
        String protocol,
        int fromPort,
        int toPort,
        Peer peer,
        Optional<String> description) {

    /** Seen from the member of the group. */
    public enum Direction {
        INGRESS,
        EGRESS
    }

    /** Who may be at the other end. */
    public sealed interface Peer {
        /** An address of a block. */
        record Block(Cidr cidr) implements Peer {}

        /** An address of a block of IPv6, which nothing here has. */
        record Block6(String cidr) implements Peer {}

        /** A member of a group, when it is asked by its private address. */
        record Group(String id) implements Peer {}

        /**
         * Reads the one that is given.
         *
         * @throws AwsError MissingParameter, InvalidParameterCombination
         */
        static Peer of(Optional<String> cidr, Optional<String> cidr6, Optional<String> group) {
            var given = Stream.of(
                            cidr.<Peer>map(text -> new Block(Cidr.parse(text))),
                            cidr6.<Peer>map(Block6::new),
                            group.<Peer>map(Group::new))
                    .flatMap(Optional::stream)
                    .toList();
            if (given.isEmpty()) {
                throw new AwsError(
                        "MissingParameter",
                        "Missing source specification: include source security group or CIDR information");
            }
            if (given.size() > 1) {
                throw new AwsError(
                        "InvalidParameterCombination",
                        "Only one of source security group and CIDR may be given for a rule");
            }
            return given.getFirst();
        }
    }

    /**
     * A new rule, read from text as clients and templates write it.
     *
     * @throws AwsError InvalidParameterValue when EC2 would not take it
     */
    public static SecurityGroupRule of(
            Direction direction,
            String protocol,
            Optional<String> from,
            Optional<String> to,
            Peer peer,
            Optional<String> description) {
        var name = switch (protocol.toLowerCase(Locale.ROOT)) {
            case "6" -> "tcp";
            case "17" -> "udp";
            case "1" -> "icmp";
            case "58" -> "icmpv6";
            case "all" -> "-1";
            case String other -> other;
        };
        if (!name.matches("tcp|udp|icmp|icmpv6|-1|\\d{1,3}")) {
            throw new AwsError(
                    "InvalidParameterValue",
                    "Invalid value '" + protocol + "' for IP protocol. Unknown" + " protocol.");
        }
        if (!name.matches("tcp|udp|icmp|icmpv6")) {
            return new SecurityGroupRule(Network.id("sgr"), direction, name, -1, -1, peer, description);
        }
        int first = port(from, name);
        int last = port(to, name);
        if (name.matches("tcp|udp") && first > last) {
            throw new AwsError(
                    "InvalidParameterValue",
                    "Invalid value for portRange. From port (" + first + ") is greater than to port (" + last + ").");
        }
        return new SecurityGroupRule(Network.id("sgr"), direction, name, first, last, peer, description);
    }

    private static int port(Optional<String> text, String protocol) {
        int port = text.filter(t -> t.matches("-?\\d{1,6}"))
                .map(Integer::parseInt)
                .orElseThrow(() -> new AwsError(
                        "InvalidParameterValue",
                        "Invalid value for portRange. Must specify both from and to ports with "
                                + protocol.toUpperCase(Locale.ROOT) + "."));
        if (port < (protocol.startsWith("icmp") ? -1 : 0) || port > 65_535) {
            throw new AwsError("InvalidParameterValue", "Invalid value '" + port + "' for port");
        }
        return port;
    }

    /** All that goes out may go out: the rule that EC2 gives to a group for which none was written. */
    public static SecurityGroupRule everythingOut() {
        return new SecurityGroupRule(
                Network.id("sgr"),
                Direction.EGRESS,
                "-1",
                -1,
                -1,
                new Peer.Block(Cidr.parse("0.0.0.0/0")),
                Optional.empty());
    }

    /** Whether TCP to a port passes, if the other end is the right one. */
    boolean opensTcp(int port, Predicate<Peer> otherEnd) {
        boolean covered = switch (protocol) {
            case "-1" -> true;
            case "tcp" -> fromPort == -1 || (fromPort <= port && port <= toPort);
            default -> false;
        };
        return covered && otherEnd.test(peer);
    }

    /** Whether it says the same as another one; id and description aside, as EC2 compares them. */
    boolean sameAs(SecurityGroupRule other) {
        return direction == other.direction
                && protocol.equals(other.protocol)
                && fromPort == other.fromPort
                && toPort == other.toPort
                && peer.equals(other.peer);
    }
}
