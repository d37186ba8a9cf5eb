package dev.sloconsole.view.wall;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sloconsole.view.Written;
import dev.sloconsole.view.fixture.Taught;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class StoryTest {

    private static List<String> story(Taught taught) {
        var story = new Story();
        taught.replay().show(Duration.ofSeconds(1), story::hear);
        return story.told().stream()
                .map(told ->
                        Written.shortClock(told.at()) + " " + told.caption().text())
                .toList();
    }

    @Test
    void aClassIsToldInTheOrderInWhichItHappened() {
        assertThat(story(Taught.whole()))
                .containsSubsequence(
                        "15:20 A page fires: the budget goes 30 times too fast; 240 of 360 failures are left. Somebody is called"
                                + " now.",
                        "21:38 The task was killed just now. Nobody knows yet: not ECS, not DNS, not Prometheus.",
                        "23:40 The class is over: of 21,160 requests 440 failed, 92 more than the objective forgives.");
    }

    @Test
    void numbersThatGoOnAreNoNews() {
        assertThat(story(Taught.whole()).stream().filter(line -> line.contains("ECS is starting another")))
                .hasSizeLessThanOrEqualTo(2);
    }
}
