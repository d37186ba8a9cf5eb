package dev.sloconsole.desktop.screen.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sloconsole.prometheus.promql.QueryResult.Rejected;
import dev.sloconsole.view.fixture.Scraped;
import dev.sloconsole.view.query.Answer;
import dev.sloconsole.view.query.Question;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class QueryDeskTest {

    private static final Duration NOW = Duration.ofSeconds(1271);

    private final Deque<Runnable> work = new ArrayDeque<>();
    private final List<Answer> answers = new ArrayList<>();
    private final QueryDesk desk = new QueryDesk(() -> Scraped.UP, work::add, Runnable::run, answers::add);

    private static Question question(String query) {
        return new Question(query, NOW);
    }

    @Test
    void ofWhatIsAskedMeanwhileOnlyTheLatestIsEvaluated() {
        desk.ask(question("up"));
        desk.ask(question("up + 1"));
        desk.ask(question("up + 2"));
        assertThat(work).hasSize(1);
        work.remove().run();
        work.remove().run();
        assertThat(work).isEmpty();
        assertThat(answers).extracting(a -> a.question().query()).containsExactly("up", "up + 2");
    }

    @Test
    void aFaultIsAnAnswerAndTheDeskGoesOn() {
        var broken = new QueryDesk(
                () -> {
                    throw new IllegalStateException("gone");
                },
                Runnable::run,
                Runnable::run,
                answers::add);
        broken.ask(question("up"));
        broken.ask(question("up"));
        assertThat(answers).hasSize(2).allSatisfy(a -> assertThat(a.result()).isInstanceOf(Rejected.class));
        assertThat(broken.asked()).isEmpty();
    }
}
