package dev.sloconsole.stack;

import dev.sloconsole.stack.StackClient.FoundStack;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;

/** Tries a stack's ports from this computer, by the way that a class takes. Blocks for some seconds a port. */
final class OpenPorts {

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    /** The template's security groups, and what is behind each. */
    private static final Map<String, List<Integer>> PORTS =
            Map.of("AppSecurityGroup", List.of(5000), "ObservabilitySecurityGroup", List.of(9090, 3000));

    /** A proxy's own answers, for a host that it could not reach. */
    private static final Set<Integer> OF_THE_PROXY = Set.of(502, 503, 504);

    private OpenPorts() {}

    static Finding finding(CloudClients clients, FoundStack stack, Proxy proxy) {
        var vpc = stack.outputs().get("VpcId");
        if (vpc == null) {
            return Finding.skipped("ports", "The stack is " + stack.status() + " and has no network to try yet.");
        }
        var open = new ArrayList<String>();
        var closed = new ArrayList<String>();
        var filter = Filter.builder().name("vpc-id").values(vpc).build();
        for (var each : clients.ec2()
                .describeNetworkInterfacesPaginator(ask -> ask.filters(filter))
                .networkInterfaces()) {
            if (each.association() != null && each.association().publicIp() != null) {
                for (int port : ports(each)) {
                    var place = each.association().publicIp() + ":" + port;
                    (answers(place, proxy) ? open : closed).add(place);
                }
            }
        }
        if (open.isEmpty() && closed.isEmpty()) {
            return Finding.warning(
                    "ports",
                    "No task of the stack has a public address, so no port can be tried.",
                    "Its services start, or were scaled to zero: Wake up starts them again.");
        }
        return closed.isEmpty()
                ? Finding.good("ports", String.join(", ", open) + " answer.")
                : Finding.bad(
                        "ports",
                        String.join(", ", closed) + " cannot be reached from here.",
                        "Users, Prometheus or the dashboard would be silent. Admit this computer's address, use another"
                                + " network, or a proxy that leads out: --stack-proxy.");
    }

    private static List<Integer> ports(NetworkInterface each) {
        return each.groups().stream()
                .flatMap(group -> PORTS.entrySet().stream()
                        .filter(known -> group.groupName().contains(known.getKey()))
                        .flatMap(known -> known.getValue().stream()))
                .toList();
    }

    /** Any answer will do: that of the gate, which wants its secret, too. */
    private static boolean answers(String place, Proxy proxy) {
        try {
            var connection = (HttpURLConnection)
                    URI.create("http://" + place + "/").toURL().openConnection(proxy);
            connection.setConnectTimeout((int) PATIENCE.toMillis());
            connection.setReadTimeout((int) PATIENCE.toMillis());
            connection.setInstanceFollowRedirects(false);
            int status = connection.getResponseCode();
            connection.disconnect();
            return proxy.type() == Proxy.Type.DIRECT || !OF_THE_PROXY.contains(status);
        } catch (IOException e) {
            return false;
        }
    }
}
