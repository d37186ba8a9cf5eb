package dev.sloconsole.local.router;

import java.util.Map;
import java.util.Optional;

/**
 * Which task address leads to which loopback ports at one moment. Immutable: ECS publishes a new one when a network
 * interface comes or goes.
 *
 * @param tasks from a private or public address to container ports and the loopback ports behind them
 */
public record Routes(Map<String, Map<Integer, Integer>> tasks) {

    /** No task runs. */
    public static final Routes NONE = new Routes(Map.of());

    private static final String PRIVATE_NETWORK = "10.42.";
    private static final String PUBLIC_NETWORK = "203.0.113.";

    public Routes {
        tasks = Map.copyOf(tasks);
    }

    /** Whether an address belongs to the networks from which tasks get theirs, whether or not one has it now. */
    public static boolean inNetwork(String address) {
        return address.startsWith(PRIVATE_NETWORK) || address.startsWith(PUBLIC_NETWORK);
    }

    /** Whether a task has the address now. */
    public boolean assigned(String address) {
        return tasks.containsKey(address);
    }

    public Optional<Integer> loopbackPort(String address, int port) {
        return Optional.ofNullable(tasks.getOrDefault(address, Map.of()).get(port));
    }
}
