package dev.sloconsole.local.process;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
        environment.forEach((name, value) -> {
            if (value.contains("{port}")) {
                spec.hostPort().ifPresent(port -> merged.put(name, value.replace("{port}", port.toString())));
            } else {
                merged.putIfAbsent(name, value);
            }
        });
        return merged;
    }
}
