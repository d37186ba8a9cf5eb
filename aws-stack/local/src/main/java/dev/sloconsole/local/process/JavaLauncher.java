package dev.sloconsole.local.process;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * An image that is a Java program.
 *
 * @param java the executable
 * @param flags of the JVM
 * @param environment the image's own variables; the task definition's win over them, save where a value contains
 *     {@code {port}}, which stands for the loopback port of the container's first port
 */
public record JavaLauncher(
        Path java, List<String> flags, List<Path> classPath, String mainClass, Map<String, String> environment)
        implements Launcher {

    private static final Pattern TASK_URL = Pattern.compile("(http://(?:localhost|127\\.0\\.0\\.1):)(\\d+)");

    public JavaLauncher {
        flags = List.copyOf(flags);
        classPath = List.copyOf(classPath);
        environment = Map.copyOf(environment);
    }

    @Override
    public Launch launch(ContainerSpec spec) {
        return new Launch(command(spec.command()), environment(spec), spec.scratch());
    }

    /** The JVM with its flags and main class, then arguments. */
    List<String> command(List<String> arguments) {
        var command = new ArrayList<String>();
        command.add(java.toString());
        command.addAll(flags);
        command.add("-cp");
        command.add(classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
        command.add(mainClass);
        command.addAll(arguments);
        return command;
    }

    private Map<String, String> environment(ContainerSpec spec) {
        var merged = new HashMap<>(spec.environment());
        merged.replaceAll((name, value) -> onHost(value, spec));
        environment.forEach((name, value) -> {
            if (value.contains("{port}")) {
                spec.hostPort().ifPresent(port -> merged.put(name, value.replace("{port}", port.toString())));
            } else {
                merged.putIfAbsent(name, value);
            }
        });
        return merged;
    }

    /** An address at the task's own {@code localhost} is at another port of the host. */
    private static String onHost(String value, ContainerSpec spec) {
        var local = TASK_URL.matcher(value);
        var port = local.matches() ? spec.taskPorts().get(Integer.valueOf(local.group(2))) : null;
        return port == null ? value : local.group(1) + port;
    }
}
