package dev.sloconsole.local.process;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * The few shell lines of an init container that writes its files from its environment, understood without a shell, so
 * that it runs on every operating system: {@code mkdir -p PATH...}, {@code printf '%s' "$NAME" > PATH}, and
 * {@code chmod}, which changes nothing here. Anything else ends it as a shell ends on an unknown command: exit code
 * 127.
 */
public final class ConfigScript {

    /** A shell's exit code for a command that it does not know. */
    public static final int NOT_FOUND = 127;

    private static final Pattern PRINTF =
            Pattern.compile("printf\\s+'%s(\\\\n)?'\\s+\"\\$\\{?([A-Za-z_][A-Za-z0-9_]*)}?\"\\s*>\\s*(\\S+)");

    private ConfigScript() {}

    /** The script, where a container's entry point is a shell that is handed one. */
    public static Optional<String> of(ContainerSpec spec) {
        var words = new ArrayList<>(spec.entryPoint());
        words.addAll(spec.command());
        boolean shell = words.size() == 3
                && (words.getFirst().equals("/bin/sh") || words.getFirst().equals("sh"))
                && words.get(1).startsWith("-")
                && words.get(1).endsWith("c");
        return shell ? Optional.of(words.get(2)) : Optional.empty();
    }

    /**
     * Runs a script to its end or its first failing line.
     *
     * @param log takes what the shell would write to its error output
     * @return the exit code
     */
    public static int run(String script, ContainerSpec spec, Consumer<String> log) {
        for (var line : commands(script)) {
            int code = runLine(line, spec, log);
            if (code != 0) {
                return code;
            }
        }
        return 0;
    }

    private static List<String> commands(String script) {
        return script.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList();
    }

    private static int runLine(String line, ContainerSpec spec, Consumer<String> log) {
        var words = List.of(line.split("\\s+"));
        try {
            switch (words.getFirst()) {
                case "mkdir" -> {
                    for (var path : words.subList(1, words.size())) {
                        if (!path.startsWith("-")) {
                            Files.createDirectories(spec.hostPath(path));
                        }
                    }
                    return 0;
                }
                case "chmod", "set" -> {
                    return 0;
                }
                case "printf" -> {
                    return printf(line, spec, log);
                }
                default -> {
                    log.accept("sh: " + words.getFirst() + ": not found");
                    return NOT_FOUND;
                }
            }
        } catch (IOException e) {
            log.accept("sh: " + words.getFirst() + ": " + e);
            return 1;
        }
    }

    private static int printf(String line, ContainerSpec spec, Consumer<String> log) throws IOException {
        var match = PRINTF.matcher(line);
        if (!match.matches()) {
            log.accept("sh: " + line + ": not found");
            return NOT_FOUND;
        }
        var value = spec.environment().get(match.group(2));
        if (value == null) {
            log.accept("sh: " + match.group(2) + ": parameter not set");
            return 2;
        }
        Files.writeString(spec.hostPath(match.group(3)), match.group(1) == null ? value : value + "\n");
        return 0;
    }
}
