package dev.sloconsole.session.fold;

import dev.sloconsole.session.SessionState.Outage;
import java.time.Duration;
import java.util.Optional;

/** The hops of an outage while one fact fills some of them. */
final class Hops {

    private final Outage before;

    Optional<String> newAddress;
    Optional<Duration> ecsStoppedAt;
    Optional<Duration> ecsRunningAt;
    Optional<Duration> cloudMapAt;
    Optional<Duration> zoneAt;
    Optional<Duration> resolverAt;
    Optional<Duration> prometheusDownAt;
    Optional<Duration> prometheusUpAt;
    Optional<Duration> usersServedAgain;

    Hops(Outage before) {
        this.before = before;
        newAddress = before.newAddress();
        ecsStoppedAt = before.ecsStoppedAt();
        ecsRunningAt = before.ecsRunningAt();
        cloudMapAt = before.cloudMapAt();
        zoneAt = before.zoneAt();
        resolverAt = before.resolverAt();
        prometheusDownAt = before.prometheusDownAt();
        prometheusUpAt = before.prometheusUpAt();
        usersServedAgain = before.usersServedAgain();
    }

    Outage outage() {
        return new Outage(
                before.startedAt(),
                before.oldAddress(),
                newAddress,
                ecsStoppedAt,
                ecsRunningAt,
                cloudMapAt,
                zoneAt,
                resolverAt,
                prometheusDownAt,
                prometheusUpAt,
                usersServedAgain);
    }
}
