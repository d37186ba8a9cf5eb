package dev.sloconsole.local.process;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Images that run classes of the test's own class path in child JVMs. */
public final class TestImages {

    private TestImages() {}

    /** A Java program with the flags that start quickest. */
    public static JavaLauncher java(Class<?> main, Map<String, String> environment) {
        var classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .toList();
        return new JavaLauncher(
                Path.of(System.getProperty("java.home"), "bin", "java"),
                List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx32m", "-Xshare:auto"),
                classPath,
                main.getName(),
                environment);
    }

    /** The application image. */
    public static Image app() {
        return new Image("sre-demo/app", digest('a'), java(TestApp.class, Map.of("PORT", "{port}")));
    }

    /** A digest of one repeated hex digit. */
    public static String digest(char hex) {
        return "sha256:" + String.valueOf(hex).repeat(64);
    }
}
