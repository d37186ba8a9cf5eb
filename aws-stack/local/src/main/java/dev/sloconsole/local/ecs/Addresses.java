package dev.sloconsole.local.ecs;

import dev.sloconsole.local.ground.RandomText;
import dev.sloconsole.local.router.Routes;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;

/**
 * The network interfaces of the tasks. A private address is given again only when all others of its subnet have had
 * their turn, so that whoever still believes in an old one is seen to be wrong. Touched by the local-cloud thread
 * only; the routes are for any thread.
 */
final class Addresses {

    private static final int LAST_PUBLIC = 254;

    private final Map<String, TaskInterface> attached = new LinkedHashMap<>();
    private final Map<String, Map<Integer, Integer>> ports = new HashMap<>();
    /** From subnet to the number of the address whose turn is next. */
    private final Map<String, Integer> nextPrivate = new HashMap<>();

    private int nextPublic = ThreadLocalRandom.current().nextInt(1, LAST_PUBLIC);
    private volatile Routes routes = Routes.NONE;

    /**
     * Makes an interface with addresses of its own in the subnet with the fewest tasks, so that several subnets take
     * turns; nothing leads to it before {@link #open}.
     *
     * @param subnets at least one
     * @return empty where the subnet has no address left
     */
    Optional<TaskInterface> attach(
            String taskArn,
            String attachmentId,
            List<SubnetRange> subnets,
            List<String> securityGroups,
            boolean isPublic) {
        var subnet = subnets.stream().min(Comparator.comparingLong(this::used)).orElseThrow();
        return freeAddress(subnet).map(privateAddress -> {
            var made = new TaskInterface(
                    "eni-0" + RandomText.hex(16),
                    taskArn,
                    attachmentId,
                    subnet,
                    securityGroups,
                    privateAddress,
                    isPublic ? Optional.of(publicAddress()) : Optional.empty(),
                    mac());
            attached.put(made.id(), made);
            publish();
            return made;
        });
    }

    private long used(SubnetRange subnet) {
        return attached.values().stream()
                .filter(one -> one.subnetId().equals(subnet.id()))
                .count();
    }

    private Optional<String> freeAddress(SubnetRange subnet) {
        int size = subnet.size();
        int first = nextPrivate.computeIfAbsent(
                subnet.id(), id -> ThreadLocalRandom.current().nextInt(size));
        var inUse = attached.values().stream()
                .filter(one -> one.subnetId().equals(subnet.id()))
                .map(TaskInterface::privateAddress)
                .collect(Collectors.toSet());
        for (int i = 0; i < size; i++) {
            int number = (first + i) % size;
            if (!inUse.contains(subnet.host(number))) {
                nextPrivate.put(subnet.id(), (number + 1) % size);
                return Optional.of(subnet.host(number));
            }
        }
        return Optional.empty();
    }

    private String publicAddress() {
        var inUse = attached.values().stream()
                .flatMap(one -> one.publicAddress().stream())
                .toList();
        String address;
        int tries = 0;
        do {
            address = "203.0.113." + nextPublic;
            nextPublic = nextPublic == LAST_PUBLIC ? 1 : nextPublic + 1;
        } while (inUse.contains(address) && ++tries < LAST_PUBLIC);
        return address;
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
                .map(address -> new Routes.Place(
                        address.id(),
                        address.subnetId(),
                        address.privateAddress(),
                        address.publicAddress(),
                        address.securityGroups(),
                        ports.getOrDefault(address.id(), Map.of())))
                .toList());
    }

    private static String mac() {
        return "0a:" + String.join(":", RandomText.hex(10).split("(?<=\\G..)"));
    }
}
