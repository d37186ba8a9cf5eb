package dev.sloconsole.view.wall;

import dev.sloconsole.session.SloFigures.BurnAlert;
import dev.sloconsole.view.Tone;
import dev.sloconsole.view.alerts.AlertsModel;
import dev.sloconsole.view.alerts.AlertsModel.Window;
import java.util.List;

/** The burn-rate alerts, the most urgent first, each with both of its windows: the desk's, in fewer words. */
public record AlertTable(List<Row> rows) implements Region {

    /** An alert. */
    public record Row(String severity, String threshold, Window longer, Window shorter, String verdict, Tone tone) {}

    static AlertTable of(Moment m) {
        return new AlertTable(m.state().figures().burnAlerts().stream()
                .map(alert -> row(alert, AlertsModel.row(alert, m.state())))
                .toList());
    }

    private static Row row(BurnAlert alert, AlertsModel.Row desk) {
        return new Row(
                alert.severity().equals("page") ? "Page" : "Ticket",
                "above " + desk.threshold(),
                desk.longWindow(),
                desk.shortWindow(),
                verdict(alert),
                desk.tone());
    }

    private static String verdict(BurnAlert alert) {
        return switch (alert.verdict()) {
            case FIRES -> "FIRES: both are above";
            case TOO_SHORT -> "not yet: too short";
            default -> AlertsModel.words(alert.verdict());
        };
    }
}
