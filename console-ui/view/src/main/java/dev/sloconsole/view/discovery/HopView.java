package dev.sloconsole.view.discovery;

import dev.sloconsole.session.Discovery.DnsAnswer;
import dev.sloconsole.session.Hop;
import dev.sloconsole.session.Outage;
import dev.sloconsole.session.SessionState;
import dev.sloconsole.session.Task;
import dev.sloconsole.stack.StackFact.DnsSource;
import dev.sloconsole.view.Tone;
import dev.sloconsole.view.Written;
import dev.sloconsole.view.stack.StackPhase;
import dev.sloconsole.view.targets.ScrapeError;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One of the four who must learn the app's address: what it believes, and how it stands.
 *
 * @param note seconds since the kill, "stale", or an error
 */
public record HopView(String name, String address, String state, String note, Tone tone, String tooltip) {

    private static final String NOTHING = "–";
    private static final int NOTE_LENGTH = 34;
    private static final Map<String, String> SHORT = Collections.unmodifiableMap(shortWords());

    private static Map<String, String> shortWords() {
        var words = new LinkedHashMap<String, String>();
        words.put("connection refused", "connection refused");
        words.put("unroutable", "address unreachable");
        words.put("no such host", "no such host");
        words.put("dns", "no such host");
        words.put("deadline exceeded", "no answer in time");
        words.put("timed out", "no answer in time");
        words.put("502 Bad Gateway", "HTTP 502");
        return words;
    }

    /** The four of them, in the order in which an address travels. */
    public static List<HopView> from(SessionState state, Duration now) {
        var hops = List.of(ecs(state), cloudMap(state), dns(state, now), prometheus(state));
        return switch (StackPhase.of(state.stack())) {
            case UNKNOWN, NONE, FAILED -> hops.stream().map(HopView::quiet).toList();
            case RISING ->
                hops.stream()
                        .map(hop -> hop.tone() == Tone.BAD ? hop.quiet() : hop)
                        .toList();
            case FALLING, UP -> hops;
        };
    }

    /** The same without alarm: before there is a task, nobody is expected to know its address. */
    private HopView quiet() {
        return new HopView(name, address, state, note, Tone.MUTED, tooltip);
    }

    private static HopView ecs(SessionState state) {
        var name = "ECS task";
        return state.tasks()
                .app()
                .map(task -> new HopView(
                        name,
                        task.privateAddress().orElse("no address"),
                        task.lastStatus(),
                        since(state, task),
                        taskTone(task),
                        "Task " + task.taskId() + " of " + task.service()
                                + task.stopped().map(s -> "\n" + s.reason()).orElse("")))
                .orElseGet(() -> nothing(name, "no task", "ECS has no task of the app."));
    }

    /** When ECS learned of it; a task that ended for another reason than the outage has no part in that. */
    private static String since(SessionState state, Task task) {
        boolean replacement = state.outage()
                .filter(o -> task.firstSeen().compareTo(o.startedAt()) > 0)
                .isPresent();
        if (task.stopped().isEmpty()) {
            return since(state, Hop.REPLACEMENT_RUNNING);
        }
        return replacement ? "" : since(state, Hop.TASK_STOPPED);
    }

    static Tone taskTone(Task task) {
        if (task.over()) {
            return Tone.BAD;
        }
        return task.running() && task.wanted() ? Tone.GOOD : Tone.WARN;
    }

    private static HopView cloudMap(SessionState state) {
        var name = "Cloud Map";
        var instance = state.discovery().ofApp().reduce((older, newer) -> newer);
        if (instance.isEmpty()) {
            return state.outage().isEmpty()
                    ? nothing(name, "no instance", "Nothing is registered for the app.")
                    : new HopView(
                            name, NOTHING, "NONE", "deregistered", Tone.BAD, "No instance of the app is registered.");
        }
        var i = instance.get();
        boolean stale = stale(state, List.of(i.address()));
        return new HopView(
                name,
                i.address(),
                i.health(),
                stale ? "stale" : since(state, Hop.REGISTERED),
                stale ? Tone.WARN : i.unhealthy() ? Tone.BAD : Tone.GOOD,
                "Instance " + i.instanceId() + " of " + i.discoveryService());
    }

    private static HopView dns(SessionState state, Duration now) {
        var believed = state.discovery().believed();
        var name = believed == DnsSource.RESOLVER ? "DNS (cached)" : "DNS (zone)";
        var answer = state.discovery().answer(believed);
        if (answer.isEmpty()) {
            return nothing(name, "no answer", "DNS was not asked yet.");
        }
        var a = answer.get();
        if (!a.found() && !StackPhase.of(state.stack()).answerable()) {
            return state.stack().deleted()
                    ? nothing(name, "no record", a.name() + " went with the stack.")
                    : nothing(name, "no record yet", a.name() + " gets its record with the app's first task.");
        }
        if (believed == DnsSource.AUTHORITATIVE) {
            return zone(state, a);
        }
        var left = ttlLeft(a, now);
        var ttl = left.isZero() ? "TTL over" : "TTL " + Written.span(left) + " left";
        var tooltip = a.name() + " as a resolver believes it until its time to live has run out.";
        if (!a.found()) {
            return new HopView(name, NOTHING, a.rcode(), ttl, Tone.BAD, tooltip);
        }
        boolean stale = stale(state, a.addresses());
        return new HopView(
                name,
                a.addresses().getFirst(),
                ttl,
                stale ? "stale" : since(state, Hop.RESOLVER),
                stale ? Tone.WARN : Tone.GOOD,
                tooltip);
    }

    /** What the zone holds, where no resolver can be asked. */
    private static HopView zone(SessionState state, DnsAnswer a) {
        var name = "DNS (zone)";
        var ttl = "TTL " + Written.span(a.ttl());
        var tooltip = a.name() + " as its zone has it. A resolver that asked before may believe the old answer "
                + Written.span(a.ttl()) + " longer.";
        if (!a.found()) {
            return new HopView(name, NOTHING, a.rcode(), ttl, Tone.BAD, tooltip);
        }
        boolean stale = stale(state, a.addresses());
        return new HopView(
                name,
                a.addresses().getFirst(),
                ttl,
                stale ? "stale" : since(state, Hop.ZONE),
                stale ? Tone.WARN : Tone.GOOD,
                tooltip);
    }

    private static HopView prometheus(SessionState state) {
        var name = "Prometheus";
        var target = state.metrics().ofApp().reduce((older, newer) -> newer);
        if (target.isEmpty()) {
            return nothing(name, "no target", "Prometheus lists no target for the app.");
        }
        var t = target.get();
        var address = numeric(t.address()).orElse("via DNS");
        if (!state.metrics().reachable()) {
            return new HopView(
                    name,
                    address,
                    "UNKNOWN",
                    "no answer",
                    Tone.MUTED,
                    state.metrics().lostReason().orElse("Prometheus does not answer."));
        }
        if (t.up()) {
            return new HopView(name, address, "UP", since(state, Hop.TARGET_UP), Tone.GOOD, t.instance());
        }
        if (t.down()) {
            return new HopView(
                    name,
                    address,
                    "DOWN",
                    t.lastError().map(HopView::inShort).orElse(""),
                    Tone.BAD,
                    t.instance()
                            + t.lastError().map(e -> "\n" + ScrapeError.told(e)).orElse(""));
        }
        return new HopView(name, address, t.health().toUpperCase(Locale.ROOT), "", Tone.WARN, t.instance());
    }

    /** What is left of an answer's time to live. */
    static Duration ttlLeft(DnsAnswer answer, Duration now) {
        return Written.between(Written.between(answer.since(), now), answer.ttl());
    }

    /** Whether these addresses leave out the one that ECS has running, or are that of the task that died. */
    static boolean stale(SessionState state, List<String> addresses) {
        var current = state.tasks().app().filter(t -> t.stopped().isEmpty()).flatMap(Task::privateAddress);
        boolean dead = state.outage()
                .map(Outage::oldAddress)
                .filter(old -> addresses.contains(old) && !current.equals(Optional.of(old)))
                .isPresent();
        return dead || current.filter(address -> !addresses.contains(address)).isPresent();
    }

    private static String since(SessionState state, Hop hop) {
        return state.outage()
                .flatMap(o -> o.after(hop).map(after -> "+" + Written.seconds(after)))
                .orElse("");
    }

    /**
     * An error in words that fit the card, such as "connection refused" for {@code Get "…": dial tcp 10.0.0.23:5000:
     * connect: connection refused}; the tooltip has it whole.
     */
    public static String inShort(String error) {
        return SHORT.entrySet().stream()
                .filter(words -> error.contains(words.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseGet(() -> {
                    var end = error.substring(error.lastIndexOf(": ") + 1).strip();
                    return end.length() <= NOTE_LENGTH ? end : end.substring(0, NOTE_LENGTH - 1) + "…";
                });
    }

    private static Optional<String> numeric(String address) {
        var host = address.replaceFirst(":\\d+$", "");
        return host.matches("[0-9.]+") ? Optional.of(host) : Optional.empty();
    }

    private static HopView nothing(String name, String state, String tooltip) {
        return new HopView(name, NOTHING, state, "", Tone.MUTED, tooltip);
    }
}
