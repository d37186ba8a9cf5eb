package dev.sloconsole.desktop.screen.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sloconsole.desktop.screen.fixture.Scraped;
import dev.sloconsole.desktop.screen.query.QueryDesk.Answer;
import dev.sloconsole.desktop.screen.query.QueryDesk.Question;
import dev.sloconsole.prometheus.promql.QueryResult.Rejected;
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

    private QueryView view(String query, Duration seenAt) {
        desk.ask(question(query));
        work.remove().run();
        return QueryView.from(answers.getLast(), seenAt);
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
    void resultIsATableOfLabelsAndValues() {
        var view = view("http_requests_total", NOW);
        assertThat(view.headline()).isEqualTo("2 results at 21:11");
        assertThat(view.stale()).isEmpty();
        assertThat(view.rows()).contains(new QueryView.Row(
                "http_requests_total{http_status=\"500\", instance=\"sre-app-service.sre.local:5000\", job=\"sre-app\"}", "192"));
        assertThat(view("sum(up)", NOW).rows()).containsExactly(new QueryView.Row("{}", "1"));
        assertThat(view("1 / 3", NOW).rows()).containsExactly(new QueryView.Row("scalar", "0.3333333"));
    }

    @Test
    void answerOfAnotherMomentIsMarked() {
        assertThat(view("up", NOW.plusSeconds(5)).stale()).contains("as of 21:11");
        assertThat(view("up", NOW.minusSeconds(5)).stale()).contains("as of 21:11");
        assertThat(view("up", NOW.plusSeconds(1)).stale()).isEmpty();
    }

    @Test
    void refusalIsInPrometheussWordsUnderThePlaceItIsAbout() {
        var view = view("sum(up))", NOW);
        assertThat(answers.getLast().misspelt()).isTrue();
        assertThat(view.refusal().orElseThrow())
                .isEqualTo("sum(up))\n        ▲\n" + ((Rejected) answers.getLast().result()).message())
                .contains("1:9: parse error: unexpected right parenthesis ')'");
        assertThat(view.rows()).isEmpty();
    }

    @Test
    void noDataIsSaidAndIsNotZero() {
        var view = view("nothing_of_that_name", NOW);
        assertThat(view.rows()).isEmpty();
        assertThat(view.headline()).isEqualTo("0 results at 21:11");
        assertThat(view.notes()).singleElement().asString().startsWith("No data").endsWith("That is not 0.");
    }

    @Test
    void aFaultIsAnAnswerAndTheDeskGoesOn() {
        var broken = new QueryDesk(() -> { throw new IllegalStateException("gone"); }, Runnable::run, Runnable::run, answers::add);
        broken.ask(question("up"));
        broken.ask(question("up"));
        assertThat(answers).hasSize(2).allSatisfy(a -> assertThat(a.result()).isInstanceOf(Rejected.class));
        assertThat(broken.asked()).isEmpty();
    }

    @Test
    void numbersAreWrittenAsTheyAre() {
        assertThat(QueryView.number(0)).isEqualTo("0");
        assertThat(QueryView.number(Double.NaN)).isEqualTo("NaN");
        assertThat(QueryView.number(Double.NEGATIVE_INFINITY)).isEqualTo("−Inf");
        assertThat(QueryView.number(-1.5)).isEqualTo("−1.5");
        assertThat(QueryView.number(1_772_443_271)).isEqualTo("1772443271");
        assertThat(QueryView.number(3e300)).isEqualTo("3E+300");
    }
}
