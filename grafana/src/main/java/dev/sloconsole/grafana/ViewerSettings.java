package dev.sloconsole.grafana;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;

/**
 * What the environment says, by Grafana's own names.
 *
 * @param port {@code GF_SERVER_HTTP_PORT}, 3000 by default; 0 lets the system choose
 * @param address {@code GF_SERVER_HTTP_ADDR}, all interfaces by default
 * @param provisioning {@code GF_PATHS_PROVISIONING}: a folder with {@code datasources} and {@code dashboards}
 */
record ViewerSettings(int port, String address, Path provisioning) {

    /** @throws InvalidProvisioning naming every problem */
    static ViewerSettings from(Map<String, String> environment) {
        var problems = new ArrayList<String>();
        int port = 0;
        var portText = environment.getOrDefault("GF_SERVER_HTTP_PORT", "3000");
        try {
            port = Integer.parseInt(portText);
        } catch (NumberFormatException e) {
            port = -1;
        }
        if (port < 0 || port > 65_535) {
            problems.add("GF_SERVER_HTTP_PORT is '" + portText + "', which is no port. Give a number from 0 to 65535.");
        }
        var provisioning = Path.of(environment.getOrDefault("GF_PATHS_PROVISIONING", "/etc/grafana/provisioning"));
        if (!Files.isDirectory(provisioning)) {
            problems.add("GF_PATHS_PROVISIONING is '" + provisioning
                    + "', which is no folder. Set it to the one that holds datasources/ and dashboards/.");
        }
        if (!problems.isEmpty()) {
            throw new InvalidProvisioning(String.join(System.lineSeparator(), problems));
        }
        return new ViewerSettings(port, environment.getOrDefault("GF_SERVER_HTTP_ADDR", "0.0.0.0"), provisioning);
    }
}
