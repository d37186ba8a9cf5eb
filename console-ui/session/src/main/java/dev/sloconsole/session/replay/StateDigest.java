package dev.sloconsole.session.replay;

import dev.sloconsole.session.SessionState;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A state in a few characters: two states with the same digest are the same, bit for bit. It is taken over the state's
 * text, which holds every component of every record in it, in order, and every number so that it reads back the same;
 * neither the machine's language nor its time zone is in it.
 */
public final class StateDigest {

    private StateDigest() {}

    /** SHA-256, in 64 hexadecimal digits. */
    public static String of(SessionState state) {
        try {
            var digest =
                    MessageDigest.getInstance("SHA-256").digest(state.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
