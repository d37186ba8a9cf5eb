import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Names a build by a hash of what a start-up cache is trained on: every jar, and the launchers with their JVM flags. A
 * JVM would use a stale cache silently (JDK-8377932), so a cache's file name must tell what it belongs to.
 *
 * <p>Arguments: the application folder (with {@code lib} and {@code fx}), then the launchers. Writes {@code build-id}
 * into the application folder.
 */
final class BuildId {

    public static void main(String[] args) throws IOException, NoSuchAlgorithmException {
        var app = Path.of(args[0]);
        var hash = MessageDigest.getInstance("SHA-256");
        for (var folder : new String[] {"lib", "fx"}) {
            try (var files = Files.list(app.resolve(folder))) {
                for (var jar : files.filter(f -> f.toString().endsWith(".jar"))
                        .sorted()
                        .toList()) {
                    add(hash, jar);
                }
            }
        }
        for (int i = 1; i < args.length; i++) {
            add(hash, Path.of(args[i]));
        }
        Files.writeString(
                app.resolve("build-id"),
                HexFormat.of().formatHex(hash.digest()).substring(0, 16) + System.lineSeparator());
    }

    private static void add(MessageDigest hash, Path file) throws IOException {
        hash.update(file.getFileName().toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
        try (var in = new DigestInputStream(Files.newInputStream(file), hash)) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
        }
    }
}
