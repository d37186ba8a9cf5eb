package dev.sloconsole.app;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the environment asks of the service.
 *
 * @param port TCP port to listen on; 0 takes a free one
 * @param bindAddress the local address to listen on, such as {@code 0.0.0.0}
 * @param metadata where ECS describes the running task, without the trailing {@code /task}; absent outside of ECS
 * @param door who is let in
 * @param gateTo the Prometheus to stand before, instead of being the service
 */
record Settings(int port, String bindAddress, Optional<URI> metadata, Door door, Optional<URI> gateTo) {

    static final int DEFAULT_PORT = 5000;
    static final String DEFAULT_BIND_ADDRESS = "0.0.0.0";

    /** The service on an address, for everybody who is no page of another site. */
    Settings(int port, String bindAddress, Optional<URI> metadata) {
        this(port, bindAddress, metadata, new Door(Set.of(), Optional.empty()), Optional.empty());
    }

    /**
     * Reads the variables PORT, BIND_ADDRESS, ECS_CONTAINER_METADATA_URI_V4, APP_NAMES (further names of the service,
     * with commas), CLASS_SECRET (what {@code /kill} and remote write ask for) and GATE_TO (the address of a Prometheus
     * to stand before); an empty one counts as unset.
     *
     * @throws Invalid naming every problem at once
     */
    static Settings from(Map<String, String> environment) {
        var problems = new ArrayList<String>();
        int port = value(environment, "PORT").map(text -> port(text, problems)).orElse(DEFAULT_PORT);
        String address = value(environment, "BIND_ADDRESS").orElse(DEFAULT_BIND_ADDRESS);
        if (!isLocalName(address)) {
            problems.add("BIND_ADDRESS is '" + address
                    + "', which is no address of a network interface. Use 0.0.0.0 for all of them.");
        }
        Optional<URI> metadata = value(environment, "ECS_CONTAINER_METADATA_URI_V4")
                .flatMap(text -> httpUri("ECS_CONTAINER_METADATA_URI_V4", text, problems));
        Optional<URI> gateTo = value(environment, "GATE_TO").flatMap(text -> httpUri("GATE_TO", text, problems));
        var names = value(environment, "APP_NAMES")
                .map(text -> text.toLowerCase(Locale.ROOT).split("\\s*,\\s*"));
        if (!problems.isEmpty()) {
            throw new Invalid(problems);
        }
        var door = new Door(names.map(Set::of).orElse(Set.of()), value(environment, "CLASS_SECRET"));
        return new Settings(port, address, metadata, door, gateTo);
    }

    private static Optional<String> value(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).map(String::strip).filter(text -> !text.isEmpty());
    }

    private static int port(String text, List<String> problems) {
        try {
            int port = Integer.parseInt(text);
            if (port >= 0 && port <= 65_535) {
                return port;
            }
        } catch (NumberFormatException e) {
            // Told below, like a number out of range.
        }
        problems.add("PORT is '" + text + "', which is no TCP port. Use a number from 0 (any free port) to 65535.");
        return DEFAULT_PORT;
    }

    private static boolean isLocalName(String address) {
        try {
            return InetAddress.getByName(address) != null;
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static Optional<URI> httpUri(String name, String text, List<String> problems) {
        try {
            URI uri = URI.create(text);
            if ("http".equals(uri.getScheme()) && uri.getHost() != null) {
                return Optional.of(uri);
            }
        } catch (IllegalArgumentException e) {
            // Told below, like a URI of another kind.
        }
        problems.add(
                name + " is '" + text + "', which is no http:// address. The stack sets it; elsewhere leave it unset.");
        return Optional.empty();
    }

    /** The environment cannot be used; the message has one line for each problem. */
    static final class Invalid extends RuntimeException {
        Invalid(List<String> problems) {
            super(String.join("\n", problems));
        }
    }
}
