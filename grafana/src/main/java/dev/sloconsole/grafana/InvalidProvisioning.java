package dev.sloconsole.grafana;

/** The environment or the provisioning files are not usable; the message says what, why, and what to do. */
public final class InvalidProvisioning extends RuntimeException {

    InvalidProvisioning(String message) {
        super(message);
    }

    InvalidProvisioning(String message, Throwable cause) {
        super(message, cause);
    }
}
