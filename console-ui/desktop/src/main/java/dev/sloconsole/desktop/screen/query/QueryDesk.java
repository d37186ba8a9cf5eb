package dev.sloconsole.desktop.screen.query;

import dev.sloconsole.prometheus.promql.QueryResult;
import dev.sloconsole.prometheus.promql.QueryResult.Rejected;
import dev.sloconsole.session.replay.RecordedMetrics;
import dev.sloconsole.view.query.Answer;
import dev.sloconsole.view.query.Question;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Where queries are handed in. One is evaluated at a time; of those that come meanwhile only the latest is kept, so
 * that a dear query never makes a queue. Called on the screen's thread, which is never made to wait.
 */
final class QueryDesk {

    private static final System.Logger LOG = System.getLogger(QueryDesk.class.getName());

    private final Supplier<RecordedMetrics> metrics;
    private final Executor worker;
    private final Executor screen;
    private final Consumer<Answer> answered;
    private Optional<Question> asked = Optional.empty();
    private Optional<Question> next = Optional.empty();

    /**
     * A desk without questions.
     *
     * @param metrics called by the worker
     * @param screen runs what it is given on the screen's thread
     * @param answered called on the screen's thread
     */
    QueryDesk(Supplier<RecordedMetrics> metrics, Executor worker, Executor screen, Consumer<Answer> answered) {
        this.metrics = metrics;
        this.worker = worker;
        this.screen = screen;
        this.answered = answered;
    }

    /** Asks, now or as soon as the present question is answered. */
    void ask(Question question) {
        if (asked.isPresent()) {
            next = Optional.of(question);
            return;
        }
        asked = Optional.of(question);
        worker.execute(() -> {
            var answer = new Answer(question, result(question.query()));
            screen.execute(() -> done(answer));
        });
    }

    /** What is being evaluated. */
    Optional<Question> asked() {
        return asked;
    }

    private void done(Answer answer) {
        asked = Optional.empty();
        answered.accept(answer);
        var waiting = next;
        next = Optional.empty();
        waiting.ifPresent(this::ask);
    }

    private QueryResult result(String query) {
        try {
            return metrics.get().instant(query);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "The query " + query + " met a fault", e);
            return new Rejected(Rejected.Kind.EXECUTION, "The console could not evaluate this: " + e);
        }
    }
}
