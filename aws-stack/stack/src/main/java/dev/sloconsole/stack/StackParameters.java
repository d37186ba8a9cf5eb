package dev.sloconsole.stack;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Those of the template's parameters that say who may reach a stack and when it ends. */
public final class StackParameters {

    /** The instructor's own range. */
    public static final String OWN_RANGE = "AllowedCidr";

    /** All ranges that may reach the stack; those after the first may be empty. */
    public static final List<String> RANGES = List.of(OWN_RANGE, "AllowedCidr2", "AllowedCidr3", "AllowedCidr4");

    /** When both services are scaled to zero. */
    public static final String AUTO_STOP = "AutoStopAt";

    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss", Locale.ROOT);

    private StackParameters() {}

    /** A moment as the template wants it: UTC, to the second. */
    public static String text(Instant moment) {
        return LocalDateTime.ofInstant(moment, ZoneOffset.UTC)
                .truncatedTo(ChronoUnit.SECONDS)
                .format(FORMAT);
    }

    /** The moment that a parameter's value names; empty for a value that is none. */
    public static Optional<Instant> instant(String value) {
        try {
            return Optional.of(LocalDateTime.parse(value, FORMAT).toInstant(ZoneOffset.UTC));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
