package dev.sloconsole.local.process;

import java.time.Instant;
import java.util.regex.Pattern;

/**
 * An image that the local cloud can run, and how.
 *
 * @param repository such as {@code sre-demo/app}
 * @param digest {@code sha256:} and 64 hex digits
 * @param pushedAt when it came into the repository
 */
public record Image(String repository, String digest, Instant pushedAt, Launcher launcher) {

    private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");

    public Image {
        if (!DIGEST.matcher(digest).matches()) {
            throw new IllegalArgumentException("The digest of image " + repository + " is \"" + digest
                    + "\"; it must be sha256: and 64 hex digits.");
        }
    }

    public Image(String repository, String digest, Launcher launcher) {
        this(repository, digest, Instant.now(), launcher);
    }

    /** How a task definition names it. */
    public String reference() {
        return repository + "@" + digest;
    }
}
