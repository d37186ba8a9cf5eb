package dev.sloconsole.desktop.screen.query;

import dev.sloconsole.desktop.screen.look.Parts;
import dev.sloconsole.session.replay.RecordedMetrics;
import dev.sloconsole.view.query.Answer;
import dev.sloconsole.view.query.QueryView;
import dev.sloconsole.view.query.Question;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;

/** A query and what it gives at the moment that is shown; its answer follows the moment as that moves. */
public final class QueryPane extends VBox {

    private static final List<String> EXAMPLES = List.of(
            "up{job=\"sre-app\"}",
            "sum by (http_status) (http_requests_total)",
            "sum by (http_status) (rate(http_requests_total[1m]))",
            "sum(rate(http_requests_total{http_status=~\"2..\"}[5m]))"
                    + " / clamp_min(sum(rate(http_requests_total[5m])), 0.00001)",
            "sum(rate(http_requests_total{http_status!~\"2..\"}[5m]))");

    /** The moment has moved far enough to ask again. */
    private static final Duration AGAIN = Duration.ofSeconds(1);

    private final TextField field = new TextField();
    private final Label headline = Parts.firm("", "query-headline");
    private final Label stale = Parts.firm("", "stale-badge");
    private final Label refusal = Parts.wrapping("", "query-refusal", "mono");
    private final VBox notes = Parts.column("query-notes");
    private final VBox rows = Parts.column("query-rows");
    private final VBox empty;
    private final VBox result;
    private final QueryDesk desk;
    private Optional<Question> latest = Optional.empty();
    private Optional<Answer> answer = Optional.empty();
    private Duration now = Duration.ZERO;
    private @Nullable QueryView shown;

    /**
     * A pane that nothing was asked in.
     *
     * @param metrics called by the worker
     */
    public QueryPane(Supplier<RecordedMetrics> metrics, Executor worker) {
        desk = new QueryDesk(metrics, worker, Platform::runLater, this::answered);
        getStyleClass().add("query");
        field.setId("query");
        field.getStyleClass().add("mono");
        field.setPromptText("PromQL, such as  up  or  sum(rate(http_requests_total[1m]))");
        field.setOnAction(event -> ask());
        HBox.setHgrow(field, Priority.ALWAYS);
        Button ask = Parts.button("Ask", Optional.of(MaterialDesignP.PLAY), this::ask, "primary");
        ask.setId("ask");
        var line = Parts.row("query-line", field, ask);
        line.setAlignment(Pos.CENTER_LEFT);
        var head = Parts.row("query-head", headline, stale);
        head.setAlignment(Pos.CENTER_LEFT);
        var scroll = new ScrollPane(rows);
        scroll.setFitToWidth(true);
        scroll.setMinHeight(0);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        result = Parts.column("query-result", head, refusal, notes, scroll);
        result.setMinHeight(0);
        VBox.setVgrow(result, Priority.ALWAYS);
        empty = empty();
        getChildren().addAll(line, empty, result);
        Parts.show(result, false);
        Parts.show(refusal, false);
    }

    private VBox empty() {
        var box = Parts.column(
                "query-examples",
                Parts.label("Ask what Prometheus knew at this moment of the class", "panel-title"),
                Parts.wrapping(
                        "The answer is that of the moment that is shown, and moves with it. To begin with:",
                        "panel-subtitle"));
        for (var example : EXAMPLES) {
            var button = Parts.button(
                    example,
                    Optional.empty(),
                    () -> {
                        field.setText(example);
                        ask();
                    },
                    "quiet",
                    "query-example",
                    Parts.MAY_SHORTEN);
            button.setMinWidth(0);
            Parts.tip(button, example);
            box.getChildren().add(button);
        }
        return box;
    }

    /** Goes to a moment of the session; asks again if that is another one than was asked about. */
    public void render(Duration at) {
        now = at;
        latest.filter(q -> q.at().minus(at).abs().compareTo(AGAIN) >= 0)
                .filter(q -> answer.filter(a -> a.question().query().equals(q.query()) && a.misspelt())
                        .isEmpty())
                .ifPresent(q -> ask(q.query()));
        show();
    }

    private void ask() {
        var query = field.getText().strip();
        if (query.isEmpty()) {
            latest = Optional.empty();
            answer = Optional.empty();
            show();
        } else {
            ask(query);
        }
    }

    private void ask(String query) {
        var question = new Question(query, now);
        latest = Optional.of(question);
        desk.ask(question);
        show();
    }

    private void answered(Answer given) {
        // The answer to what is not asked any more is nobody's.
        if (latest.filter(q -> q.query().equals(given.question().query())).isPresent()) {
            answer = Optional.of(given);
            show();
        }
    }

    private void show() {
        Parts.show(empty, latest.isEmpty());
        Parts.show(result, latest.isPresent());
        var current = answer.filter(
                a -> latest.filter(q -> q.query().equals(a.question().query())).isPresent());
        if (latest.isPresent() && current.isEmpty()) {
            shown = null;
            headline.setText("Evaluating …");
            Parts.show(stale, false);
            Parts.show(refusal, false);
            notes.getChildren().clear();
            rows.getChildren().clear();
        }
        current.map(a -> QueryView.from(a, now))
                .filter(view -> !view.equals(shown))
                .ifPresent(this::show);
    }

    private void show(QueryView view) {
        shown = view;
        headline.setText(view.headline());
        Parts.show(stale, view.stale().isPresent());
        stale.setText(view.stale().orElse(""));
        Parts.show(refusal, view.refusal().isPresent());
        refusal.setText(view.refusal().orElse(""));
        notes.getChildren().setAll(view.notes().stream().map(QueryPane::note).toList());
        Parts.show(notes, !view.notes().isEmpty());
        Parts.resize(rows.getChildren(), view.rows().size(), Line::new);
        for (int i = 0; i < view.rows().size(); i++) {
            ((Line) rows.getChildren().get(i)).render(view.rows().get(i));
        }
    }

    private static HBox note(String words) {
        var sign = Parts.icon(MaterialDesignA.ALERT_OUTLINE, "tone-warn");
        var row = Parts.row("query-note", sign, Parts.wrapping(words));
        row.setAlignment(Pos.TOP_LEFT);
        return row;
    }

    private static final class Line extends HBox {
        private final Label labels = Parts.wrapping("", "query-labels", "mono");
        private final Label value = Parts.firm("", "query-value", "mono");

        Line() {
            getStyleClass().add("query-row");
            setAlignment(Pos.CENTER_LEFT);
            HBox.setHgrow(labels, Priority.ALWAYS);
            labels.setMaxWidth(Double.MAX_VALUE);
            getChildren().addAll(labels, value);
        }

        void render(QueryView.Row row) {
            labels.setText(row.labels());
            value.setText(row.value());
        }
    }
}
