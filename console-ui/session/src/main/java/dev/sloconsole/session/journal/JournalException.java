package dev.sloconsole.session.journal;

/** A journal that cannot be opened or written at all; the message says why and what to do. */
public final class JournalException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What kind of trouble it is. */
    public enum Why {
        /** The file cannot be read or written. */
        DISK,
        /** The file is something else, or there is none. */
        NO_JOURNAL
    }

    private final Why why;

    /** There is no journal to open. */
    public JournalException(String message) {
        super(message);
        this.why = Why.NO_JOURNAL;
    }

    /** The disk refused. */
    public JournalException(String message, Throwable cause) {
        this(Why.DISK, message, cause);
    }

    private JournalException(Why why, String message, Throwable cause) {
        super(message, cause);
        this.why = why;
    }

    public Why why() {
        return why;
    }

    /** The same trouble in other words. */
    JournalException about(String message) {
        return new JournalException(why, message, this);
    }
}
