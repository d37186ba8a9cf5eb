package dev.sloconsole.prometheus.template;

import java.util.regex.Pattern;

/** A target's address as it is shown: {@code app.sre.local:5000}. */
final class HostPort {

    private static final Pattern PORT = Pattern.compile("(?:\\[([^\\[\\]]*)\\]|([^:\\[\\]]*)):([^:\\[\\]]*)");
    private static final Pattern IP = Pattern.compile("\\d{1,3}(?:\\.\\d{1,3}){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

    private HostPort() {}

    static String withoutPort(String address) {
        var matcher = PORT.matcher(address);
        return matcher.matches() ? host(matcher) : address;
    }

    /** Without what follows the first dot of its name; an IP address stays as it is. */
    static String withoutDomain(String address) {
        var matcher = PORT.matcher(address);
        boolean hasPort = matcher.matches();
        String host = hasPort ? host(matcher) : address;
        if (IP.matcher(host).matches()) {
            return address;
        }
        int dot = host.indexOf('.');
        String name = dot < 0 ? host : host.substring(0, dot);
        String port = hasPort ? matcher.group(3) : "";
        return port.isEmpty() ? name : name + ":" + port;
    }

    private static String host(java.util.regex.Matcher matcher) {
        return matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
    }
}
