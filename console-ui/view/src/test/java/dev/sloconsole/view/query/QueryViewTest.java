package dev.sloconsole.view.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sloconsole.prometheus.promql.QueryResult.Rejected;
import dev.sloconsole.view.fixture.Scraped;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class QueryViewTest {

    private static final Duration NOW = Duration.ofSeconds(1271);

    private static Answer answer(String query) {
        return new Answer(new Question(query, NOW), Scraped.UP.instant(query));
    }

    private static QueryView view(String query, Duration seenAt) {
        return QueryView.from(answer(query), seenAt);
    }

    @Test
    void resultIsATableOfLabelsAndValues() {
        var view = view("http_requests_total", NOW);
        assertThat(view.headline()).isEqualTo("2 results at 21:11");
        assertThat(view.stale()).isEmpty();
        assertThat(view.rows())
                .contains(new QueryView.Row(
                        "http_requests_total{http_status=\"500\", instance=\"sre-app-service.sre.local:5000\", job=\"sre-app\"}",
                        "192"));
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
        assertThat(answer("sum(up))").misspelt()).isTrue();
        assertThat(view.refusal().orElseThrow())
                .isEqualTo(
                        "sum(up))\n        ▲\n" + ((Rejected) answer("sum(up))").result()).message())
                .contains("1:9: parse error: unexpected right parenthesis ')'");
        assertThat(view.rows()).isEmpty();
    }

    @Test
    void noDataIsSaidAndIsNotZero() {
        var view = view("nothing_of_that_name", NOW);
        assertThat(view.rows()).isEmpty();
        assertThat(view.headline()).isEqualTo("0 results at 21:11");
        assertThat(view.notes())
                .singleElement()
                .asString()
                .startsWith("No data")
                .endsWith("That is not 0.");
    }
}
