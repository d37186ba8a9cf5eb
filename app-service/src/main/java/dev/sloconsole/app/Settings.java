package dev.sloconsole.app;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the environment says.
 *
 * @param port {@code PORT}, 5000 by default; 0 lets the system choose
 * @param bindAddress {@code BIND_ADDRESS}, all interfaces by default
 * @param metadata {@code ECS_CONTAINER_METADATA_URI_V4}, where ECS tells a task who it is
 */
record Settings(int port, String bindAddress, Optional<URI> metadata) {

    /** The environment is not usable; the message names every problem. */
    static final class InvalidSettings extends RuntimeException {
        InvalidSettings(List<String> problems) {
            super(String.join(System.lineSeparator(), problems));
        }
    }

    static Settings from(Map<String, String> environment) {
        var problems = new ArrayList<String>();
        var port = port(environment.getOrDefault("PORT", "5000"), problems);
        var address = environment.getOrDefault("BIND_ADDRESS", "0.0.0.0");
        if (address.isBlank()) {
            problems.add("BIND_ADDRESS is empty. Give an address to listen on, such as 127.0.0.1, or leave it out.");
        }
        var metadata = Optional.ofNullable(environment.get("ECS_CONTAINER_METADATA_URI_V4"))
                .filter(uri -> !uri.isBlank())
                .flatMap(uri -> metadata(uri, problems));
        if (!problems.isEmpty()) {
            throw new InvalidSettings(problems);
        }
        return new Settings(port, address, metadata);
    }

    private static int port(String text, List<String> problems) {
        try {
            int port = Integer.parseInt(text.strip());
            if (port >= 0 && port <= 65_535) {
                return port;
            }
        } catch (NumberFormatException e) {
            // Told below, together with numbers out of range.
        }
        problems.add("PORT is '" + text + "', which is no port. Give a number from 0 (any free port) to 65535.");
        return 0;
    }

    private static Optional<URI> metadata(String text, List<String> problems) {
        try {
            var uri = URI.create(text.strip());
            if ("http".equals(uri.getScheme()) && uri.getHost() != null) {
                return Optional.of(uri);
            }
        } catch (IllegalArgumentException e) {
            // Told below, together with other schemes.
        }
        problems.add("ECS_CONTAINER_METADATA_URI_V4 is '" + text
                + "', which is no http URI. ECS sets it; leave it out where there is no ECS.");
        return Optional.empty();
    }
}
