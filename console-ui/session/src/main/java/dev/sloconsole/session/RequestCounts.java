package dev.sloconsole.session;

/**
 * How many requests ended in which way, as the users saw it. Only {@code ok} is good. A request that was never sent,
 * because this computer is too slow, is {@code dropped}: no user asked it, so it is counted apart and is neither good
 * nor bad.
 */
public record RequestCounts(long ok, long clientError, long serverError, long timeout, long refused, long dropped) {

    public static final RequestCounts NONE = new RequestCounts(0, 0, 0, 0, 0, 0);

    /** Those that users sent. */
    public long total() {
        return ok + clientError + serverError + timeout + refused;
    }

    public long bad() {
        return total() - ok;
    }

    public RequestCounts plus(RequestCounts o) {
        return new RequestCounts(
                ok + o.ok,
                clientError + o.clientError,
                serverError + o.serverError,
                timeout + o.timeout,
                refused + o.refused,
                dropped + o.dropped);
    }

    public RequestCounts minus(RequestCounts o) {
        return new RequestCounts(
                ok - o.ok,
                clientError - o.clientError,
                serverError - o.serverError,
                timeout - o.timeout,
                refused - o.refused,
                dropped - o.dropped);
    }
}
