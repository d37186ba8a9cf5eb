package dev.sloconsole.session.lesson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sloconsole.session.Hop;
import dev.sloconsole.session.Prediction;
import dev.sloconsole.session.StepButton;
import dev.sloconsole.session.TrafficPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What docs/writing-a-lesson.md shows, as the program reads it. */
class WritingALessonTest {

    private static final Path PAGE = Path.of("..", "..", "docs", "writing-a-lesson.md");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w+)\\n(.*?)^```$");

    private String page = "";

    @BeforeEach
    void readThePage() throws IOException {
        page = Files.readString(PAGE);
    }

    private List<String> blocks(String language) {
        return BLOCK.matcher(page)
                .results()
                .filter(block -> block.group(1).equals(language))
                .map(block -> block.group(2))
                .toList();
    }

    private static Condition condition(String when) {
        var lesson = LessonReader.read("page.yaml", """
                title: One condition
                objective: 0.99
                window: 30m
                steps:
                  - id: one
                    title: One
                    text: One
                    checkpoints:
                      - id: one
                        text: One
                        %s
                """.formatted(when));
        return lesson.steps().getFirst().checkpoints().getFirst().when();
    }

    @Test
    void theCompleteLessonLoadsWithoutProblems() {
        var lesson = LessonReader.read("outage.yaml", blocks("yaml").getFirst());

        assertThat(lesson.steps()).extracting(Lesson.LessonStep::id).containsExactly("deploy", "traffic", "outage");
        assertThat(lesson.steps())
                .allSatisfy(step -> assertThat(step.checkpoints()).isNotEmpty());
    }

    @Test
    void everyConditionLoadsAndNoFormIsLeftOut() {
        var conditions = blocks("yaml").get(1).lines().toList();

        assertThat(conditions)
                .allSatisfy(
                        when -> assertThatCode(() -> condition(when)).as(when).doesNotThrowAnyException());
        assertThat(conditions.stream()
                        .<Class<?>>map(when -> condition(when).getClass())
                        .toList())
                .contains(Condition.class.getPermittedSubclasses());
    }

    @Test
    void theBrokenLessonIsRefusedInTheWordsOfThePage() {
        assertThatThrownBy(() -> LessonReader.read("broken.yaml", blocks("yaml").get(2)))
                .isInstanceOf(InvalidLessonException.class)
                .hasMessage(blocks("text").getFirst().stripTrailing());
    }

    @Test
    void everyWordThatALessonCanSayIsOnThePage() {
        var hops = Arrays.stream(Hop.values())
                .map(hop -> hop.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        var modes = Arrays.stream(TrafficPlan.Mode.values()).map(TrafficPlan.Mode::word);
        var actions = StepButton.words().stream();
        var measures = Arrays.stream(Prediction.Measure.values()).map(Prediction.Measure::word);

        assertThat(Stream.of(hops, modes, actions, measures).flatMap(words -> words))
                .allSatisfy(word -> assertThat(page).contains("`" + word + "`"));
    }
}
