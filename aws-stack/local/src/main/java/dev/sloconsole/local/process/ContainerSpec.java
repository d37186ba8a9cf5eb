package dev.sloconsole.local.process;

import java.net.URI;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One container of one task, as its launcher needs to know it.
 *
 * @param environment of the task definition, secrets and metadata URI included
 * @param entryPoint empty for the image's own
 * @param command empty for the image's own
 * @param mounts from container path to the volume's host folder
 * @param ports of this container, from container port to loopback port
 * @param taskPorts of all containers of the task, which share one network: what is at {@code localhost} inside the task
 * @param scratch the container's own host folder: working directory, and root of every path that is no mount
 * @param router the task's way to the VPC router, an HTTP proxy
 */
public record ContainerSpec(
        String name,
        Map<String, String> environment,
        List<String> entryPoint,
        List<String> command,
        Map<String, Path> mounts,
        SortedMap<Integer, Integer> ports,
        SortedMap<Integer, Integer> taskPorts,
        Path scratch,
        URI router) {

    public ContainerSpec {
        environment = Map.copyOf(environment);
        entryPoint = List.copyOf(entryPoint);
        command = List.copyOf(command);
        mounts = Map.copyOf(mounts);
        ports = new TreeMap<>(ports);
        taskPorts = new TreeMap<>(taskPorts);
    }

    /**
     * Where an absolute path of the container lies on the host: in the volume mounted there, else below the scratch
     * folder. Never outside of them.
     */
    public Path hostPath(String containerPath) {
        var path = normalized(containerPath);
        Optional<Map.Entry<String, Path>> mount = mounts.entrySet().stream()
                .filter(m -> path.equals(normalized(m.getKey())) || path.startsWith(normalized(m.getKey()) + "/"))
                .max(Comparator.comparingInt(m -> m.getKey().length()));
        return mount.map(m -> inside(
                        m.getValue(), path.substring(normalized(m.getKey()).length())))
                .orElseGet(() -> inside(scratch, path));
    }

    /** The loopback port behind the container's first port, if it has one. */
    public Optional<Integer> hostPort() {
        return ports.isEmpty()
                ? Optional.empty()
                : Optional.of(ports.firstEntry().getValue());
    }

    private static Path inside(Path root, String rest) {
        var relative = rest.replaceFirst("^/+", "");
        return relative.isEmpty() ? root : root.resolve(relative);
    }

    /** The path without {@code .}, {@code ..} (which stops at the root, as everywhere) and doubled slashes. */
    private static String normalized(String containerPath) {
        var parts = new java.util.ArrayDeque<String>();
        for (var part : containerPath.split("/", -1)) {
            switch (part) {
                case "", "." -> {}
                case ".." -> parts.pollLast();
                default -> parts.addLast(part);
            }
        }
        return "/" + String.join("/", parts);
    }
}
