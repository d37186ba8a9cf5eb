package dev.sloconsole.view.wall;

import dev.sloconsole.session.Hop;
import dev.sloconsole.session.Lane;
import dev.sloconsole.session.Outage;
import dev.sloconsole.view.Written;
import java.time.Duration;
import java.util.Optional;

/** A task that died, and how the news of it travels: ECS, Cloud Map, DNS, the users, Prometheus. */
final class OutageCaptions {

    private OutageCaptions() {}

    static Optional<Caption> of(Moment m) {
        if (!m.serving() || m.outage().isEmpty()) {
            return Optional.empty();
        }
        var outage = m.outage().get();
        if (m.outageLasts()) {
            return m.asked() ? lasting(m, outage) : unseen(m, outage);
        }
        if (m.somebodyLags()) {
            return news(servedAgain(m, outage).say(" Prometheus has not asked the new task yet."));
        }
        return m.outageOfThisStep() && calmSince(m, outage) ? recovered(m, outage) : Optional.empty();
    }

    /** The cost is told until somebody does something else to the users. */
    private static boolean calmSince(Moment m, Outage outage) {
        var changed = m.state().timeline().lane(Lane.Kind.TRAFFIC).spans();
        return changed.isEmpty() || changed.getLast().start().compareTo(outage.startedAt()) <= 0;
    }

    private static Optional<Caption> lasting(Moment m, Outage outage) {
        var died = m.ago(outage.startedAt());
        long lost = m.state().traffic().lost(outage, m.now());
        if (!m.state().tasks().noticed(outage) && lost == 0) {
            return Caption.turn(Part.say("The task was ")
                    .bad("killed " + ago(died))
                    .say(". Nobody knows yet: not ECS, not DNS, not Prometheus."));
        }
        if (!m.state().tasks().noticed(outage)) {
            return news(Part.say("The task died ")
                    .bad(ago(died))
                    .say(". ECS has not noticed yet; ")
                    .bad(failed(lost))
                    .say(" already."));
        }
        if (outage.at(Hop.REPLACEMENT_RUNNING).isEmpty()) {
            return starting(m, outage, died);
        }
        if (outage.at(Hop.REGISTERED).isEmpty()) {
            return news(Part.say("A new task ")
                    .good("runs" + address(outage))
                    .say(" after " + after(outage, outage.at(Hop.REPLACEMENT_RUNNING))
                            + ". Cloud Map does not list it yet, so nobody can find it."));
        }
        if (outage.at(m.dnsHop()).isEmpty()) {
            return believed(m, outage);
        }
        return news(Part.say("DNS gives ")
                .good("the new address")
                .say(" after " + after(outage, outage.at(m.dnsHop())) + ". The next requests will find it; "
                        + failed(lost) + " so far."));
    }

    private static Optional<Caption> starting(Moment m, Outage outage, Duration died) {
        var sentence = Part.say("The task died ").bad(ago(died)).say(". ECS is starting another; ");
        if (m.dnsIsStale()) {
            var left = m.ttlLeft();
            sentence.say("DNS ")
                    .warn("still answers with the dead one's address")
                    .say(left.toSeconds() > 0 ? " for " + Written.span(left) + "." : ".");
        } else {
            sentence.say("DNS ").warn("has no address to give").say(".");
        }
        return news(sentence.say(servedLately(m) ? " Some are served still." : " Nobody is served."));
    }

    private static Optional<Caption> believed(Moment m, Outage outage) {
        var sentence = Part.say("The new task")
                .say(address(outage))
                .say(" is listed after " + after(outage, outage.at(Hop.REGISTERED)) + ", but ");
        boolean negative = m.dns().filter(a -> !a.addresses().isEmpty()).isEmpty();
        var left = m.ttlLeft();
        var until = left.toSeconds() > 0 ? " for " + Written.span(left) + " more" : "";
        return news(
                negative
                        ? sentence.warn("“no such name” is believed" + until).say(". Nobody asks for it before that.")
                        : sentence.warn("the old answer is believed" + until)
                                .say(". Until then everybody asks the dead one."));
    }

    private static Optional<Caption> unseen(Moment m, Outage outage) {
        return news(Part.say("The task died ")
                .bad(ago(m.ago(outage.startedAt())))
                .say(", and nobody asks for it: ")
                .warn("without requests no failure is counted")
                .say("."));
    }

    private static Optional<Caption> recovered(Moment m, Outage outage) {
        if (outage.at(Hop.SERVED_AGAIN).isEmpty()) {
            return Caption.milestone(Part.say("Prometheus reaches the new task after ")
                    .good(after(outage, outage.at(Hop.TARGET_UP)))
                    .say(". Nobody asked meanwhile, so no user was hurt."));
        }
        var server = m.serverSli().filter(v -> v >= m.objective()).isPresent()
                ? " The server's SLI hardly moved: a dead task counts nothing."
                : "";
        return Caption.milestone(servedAgain(m, outage).say(server));
    }

    /** "Users are served again after 16.1 s; 322 requests failed: 90 % of the half hour's budget." */
    private static Part.Sentence servedAgain(Moment m, Outage outage) {
        long lost = m.state().traffic().lost(outage, m.now());
        var cost =
                m.spent().map(s -> ": " + Written.share(s.shareOf(lost)) + " of the " + m.windowWords() + "'s budget");
        return Part.say("Users are ")
                .good("served again after " + after(outage, outage.at(Hop.SERVED_AGAIN)))
                .say("; ")
                .bad(failed(lost) + cost.orElse(""))
                .say(".");
    }

    private static String ago(Duration past) {
        return past.toSeconds() > 0 ? Written.span(past) + " ago" : "just now";
    }

    private static Optional<Caption> news(Part.Sentence sentence) {
        return Caption.news(sentence);
    }

    private static boolean servedLately(Moment m) {
        return m.state().traffic().lastSecond().ok() > 0;
    }

    private static String failed(long count) {
        return Written.count(count, "request failed", "requests failed");
    }

    private static String after(Outage outage, Optional<Duration> at) {
        return Written.seconds(Written.between(outage.startedAt(), at.orElse(outage.startedAt())));
    }

    private static String address(Outage outage) {
        return outage.newAddress().map(a -> " at " + a).orElse("");
    }
}
