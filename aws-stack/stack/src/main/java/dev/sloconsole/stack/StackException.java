package dev.sloconsole.stack;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The cloud refused or could not be asked. The message says what was attempted, why it failed and what to do; AWS's own
 * code and text are kept for whoever wants to search for them.
 */
public final class StackException extends RuntimeException {

    /** What kind of failure it was, for a screen that wants to offer the right button. */
    public enum Kind {
        /** No credentials were found anywhere. */
        NO_CREDENTIALS,
        /** The credentials were good once. */
        CREDENTIALS_EXPIRED,
        /** AWS does not know the key, or the signature is wrong. */
        CREDENTIALS_REJECTED,
        /** The user is known and may not. */
        ACCESS_DENIED,
        /** The template creates IAM roles and the caller did not agree to it. */
        INSUFFICIENT_CAPABILITIES,
        /** The template or one of its parameters is not as AWS wants it. */
        INVALID_REQUEST,
        /** A stack of that name is there. */
        ALREADY_EXISTS,
        /** What was named is not there. */
        NOT_FOUND,
        /** An account's limit is reached. */
        QUOTA,
        /** Too many calls. */
        THROTTLED,
        /** The endpoint cannot be reached. */
        NO_NETWORK,
        /** The endpoint took too long. */
        TIMEOUT,
        /** The endpoint failed or is overloaded. */
        UNAVAILABLE,
        /** The endpoint's answer made no sense. */
        UNREADABLE_ANSWER,
        /** Anything else. */
        OTHER
    }

    private final Kind kind;
    private final String what;
    private final String why;
    private final String advice;
    private final Optional<String> awsCode;
    private final Optional<String> awsText;

    /**
     * A refusal.
     *
     * @param attempted completes "could not", such as {@code create stack sre-slo-demo}
     * @param why a clause without a full stop
     * @param advice a whole sentence
     */
    StackException(
            Kind kind,
            String attempted,
            String why,
            String advice,
            Optional<String> awsCode,
            Optional<String> awsText,
            @Nullable Throwable cause) {
        super("Could not " + attempted + ": " + why + ". " + advice, cause);
        this.kind = kind;
        this.what = "Could not " + attempted;
        this.why = why;
        this.advice = advice;
        this.awsCode = awsCode;
        this.awsText = awsText;
    }

    /** A failure that AWS had no part in. */
    StackException(Kind kind, String attempted, String why, String advice) {
        this(kind, attempted, why, advice, Optional.empty(), Optional.empty(), null);
    }

    public Kind kind() {
        return kind;
    }

    /** What was attempted and why it failed, one sentence. */
    public String failure() {
        return what + ": " + why + ".";
    }

    /** What to do, a sentence or more. */
    public String advice() {
        return advice;
    }

    /** What was attempted, why it failed and what to do, a line each, for a terminal. */
    public String inLines() {
        return what + ":\n  " + why + ".\n  " + advice;
    }

    /** AWS's error code, such as {@code ValidationError}; empty if AWS did not answer. */
    public Optional<String> awsCode() {
        return awsCode;
    }

    /** AWS's own words; empty if AWS did not answer. */
    public Optional<String> awsText() {
        return awsText;
    }
}
