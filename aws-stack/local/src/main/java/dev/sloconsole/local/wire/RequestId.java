package dev.sloconsole.local.wire;

import java.util.UUID;

/** The id of the request that is being answered: in the header, in XML answers and in errors alike. */
public final class RequestId {

    static final ScopedValue<String> CURRENT = ScopedValue.newInstance();

    private RequestId() {}

    /** The id of the request at hand, or a fresh one where an operation is called without a request. */
    public static String current() {
        return CURRENT.isBound() ? CURRENT.get() : UUID.randomUUID().toString();
    }
}
