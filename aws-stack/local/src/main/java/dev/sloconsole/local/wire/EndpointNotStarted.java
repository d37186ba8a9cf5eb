package dev.sloconsole.local.wire;

/** The endpoint could not take its port; the message says which and what to do. */
public final class EndpointNotStarted extends IllegalStateException {
    EndpointNotStarted(String message, Throwable cause) {
        super(message, cause);
    }
}
