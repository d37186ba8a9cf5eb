package dev.sloconsole.local.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Free ports on 127.0.0.1 for children that must be told theirs. Taken below the range from which operating systems
 * give ports to outgoing connections, so that none of those is in the way between our look and the child's bind.
 */
public final class LoopbackPorts {

    private static final int LOWEST = 15_000;
    private static final int HIGHEST = 32_000;

    /** Given away not long ago, and perhaps not bound yet. */
    private static final Set<Integer> RECENT = Collections.newSetFromMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, Boolean> eldest) {
            return size() > 500;
        }
    });

    private LoopbackPorts() {}

    /**
     * A port that nobody listens on right now.
     *
     * @throws IllegalStateException when there seems to be none
     */
    public static synchronized int free() {
        for (int attempt = 0; attempt < 200; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
            try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                if (RECENT.add(port)) {
                    return socket.getLocalPort();
                }
            } catch (IOException e) {
                // Taken; the next one.
            }
        }
        throw new IllegalStateException("No free port on 127.0.0.1 between " + LOWEST + " and " + HIGHEST
                + ". Close programs that hold many ports and try again.");
    }
}
