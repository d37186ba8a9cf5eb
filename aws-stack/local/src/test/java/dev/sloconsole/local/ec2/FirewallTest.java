package dev.sloconsole.local.ec2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sloconsole.local.ec2.SecurityGroupRule.Direction;
import dev.sloconsole.local.ec2.SecurityGroupRule.Peer;
import dev.sloconsole.local.router.PacketFilter.Sender;
import dev.sloconsole.local.router.Routes.Place;
import dev.sloconsole.local.wire.AwsError;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The rules of the lesson's two groups, and others, against every kind of sender. */
class FirewallTest {

    private static final Sender LAPTOP = new Sender.Laptop();

    private final Network network = new Network();
    private final String vpc = network.createVpc(Cidr.parse("10.42.0.0/16")).id();
    private final String subnet = network.createSubnet(vpc, Cidr.parse("10.42.0.0/24"), "eu-west-1a", false)
            .id();
    private final Firewall firewall = new Firewall(network);

    private static SecurityGroupRule in(String protocol, String from, String to, Peer peer) {
        return SecurityGroupRule.of(
                Direction.INGRESS, protocol, Optional.of(from), Optional.of(to), peer, Optional.empty());
    }

    private static SecurityGroupRule out(String from, String to, Peer peer) {
        return SecurityGroupRule.of(
                Direction.EGRESS, "tcp", Optional.of(from), Optional.of(to), peer, Optional.empty());
    }

    private static Peer block(String cidr) {
        return new Peer.Block(Cidr.parse(cidr));
    }

    private String group(String name, SecurityGroupRule... ingress) {
        return network.createSecurityGroup(vpc, name, "for a test", List.of(ingress), List.of())
                .id();
    }

    private Place place(int host, String... groups) {
        return new Place(
                "eni-" + host, subnet, "10.42.0." + host, Optional.of("203.0.113." + host), List.of(groups), Map.of());
    }

    private Optional<String> asked(Sender from, Place to, int port) {
        return firewall.objection(from, to, to.privateAddress(), port);
    }

    private Optional<String> askedPublicly(Sender from, Place to, int port) {
        return firewall.objection(from, to, to.publicAddress().orElseThrow(), port);
    }

    @Test
    void laptopPassesByARuleForItsAddressAndPortOnly() {
        var app = place(9, group("app", in("tcp", "5000", "5002", block("127.0.0.1/32"))));
        assertThat(asked(LAPTOP, app, 5000)).isEmpty();
        assertThat(askedPublicly(LAPTOP, app, 5002)).isEmpty();
        assertThat(asked(LAPTOP, app, 4999)).isPresent();
        assertThat(asked(LAPTOP, app, 5003))
                .hasValueSatisfying(
                        why -> assertThat(why)
                                .matches(
                                        "No ingress rule of app \\(sg-0[0-9a-f]{16}\\) opens TCP port 5003 to 127\\.0\\.0\\.1"));
    }

    @Test
    void otherAddressesProtocolsAndIpv6DoNotOpenAPortToTheLaptop() {
        assertThat(asked(LAPTOP, place(1, group("a", in("tcp", "5000", "5000", block("203.0.113.7/32")))), 5000))
                .isPresent();
        assertThat(asked(LAPTOP, place(1, group("b", in("udp", "5000", "5000", block("0.0.0.0/0")))), 5000))
                .isPresent();
        assertThat(asked(LAPTOP, place(1, group("c", in("tcp", "5000", "5000", new Peer.Block6("::/0")))), 5000))
                .isPresent();
        assertThat(asked(LAPTOP, place(1, group("d", in("-1", "", "", block("0.0.0.0/0")))), 5000))
                .isEmpty();
        assertThat(asked(LAPTOP, place(1, group("e", in("6", "0", "65535", block("127.0.0.0/8")))), 5000))
                .isEmpty();
    }

    @Test
    void rulesOfAllGroupsOfATaskCountTogether() {
        var closed = group("closed");
        var open = group("open", in("tcp", "5000", "5000", block("127.0.0.1/32")));
        assertThat(asked(LAPTOP, place(1, closed), 5000)).isPresent();
        assertThat(asked(LAPTOP, place(1, closed, open), 5000)).isEmpty();
    }

    @Test
    void groupReferenceLetsItsMembersInByPrivateAddressOnly() {
        var prometheus = group("prometheus");
        var app = place(9, group("app", in("tcp", "5000", "5000", new Peer.Group(prometheus))));
        var member = new Sender.Task(place(5, prometheus));
        assertThat(asked(member, app, 5000)).isEmpty();
        assertThat(asked(member, app, 9090)).isPresent();
        assertThat(asked(new Sender.Task(place(6, group("other"))), app, 5000)).isPresent();
        assertThat(askedPublicly(member, app, 5000))
                .hasValueSatisfying(why -> assertThat(why).endsWith("opens TCP port 5000 to 203.0.113.5"));
        assertThat(asked(LAPTOP, app, 5000)).isPresent();
    }

    @Test
    void taskIsKeptInByItsOwnEgressRules() {
        var app = place(9, group("app", in("tcp", "1", "65535", block("10.42.0.0/16"))));
        var strict = network.createSecurityGroup(
                        vpc,
                        "strict",
                        "only to the app",
                        List.of(),
                        List.of(out("5000", "5000", block("10.42.0.9/32"))))
                .id();
        var sender = new Sender.Task(place(5, strict));
        assertThat(asked(sender, app, 5000)).isEmpty();
        assertThat(asked(sender, app, 5001))
                .hasValueSatisfying(why -> assertThat(why)
                        .startsWith("No egress rule of strict (sg-")
                        .endsWith(" lets 10.42.0.5 reach TCP port 5001 of 10.42.0.9"));
    }

    @Test
    void serviceWithoutGroupsIsInTheDefaultOneWhoseMembersReachEachOther() {
        assertThat(asked(new Sender.Task(place(5)), place(9), 5000)).isEmpty();
        assertThat(asked(LAPTOP, place(9), 5000))
                .hasValueSatisfying(why -> assertThat(why).contains("default (sg-"));
    }

    @Test
    void groupThatDoesNotExistOpensNothing() {
        assertThat(asked(LAPTOP, place(9, "sg-0123456789abcdef0"), 5000))
                .hasValueSatisfying(why -> assertThat(why).contains("(none exists)"));
    }

    @Test
    void changedRulesCountAtOnce() {
        var id = group("app");
        var app = place(9, id);
        var rule = in("tcp", "5000", "5000", block("127.0.0.1/32"));
        assertThat(asked(LAPTOP, app, 5000)).isPresent();
        network.securityGroups().authorize(id, List.of(rule));
        assertThat(asked(LAPTOP, app, 5000)).isEmpty();
        network.securityGroups().revoke(id, rule::sameAs);
        assertThat(asked(LAPTOP, app, 5000)).isPresent();
    }

    @Test
    void refusedChangeLeavesTheRulesAsTheyWere() {
        var rule = in("tcp", "5000", "5000", block("127.0.0.1/32"));
        var id = group("app", rule);
        assertThatThrownBy(() -> network.securityGroups()
                        .replace(
                                id,
                                Direction.INGRESS,
                                List.of(
                                        in("tcp", "80", "80", block("0.0.0.0/0")),
                                        in("tcp", "80", "80", block("0.0.0.0/0")))))
                .isInstanceOf(AwsError.class)
                .hasMessage("the specified rule \"peer: 0.0.0.0/0, TCP, from port: 80, to"
                        + " port: 80, ALLOW\" already exists");
        assertThat(network.securityGroups().known(id).rules(Direction.INGRESS)).containsExactly(rule);
        assertThatThrownBy(() -> group("other", in("tcp", "80", "80", new Peer.Group("sg-0123456789abcdef0"))))
                .isInstanceOf(AwsError.class)
                .hasMessage("The security group 'sg-0123456789abcdef0' does not exist");
        assertThat(network.securityGroups().all())
                .extracting(SecurityGroups.Group::name)
                .containsExactly("default", "app");
    }
}
