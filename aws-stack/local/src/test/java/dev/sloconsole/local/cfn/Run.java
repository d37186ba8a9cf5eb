package dev.sloconsole.local.cfn;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program that has run: how it ended and what it wrote, to either stream. */
record Run(int exit, String output) {

    static Run of(Path folder, List<String> command) throws InterruptedException, IOException {
        return of(folder, command, Map.of());
    }

    /** Runs a program for at most a minute; one that is not there has ended badly. */
    static Run of(Path folder, List<String> command, Map<String, String> environment)
            throws InterruptedException, IOException {
        var output = Files.createTempFile(folder, "run", ".out");
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            return new Run(127, "could not be started: " + e);
        }
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            return new Run(124, "took more than a minute: " + Files.readString(output, StandardCharsets.UTF_8));
        }
        return new Run(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
    }
}
