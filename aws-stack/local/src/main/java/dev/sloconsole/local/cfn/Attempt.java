package dev.sloconsole.local.cfn;

import dev.sloconsole.local.cfn.resource.Progress;
import dev.sloconsole.local.ground.CloudThread;
import dev.sloconsole.local.wire.AwsError;
import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One creation or deletion of a resource, followed until it has ended. It ends no sooner than the pace says. Runs on
 * the local-cloud thread.
 */
final class Attempt {

    /** Who waits for it; after {@link #cancel} only the physical id is still reported. */
    interface Listener {

        /** The physical id became known; once, and before the end. */
        void known(String physicalId);

        void done(Progress.Done result);

        void failed(String reason);
    }

    private static final Logger LOG = LoggerFactory.getLogger(Attempt.class);

    private final CloudThread thread;
    private final Duration look;
    private final long notBeforeNanos;
    private final Listener listener;
    private boolean known;
    private boolean cancelled;
    private boolean ended;

    Attempt(CloudThread thread, Duration look, Duration atLeast, Listener listener) {
        this.thread = thread;
        this.look = look;
        this.notBeforeNanos = System.nanoTime() + atLeast.toNanos();
        this.listener = listener;
    }

    void start(Supplier<Progress> first) {
        step(first);
    }

    /** Ends it as soon as the physical id is known; until then something may come to be that has to be deleted. */
    void cancel() {
        cancelled = true;
        ended |= known;
    }

    /** Whether nothing will come from it any more. */
    boolean ended() {
        return ended;
    }

    private void step(Supplier<Progress> progress) {
        if (ended) {
            return;
        }
        switch (asked(progress)) {
            case Progress.Working(var physicalId, var next) -> {
                physicalId.ifPresent(this::report);
                thread.later(look, () -> step(next));
            }
            case Progress.Done done -> {
                report(done.physicalId());
                var remaining = Duration.ofNanos(Math.max(0, notBeforeNanos - System.nanoTime()));
                thread.later(remaining, () -> end(() -> listener.done(done)));
            }
            case Progress.Failed(var reason) -> end(() -> listener.failed(reason));
        }
    }

    private static Progress asked(Supplier<Progress> progress) {
        try {
            return progress.get();
        } catch (AwsError e) {
            return failed(e);
        } catch (RuntimeException e) {
            LOG.error("A resource could not be handled", e);
            return new Progress.Failed("Internal Failure: " + e);
        }
    }

    private static Progress failed(AwsError error) {
        var code = error.code().contains("Exists")
                ? "AlreadyExists"
                : error.code().contains("NotFound")
                        ? "NotFound"
                        : error.status() >= 500 ? "ServiceInternalError" : "InvalidRequest";
        return Progress.Failed.byHandler(
                error.text() + " (Status Code: " + error.status() + ", Error Code: " + error.code() + ")", code);
    }

    private void report(String physicalId) {
        if (!known && !physicalId.isEmpty()) {
            known = true;
            listener.known(physicalId);
            ended |= cancelled;
        }
    }

    private void end(Runnable last) {
        if (!ended) {
            ended = true;
            if (!cancelled) {
                last.run();
            }
        }
    }
}
