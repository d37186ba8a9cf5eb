package dev.sloconsole.session;

/** Where a session comes from; the screen always says which. */
public enum Source {
    AWS,
    LOCAL,
    REPLAY
}
