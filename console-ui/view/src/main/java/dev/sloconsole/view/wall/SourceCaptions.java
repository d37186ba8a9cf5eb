package dev.sloconsole.view.wall;

import dev.sloconsole.view.Written;
import java.time.Duration;
import java.util.Optional;

/** What cannot be seen at present: a Prometheus that is silent, or figures of the server that have grown old. */
final class SourceCaptions {

    /** Three scrapes without a new sample. */
    private static final Duration STALE = Duration.ofSeconds(15);

    private SourceCaptions() {}

    static Optional<Caption> of(Moment m) {
        var metrics = m.state().metrics();
        if (!m.serving()) {
            return Optional.empty();
        }
        if (!metrics.reachable() && metrics.lastSample().isPresent()) {
            return Caption.news(Part.say("Prometheus has been ")
                    .warn("silent for "
                            + Written.span(m.ago(metrics.lastSample().get())))
                    .say(". What the server says is old; what users get is counted still."));
        }
        return m.state()
                .figures()
                .serverSliAge()
                .filter(age -> age.compareTo(STALE) > 0 && m.asked())
                .flatMap(age -> Caption.news(Part.say("The server's figures are ")
                        .warn(Written.span(age) + " old")
                        .say(": nothing new was scraped. The users' are of this second.")));
    }
}
