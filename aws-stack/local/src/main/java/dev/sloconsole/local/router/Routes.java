package dev.sloconsole.local.router;

import java.net.InetAddress;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which task address leads to which loopback ports at one moment. Immutable: ECS publishes a new one when a network
 * interface comes or goes.
 *
 * @param places by private and by public address
 */
public record Routes(Map<String, Place> places) {

    /**
     * A task's place in the network.
     *
     * @param ports from container ports to the loopback ports behind them
     */
    public record Place(
            String interfaceId,
            String subnetId,
            String privateAddress,
            Optional<String> publicAddress,
            List<String> securityGroups,
            Map<Integer, Integer> ports) {

        public Place {
            securityGroups = List.copyOf(securityGroups);
            ports = Map.copyOf(ports);
        }
    }

    /** No task runs. */
    public static final Routes NONE = new Routes(Map.of());

    private static final String PUBLIC_NETWORK = "203.0.113.";

    public Routes {
        places = Map.copyOf(places);
    }

    /** The routes to these places, by both of their addresses. */
    public static Routes to(Collection<Place> places) {
        var byAddress = new HashMap<String, Place>();
        for (var place : places) {
            byAddress.put(place.privateAddress(), place);
            place.publicAddress().ifPresent(address -> byAddress.put(address, place));
        }
        return new Routes(byAddress);
    }

    /** Whether an address belongs to the networks from which tasks get theirs, whether or not one has it now. */
    public static boolean inNetwork(String address) {
        if (address.startsWith(PUBLIC_NETWORK)) {
            return true;
        }
        try {
            return InetAddress.ofLiteral(address).isSiteLocalAddress();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Where a network interface is now. */
    public Optional<Place> ofInterface(String id) {
        return places.values().stream()
                .filter(place -> place.interfaceId().equals(id))
                .findFirst();
    }

    /** Who has the address now. */
    public Optional<Place> at(String address) {
        return Optional.ofNullable(places.get(address));
    }

    /** Whether a task has the address now. */
    public boolean assigned(String address) {
        return places.containsKey(address);
    }

    public Optional<Integer> loopbackPort(String address, int port) {
        return at(address).flatMap(place -> Optional.ofNullable(place.ports().get(port)));
    }
}
