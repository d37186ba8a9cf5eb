package dev.sloconsole.view.wall;

import dev.sloconsole.session.Discovery.Instance;
import dev.sloconsole.session.Hop;
import dev.sloconsole.session.Outage;
import dev.sloconsole.session.Task;
import dev.sloconsole.view.Tone;
import dev.sloconsole.view.Written;
import dev.sloconsole.view.discovery.HopView;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Who believes which address: ECS, Cloud Map, DNS, Prometheus, the users.
 *
 * @param axis how long the tracks are, in words; empty where there are none
 */
public record Chain(List<Link> links, String axis) implements Region {

    /**
     * One who must know.
     *
     * @param believes an address, or a word for none
     * @param track how far the waiting has come, 0 to 1; empty where nobody waits
     * @param says what it does about it
     */
    public record Link(String who, String believes, Tone tone, Optional<Double> track, Tone trackTone, String says) {}

    private static final List<Integer> AXES = List.of(20, 40, 60, 120, 300, 600, 1200, 3600);
    private static final String NOTHING = "none";
    private static final Duration COUNTED = Duration.ofSeconds(2);

    static Chain of(Moment m) {
        var during = m.outage().filter(o -> m.serving());
        if (during.isEmpty()) {
            return new Chain(List.of(ecs(m), cloudMap(m), dns(m), prometheus(m), users(m)), "");
        }
        var outage = during.get();
        int axis = axis(m, outage);
        return new Chain(
                List.of(
                        link(
                                "ECS",
                                ecs(m),
                                m,
                                outage,
                                outage.at(Hop.REPLACEMENT_RUNNING),
                                axis,
                                ecsWaits(m, outage),
                                "RUNNING"),
                        link(
                                "Cloud Map",
                                cloudMap(m),
                                m,
                                outage,
                                outage.at(Hop.REGISTERED),
                                axis,
                                cloudMapWaits(m),
                                "lists it"),
                        link(
                                m.cached() ? "DNS, cached" : "DNS, zone",
                                dns(m),
                                m,
                                outage,
                                outage.at(m.dnsHop()),
                                axis,
                                dnsWaits(m, outage),
                                "knows it"),
                        link(
                                "Prometheus",
                                prometheus(m),
                                m,
                                outage,
                                outage.at(Hop.TARGET_UP),
                                axis,
                                prometheusWaits(m, outage),
                                "scrapes it"),
                        link(
                                "Users",
                                usersAfter(m, outage),
                                m,
                                outage,
                                outage.at(Hop.SERVED_AGAIN),
                                axis,
                                usersWait(m, outage),
                                "served again")),
                Written.span(Duration.ofSeconds(axis)));
    }

    private static int axis(Moment m, Outage outage) {
        var longest = m.outageLasts() || m.somebodyLags()
                ? m.ago(outage.startedAt())
                : Written.between(outage.startedAt(), latest(m, outage));
        return AXES.stream()
                .filter(a -> a >= longest.toSeconds() * 1.1)
                .findFirst()
                .orElse(AXES.getLast());
    }

    private static Duration latest(Moment m, Outage o) {
        return List.of(
                        o.at(Hop.REPLACEMENT_RUNNING),
                        o.at(Hop.REGISTERED),
                        o.at(m.dnsHop()),
                        o.at(Hop.TARGET_UP),
                        o.at(Hop.SERVED_AGAIN))
                .stream()
                .flatMap(Optional::stream)
                .max(Duration::compareTo)
                .orElse(o.startedAt());
    }

    private static Link link(
            String who,
            Link now,
            Moment m,
            Outage outage,
            Optional<Duration> learned,
            int axis,
            Waits waits,
            String done) {
        var since = Written.between(outage.startedAt(), learned.orElse(m.now()));
        double part = Math.clamp(since.toMillis() / 1000.0 / axis, 0, 1);
        return learned.isPresent()
                ? new Link(
                        who,
                        now.believes(),
                        Tone.GOOD,
                        Optional.of(part),
                        Tone.GOOD,
                        done + " after " + Written.seconds(since))
                : new Link(
                        who,
                        waits.believes().orElse(now.believes()),
                        waits.tone(),
                        Optional.of(part),
                        waits.tone(),
                        waits.says());
    }

    /** What somebody does who does not know the new address yet. */
    private record Waits(Tone tone, String says, Optional<String> believes) {}

    private static Waits ecsWaits(Moment m, Outage outage) {
        if (!m.state().tasks().noticed(outage)) {
            return new Waits(Tone.BAD, "has not noticed yet", Optional.empty());
        }
        var status = m.app()
                .filter(t -> t.stopped().isEmpty())
                .map(t -> t.firstSeen().compareTo(outage.startedAt()) > 0
                        ? "task " + t.lastStatus()
                        : "old task " + t.lastStatus());
        return new Waits(Tone.WARN, "knows; " + status.orElse("starts another"), Optional.of("starting…"));
    }

    private static Waits cloudMapWaits(Moment m) {
        return m.instance().isPresent()
                ? new Waits(Tone.BAD, "lists the dead one", Optional.empty())
                : new Waits(Tone.WARN, "took the dead one out", Optional.of(NOTHING));
    }

    private static Waits dnsWaits(Moment m, Outage outage) {
        var left = m.ttlLeft();
        var more = left.toSeconds() > 0 ? ", " + Written.span(left) + " more" : "";
        if (m.dns().filter(a -> !a.addresses().isEmpty()).isEmpty()) {
            return new Waits(Tone.BAD, "“no such name”" + more, Optional.of(NOTHING));
        }
        return new Waits(
                outage.at(Hop.ZONE).isPresent() ? Tone.WARN : Tone.BAD, "the old address" + more, Optional.empty());
    }

    private static Waits prometheusWaits(Moment m, Outage outage) {
        var error = m.target().flatMap(t -> t.lastError()).map(HopView::inShort);
        return outage.at(Hop.TARGET_DOWN).isPresent()
                ? new Waits(Tone.BAD, "DOWN" + error.map(e -> ": " + e).orElse(""), lastAsked(outage))
                : new Waits(Tone.BAD, "has not noticed yet", lastAsked(outage));
    }

    /** It asks DNS anew for each scrape, so until one succeeds the last one went to the dead task. */
    private static Optional<String> lastAsked(Outage outage) {
        return Optional.of(outage.oldAddress()).filter(address -> !address.isEmpty());
    }

    private static Waits usersWait(Moment m, Outage outage) {
        if (!m.asked()) {
            return new Waits(Tone.MUTED, "nobody asks now", Optional.of("–"));
        }
        long lost = m.state().traffic().lost(outage, m.now());
        return lost == 0
                ? new Waits(Tone.WARN, "are served still", Optional.empty())
                : new Waits(Tone.BAD, Written.count(lost) + " failed so far", Optional.empty());
    }

    private static Link ecs(Moment m) {
        return m.app()
                .map(t -> link(
                        "ECS",
                        t.privateAddress().orElse("no address"),
                        t.stopped().isPresent() ? Tone.BAD : Tone.GOOD,
                        t.lastStatus()
                                + t.runningAt()
                                        .filter(at -> t.stopped().isEmpty())
                                        .map(at -> " for " + Written.span(m.ago(at)))
                                        .orElse("")))
                .orElseGet(() -> link("ECS", NOTHING, Tone.MUTED, "no task of the app"));
    }

    private static Link cloudMap(Moment m) {
        return m.instance()
                .map((Instance i) ->
                        link("Cloud Map", i.address(), Tone.GOOD, "lists it for " + Written.span(m.ago(i.since()))))
                .orElseGet(() -> link("Cloud Map", NOTHING, Tone.MUTED, "lists nobody"));
    }

    private static Link dns(Moment m) {
        var answer = m.dns();
        if (answer.isEmpty()) {
            return link("DNS, cached", NOTHING, Tone.MUTED, "was not asked yet");
        }
        var left = m.ttlLeft();
        var believed = left.toSeconds() > 0
                ? "believed for " + Written.span(left) + " more"
                : "asked again at the next request";
        return answer.get().addresses().isEmpty()
                ? link("DNS, cached", NOTHING, Tone.WARN, "“no such name”, " + believed)
                : link(
                        "DNS, cached",
                        answer.get().addresses().getFirst(),
                        m.dnsIsStale() || m.app().filter(Task::running).isEmpty() ? Tone.WARN : Tone.GOOD,
                        believed);
    }

    private static Link prometheus(Moment m) {
        if (!m.state().metrics().reachable()) {
            return link("Prometheus", NOTHING, Tone.MUTED, "does not answer");
        }
        var believes = m.dns()
                .filter(a -> !a.addresses().isEmpty())
                .map(a -> a.addresses().getFirst())
                .orElse(NOTHING);
        return m.target()
                .map(t -> switch (t.health()) {
                    case "up" -> link("Prometheus", believes, Tone.GOOD, "asked DNS; target UP");
                    case "down" ->
                        link(
                                "Prometheus",
                                believes,
                                Tone.BAD,
                                "target DOWN"
                                        + t.lastError()
                                                .map(e -> ": " + HopView.inShort(e))
                                                .orElse(""));
                    default -> link("Prometheus", believes, Tone.WARN, "has not asked it yet");
                })
                .orElseGet(() -> link("Prometheus", NOTHING, Tone.MUTED, "has no target"));
    }

    /** The last second that was counted may be the outage's still when the first request has succeeded. */
    private static Link usersAfter(Moment m, Outage outage) {
        return outage.at(Hop.SERVED_AGAIN)
                        .filter(at -> m.ago(at).compareTo(COUNTED) < 0)
                        .isPresent()
                ? link("Users", "served", Tone.GOOD, "")
                : users(m);
    }

    private static Link users(Moment m) {
        if (!m.asked()) {
            return link("Users", "–", Tone.MUTED, m.spent().isPresent() ? "nobody asks now" : "nobody asks yet");
        }
        var second = m.state().traffic().lastSecond();
        if (second.total() == 0) {
            return link("Users", "–", Tone.MUTED, "the first are on their way");
        }
        if (second.bad() == 0) {
            return link("Users", "served", Tone.GOOD, Written.count(second.ok()) + " in the last second");
        }
        var word = second.refused() > 0 ? "refused" : second.timeout() > 0 ? "no answer" : "errors";
        return link(
                "Users",
                word,
                Tone.BAD,
                Written.count(second.bad()) + " of " + Written.count(second.total()) + " failed");
    }

    private static Link link(String who, String believes, Tone tone, String says) {
        return new Link(who, believes, tone, Optional.empty(), tone, says);
    }
}
