package dev.sloconsole.local.ecs;

import dev.sloconsole.local.router.Routes;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The network interfaces of the tasks. A private address is given again only when all others of the subnet have had
 * their turn, so that whoever still believes in an old one is seen to be wrong. Touched by the local-cloud thread
 * only; the routes are for any thread.
 */
final class Addresses {

    private static final int FIRST_HOST = 4;
    private static final int LAST_HOST = 254;

    private final Map<String, TaskInterface> attached = new LinkedHashMap<>();
    private final Map<String, Map<Integer, Integer>> ports = new HashMap<>();
    private int nextPrivate = ThreadLocalRandom.current().nextInt(FIRST_HOST, LAST_HOST);
    private int nextPublic = ThreadLocalRandom.current().nextInt(1, LAST_HOST);
    private volatile Routes routes = Routes.NONE;

    /** Makes an interface with addresses of its own; nothing leads to it before {@link #open}. */
    TaskInterface attach(String taskArn, String attachmentId, String subnetId, List<String> securityGroups,
            boolean isPublic) {
        var inUse = attached.values().stream().map(TaskInterface::privateAddress).toList();
        if (inUse.size() > LAST_HOST - FIRST_HOST) {
            throw new IllegalStateException("The subnet 10.42.0.0/24 has no address left; stop some tasks.");
        }
        String privateAddress;
        do {
            privateAddress = "10.42.0." + nextPrivate;
            nextPrivate = nextPrivate == LAST_HOST ? FIRST_HOST : nextPrivate + 1;
        } while (inUse.contains(privateAddress));
        var publicAddress = isPublic ? Optional.of("203.0.113." + nextPublic) : Optional.<String>empty();
        nextPublic = nextPublic == LAST_HOST ? 1 : nextPublic + 1;
        var made = new TaskInterface("eni-" + hex(17), taskArn, attachmentId, subnetId, securityGroups, privateAddress,
                publicAddress, mac());
        attached.put(made.id(), made);
        publish();
        return made;
    }

    /** Lets requests for these container ports through to loopback ports. */
    void open(TaskInterface address, Map<Integer, Integer> containerPorts) {
        ports.put(address.id(), Map.copyOf(containerPorts));
        publish();
    }

    void detach(TaskInterface address) {
        attached.remove(address.id());
        ports.remove(address.id());
        publish();
    }

    List<TaskInterface> all() {
        return List.copyOf(attached.values());
    }

    /** For any thread. */
    Routes routes() {
        return routes;
    }

    private void publish() {
        routes = Routes.to(attached.values().stream()
                .map(address -> new Routes.Place(address.id(), address.subnetId(), address.privateAddress(),
                        address.publicAddress(), address.securityGroups(), ports.getOrDefault(address.id(), Map.of())))
                .toList());
    }

    static String hex(int digits) {
        var bytes = new byte[(digits + 1) / 2];
        ThreadLocalRandom.current().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes).substring(0, digits);
    }

    private static String mac() {
        return "0a:" + String.join(":", hex(10).split("(?<=\\G..)"));
    }
}
