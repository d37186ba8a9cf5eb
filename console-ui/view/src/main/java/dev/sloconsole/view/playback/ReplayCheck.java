package dev.sloconsole.view.playback;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sloconsole.session.BurnRate;
import dev.sloconsole.session.ErrorBudget;
import dev.sloconsole.session.ErrorBudget.Standing;
import dev.sloconsole.session.Sli;
import dev.sloconsole.session.SloFigures;
import dev.sloconsole.session.SloFigures.ServerSli;
import dev.sloconsole.session.journal.Damage;
import dev.sloconsole.session.replay.Replay;
import dev.sloconsole.session.replay.StateDigest;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * What a journal holds, for a program to read: one JSON object with {@code facts}, {@code durationSeconds}, the
 * {@code chapters}, the {@code final} state's figures and digest, and the {@code damage}. A figure that there is no
 * data for is null. Times are seconds since the session's start.
 */
public final class ReplayCheck {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private ReplayCheck() {}

    /** The report, in lines. */
    public static String json(Replay replay) {
        var header = replay.header();
        var root = JsonNodeFactory.instance.objectNode();
        root.put("whole", replay.damage().none());
        root.put("lesson", header.lessonTitle());
        root.put("source", header.source().name());
        root.put("program", header.programVersion());
        root.put("startedAt", header.startedAt().toString());
        root.put("facts", replay.facts().size());
        root.put("unknownFacts", replay.unknownFacts());
        root.put("durationSeconds", seconds(replay.duration()));
        var chapters = root.putArray("chapters");
        Chapters.of(replay)
                .forEach(c -> chapters.addObject()
                        .put("at", seconds(c.at()))
                        .put("kind", c.kind().name().toLowerCase(Locale.ROOT))
                        .put("title", c.title()));
        last(replay, root.putObject("final"));
        damage(replay.damage(), root);
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree of JSON could not be written", e);
        }
    }

    private static void last(Replay replay, ObjectNode node) {
        var state = replay.finalState();
        node.put("ended", state.info().ended());
        node.put("objective", state.info().objective());
        node.put("windowSeconds", seconds(state.info().window()));
        node.put("requests", state.traffic().total().total());
        node.put("good", state.traffic().total().ok());
        figures(state.figures(), node.putObject("figures"));
        node.put("digest", StateDigest.of(state));
    }

    private static void figures(SloFigures figures, ObjectNode node) {
        put(node, "userSli", figures.userSli().map(Sli::value));
        put(node, "windowSli", figures.windowSli().map(Sli::value));
        put(node, "serverSli", figures.serverSli().map(ServerSli::value));
        put(node, "serverErrorRate", figures.serverErrorRate());
        var budget = figures.budget().filter(b -> b.standing() != Standing.NOT_BEGUN);
        put(node, "budgetRemaining", budget.map(b -> b.share().doubleValue()));
        put(node, "budgetLeftRequests", budget.map(b -> b.left().doubleValue()));
        put(node, "budgetAllowedRequests", budget.map(b -> b.allowed().doubleValue()));
        put(node, "burnRate", figures.burnRate().map(BurnRate::value));
        put(node, "exhaustedInSeconds", budget.flatMap(ErrorBudget::exhaustedIn).map(ReplayCheck::seconds));
    }

    private static void put(ObjectNode node, String name, Optional<Double> value) {
        value.filter(Double::isFinite).ifPresentOrElse(v -> node.put(name, v), () -> node.putNull(name));
    }

    private static void damage(Damage damage, ObjectNode root) {
        var places = root.putArray("damage");
        damage.places()
                .forEach(p -> places.addObject()
                        .put("line", p.line())
                        .put("offset", p.offset())
                        .put("bytes", p.bytes())
                        .put("what", p.what()));
    }

    private static double seconds(Duration d) {
        return d.getSeconds() + d.getNano() / 1e9;
    }
}
