package dev.sloconsole.session;

import dev.sloconsole.stack.StackFact.DnsSource;

/** How far an outage of the app has come: who learned of it, in the order in which that usually happens. */
public enum Hop {
    /** The old task was seen to be gone, or was killed. */
    STARTED,
    /** A counted second had a request that the outage cost. */
    USERS_HURT,
    /** ECS says that the old task has stopped. */
    TASK_STOPPED,
    /** ECS says that the new task is RUNNING. */
    REPLACEMENT_RUNNING,
    /** Cloud Map has the new address. */
    REGISTERED,
    /** The zone answers with it. */
    ZONE,
    /** A resolver answers with it. */
    RESOLVER,
    /** Prometheus found the target DOWN, or lost it. */
    TARGET_DOWN,
    /** Prometheus scrapes the new task. */
    TARGET_UP,
    /** The first good request after the first bad one; where other tasks served on, the end of the last bad second. */
    SERVED_AGAIN;

    /** The hop that a DNS server reaches when it answers with the new address. */
    public static Hop of(DnsSource source) {
        return switch (source) {
            case AUTHORITATIVE -> ZONE;
            case RESOLVER -> RESOLVER;
        };
    }
}
