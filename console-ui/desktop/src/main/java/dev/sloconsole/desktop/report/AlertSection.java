package dev.sloconsole.desktop.report;

import dev.sloconsole.desktop.report.AlertLog.Episode;
import dev.sloconsole.session.Fact;
import dev.sloconsole.session.SessionEvent.TrafficCounted;
import dev.sloconsole.session.SloFigures;
import dev.sloconsole.session.SloFigures.BurnAlert;
import dev.sloconsole.session.figures.Figures;
import dev.sloconsole.session.fold.Fold;
import dev.sloconsole.session.fold.Folded;
import dev.sloconsole.session.replay.Replay;
import dev.sloconsole.view.Tone;
import dev.sloconsole.view.Written;
import dev.sloconsole.view.alerts.AlertsModel;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The alerts: when Prometheus's fired, and what the multi-window ones said at the worst moment and at the end. */
final class AlertSection {

    private AlertSection() {}

    /** A moment with what was told of it. */
    private record Moment(Duration at, long firing, double errorRatio) {
        boolean worseThan(Moment other) {
            return firing != other.firing ? firing > other.firing : errorRatio > other.errorRatio;
        }
    }

    static void add(Html out, Replay replay, AlertLog log, Duration lastTraffic) {
        out.add("<section><h2>The alerts</h2>");
        recorded(out, log);
        var worst = worst(replay.facts());
        if (worst.isEmpty()) {
            out.add("<p>No request was counted, so no burn rate could be judged.</p></section>");
            return;
        }
        out.add("<h3>Why they fire, or not</h3>");
        out.add("<p>Each alert looks at two windows of what the users got: the long one, so that a blip rings no bell,"
                + " and the short one, so that the bell stops soon after the trouble does.</p>");
        if (worst.get().errorRatio() > 0) {
            verdicts(out, "At the worst moment", worst.get().at(), replay);
        }
        verdicts(out, "In the last second with traffic", lastTraffic, replay);
        out.add("</section>");
    }

    private static void recorded(Html out, AlertLog log) {
        if (log.episodes().isEmpty()) {
            out.add("<p>Prometheus reported no alert.</p>");
            return;
        }
        out.add("<table class=\"cards\"><tr><th>Alert</th><th>Pending</th><th>Fired</th><th>Over</th>"
                + "<th>It said</th></tr>");
        for (Episode e : log.episodes()) {
            out.add(
                    "<tr><td><b>%s</b> <br><span class=\"when\">%s</span></td>"
                            + "<td class=\"n\" data-what=\"Pending\">%s</td>"
                            + "<td class=\"n\" data-what=\"Fired\">%s</td><td class=\"n\" data-what=\"Over\">%s</td>"
                            + "<td>%s</td></tr>",
                    e.alert(),
                    e.severity(),
                    e.pendingAt().map(Written::shortClock).orElse("–"),
                    e.firedAt().map(Written::shortClock).orElse("never"),
                    e.endedAt().map(Written::shortClock).orElse("not by the end"),
                    e.summary());
        }
        out.add("</table>");
    }

    /** The moment at which most alerts fired, of several the one at which most requests failed; the first of these. */
    private static Optional<Moment> worst(List<Fact> facts) {
        var folded = Folded.initial(List.of());
        Optional<Moment> worst = Optional.empty();
        for (Fact fact : facts) {
            folded = Fold.apply(folded, fact);
            if (fact.event() instanceof TrafficCounted) {
                var lately = folded.requests().within(SloFigures.BURN_RANGE, fact.at());
                if (lately.total() > 0) {
                    long firing = Figures.burnAlerts(folded, fact.at()).stream()
                            .filter(BurnAlert::fires)
                            .count();
                    var now = new Moment(fact.at(), firing, (double) lately.bad() / lately.total());
                    worst = worst.filter(w -> !now.worseThan(w)).or(() -> Optional.of(now));
                }
            }
        }
        return worst;
    }

    private static void verdicts(Html out, String when, Duration at, Replay replay) {
        out.add("<h4>%s, %s</h4><ul class=\"verdicts\">", when, Written.shortClock(at));
        for (var row : AlertsModel.from(replay.stateAt(at)).rows()) {
            out.add(
                    "<li class=\"%s\"><b>%s</b> %s at %s <span class=\"when\">%s and %s:</span> %s</li>",
                    row.tone() == Tone.BAD || row.tone() == Tone.WARN ? "fires" : "quiet",
                    row.verdict(),
                    row.severity(),
                    row.threshold(),
                    row.longWindow().name(),
                    row.shortWindow().name(),
                    row.why());
        }
        out.add("</ul>");
    }
}
