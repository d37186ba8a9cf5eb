package dev.sloconsole.session.lesson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sloconsole.session.Prediction;
import dev.sloconsole.session.Prediction.Measure;
import dev.sloconsole.session.Scene;
import dev.sloconsole.session.SessionState.Staging;
import dev.sloconsole.session.SessionState.Step;
import dev.sloconsole.session.Source;
import dev.sloconsole.session.StepButton;
import dev.sloconsole.session.lesson.InvalidLessonException.Problem;
import dev.sloconsole.session.lesson.Lesson.Since;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LessonReaderTest {

    private static final String SMALL = """
            title: Small
            objective: 0.995
            window: 10m
            steps:
              - id: one
                title: One
                text: |
                  Some *text*.
                action: {kind: kill, label: Kill}
                checkpoints:
                  - id: c
                    text: It stopped
                    since: session
                    when: {fact: {kind: task-stopped, service: sre-app-service}}
            """;

    private static List<Problem> problems(String yaml) {
        return catchThrowableOfType(InvalidLessonException.class, () -> LessonReader.read("x.yaml", yaml))
                .problems();
    }

    @Test
    void theBuiltInLessonHasItsEightStepsAndItsMessage() {
        var lesson = Lesson.builtIn();

        assertThat(lesson.steps())
                .extracting(Lesson.LessonStep::id)
                .containsExactly(
                        "images",
                        "deploy",
                        "targets",
                        "grafana",
                        "dashboard",
                        "normal-traffic",
                        "partial-failure",
                        "full-failure");
        assertThat(lesson.steps()).allSatisfy(s -> {
            assertThat(s.checkpoints()).isNotEmpty();
            assertThat(s.notes()).isNotBlank();
        });
        assertThat(lesson.message()).contains("managing risk with data");
        assertThat(lesson.objective()).isEqualTo(0.99);
        assertThat(lesson.window()).isEqualTo(Duration.ofMinutes(30));
    }

    @Test
    void aSmallLessonIsReadAsItStands() {
        var lesson = LessonReader.read("small.yaml", SMALL);

        assertThat(lesson.objective()).isEqualTo(0.995);
        assertThat(lesson.window()).isEqualTo(Duration.ofMinutes(10));
        var step = lesson.steps().getFirst();
        assertThat(step.text()).isEqualTo("Some *text*.");
        assertThat(step.button()).isEqualTo(StepButton.of("kill", "Kill"));
        assertThat(step.checkpoints().getFirst().since()).isEqualTo(Since.SESSION);
        assertThat(step.checkpoints().getFirst().when())
                .hasToString("FactSeen[kind=task-stopped, fields={service=sre-app-service}]");
    }

    @Test
    void theWallStaysOnWhatItsAuthorMarks() {
        var marked = SMALL.replace("since: session", "hold: true");
        assertThat(LessonReader.read("small.yaml", SMALL)
                        .steps()
                        .getFirst()
                        .checkpoints()
                        .getFirst()
                        .hold())
                .isFalse();
        assertThat(LessonReader.read("small.yaml", marked)
                        .outline(Source.LOCAL)
                        .getFirst()
                        .checkpoints()
                        .getFirst()
                        .hold())
                .isTrue();
        assertThat(problems(SMALL.replace("since: session", "hold: yes")))
                .extracting(Problem::message)
                .containsExactly("The field \"hold\" must be true or false, not \"yes\".");
    }

    @Test
    void allProblemsAreToldAtOnceWithLineAndColumn() {
        var found = problems("""
                titel: Small
                objective: 99
                window: soon
                steps:
                  - id: One
                    title: One
                    text: ""
                    action: {kind: explode, label: Boom}
                    checkpoints:
                      - id: c
                        text: c
                        when: {promql: 'sum(rate(x[5m])'}
                      - id: c
                        text: c
                        when: {stack: CREATE_COMPLETE, target: {job: a, health: up}}
                      - id: d
                        text: d
                        when: {sli: {beneath: 0.9}}
                      - id: e
                        text: e
                        since: yesterday
                        when: {outage: over}
                """);

        assertThat(found)
                .extracting(Problem::toString)
                .satisfiesExactly(
                        p -> assertThat(p)
                                .isEqualTo("line 1, column 1: There is no field \"titel\" here. Known are: title,"
                                        + " message, objective, window, rate, dashboard, steps."),
                        p -> assertThat(p).isEqualTo("line 1, column 1: The field \"title\" is missing."),
                        p -> assertThat(p).startsWith("line 2, column 12: The objective must be above 0 and below 1"),
                        p -> assertThat(p)
                                .startsWith("line 3, column 9: The field \"window\" must be a time such as 20s"),
                        p -> assertThat(p).startsWith("line 5, column 9: The id \"One\" must be lower-case"),
                        p -> assertThat(p).isEqualTo("line 7, column 11: The field \"text\" is empty."),
                        p -> assertThat(p).startsWith("line 8, column 20: There is no action \"explode\"."),
                        p -> assertThat(p).startsWith("line 12, column 24: This is no valid PromQL:"),
                        p -> assertThat(p).startsWith("line 13, column 13: The id \"c\" is taken already."),
                        p -> assertThat(p).startsWith("line 15, column 15: A condition is one field"),
                        p -> assertThat(p).startsWith("line 18, column 21: A limit is missing"),
                        p -> assertThat(p).startsWith("line 18, column 22: There is no field \"beneath\""),
                        p -> assertThat(p).startsWith("line 21, column 16: \"since\" must be step or session"),
                        p -> assertThat(p).startsWith("line 22, column 24: \"outage\" cannot be \"over\"."));
    }

    @Test
    void aStepCanSayHowLongItTakesAndAskForAGuess() {
        var yaml = """
                title: Small
                objective: 0.99
                window: 10m
                steps:
                  - id: one
                    title: One
                    text: One
                    wait: {aws: 4m, local: 15s}
                    prediction: {question: How low?, of: server_sli}
                  - id: two
                    title: Two
                    text: Two
                    wait: 90s
                """;
        var onAws = LessonReader.read("x.yaml", yaml).outline(Source.AWS);
        var locally = LessonReader.read("x.yaml", yaml).outline(Source.LOCAL);

        assertThat(onAws.getFirst().prediction()).contains(Prediction.asked("How low?", Measure.SERVER_SLI));
        assertThat(onAws)
                .extracting(Step::expectedWait)
                .containsExactly(Optional.of(Duration.ofMinutes(4)), Optional.of(Duration.ofSeconds(90)));
        assertThat(locally)
                .extracting(Step::expectedWait)
                .containsExactly(Optional.of(Duration.ofSeconds(15)), Optional.of(Duration.ofSeconds(90)));
    }

    @Test
    void whatIsWrongWithAWaitOrAPredictionSaysWhere() {
        var found = problems("""
                title: Small
                objective: 0.99
                window: 10m
                steps:
                  - id: one
                    title: One
                    text: One
                    wait: soon
                    prediction: {question: "", of: mood}
                  - id: two
                    title: Two
                    text: Two
                    wait: {aws: 4m, lokal: 1m}
                    prediction: {ask: How low?}
                  - id: three
                    title: Three
                    text: Three
                    wait: []
                    prediction: How low?
                """);

        assertThat(found)
                .extracting(Problem::toString)
                .satisfiesExactly(
                        p -> assertThat(p)
                                .startsWith("line 8, column 11: The field \"wait\" must be a time such as 20s"),
                        p -> assertThat(p).isEqualTo("line 9, column 28: The field \"question\" is empty."),
                        p -> assertThat(p)
                                .isEqualTo("line 9, column 36: \"of\" cannot be \"mood\". Known are: sli, server_sli,"
                                        + " budget, burn_rate, served_again."),
                        p -> assertThat(p)
                                .isEqualTo(
                                        "line 13, column 21: There is no field \"lokal\" here. Known are: aws, local."),
                        p -> assertThat(p).isEqualTo("line 14, column 17: The field \"question\" is missing."),
                        p -> assertThat(p).isEqualTo("line 14, column 17: The field \"of\" is missing."),
                        p -> assertThat(p)
                                .isEqualTo(
                                        "line 14, column 18: There is no field \"ask\" here. Known are: question, of."),
                        p -> assertThat(p).startsWith("line 18, column 11: \"wait\" must be a time such as 4m, or"),
                        p -> assertThat(p).startsWith("line 19, column 17: A prediction must be written as fields"));
    }

    @Test
    void whatIsNoYamlSaysWhere() {
        assertThat(problems("title: [a\nsteps: }")).singleElement().satisfies(p -> {
            assertThat(p.line()).isEqualTo(2);
            assertThat(p.message()).startsWith("This is not YAML");
        });
        assertThat(problems(""))
                .singleElement()
                .satisfies(p -> assertThat(p.message()).contains("empty"));
        assertThat(problems("- a\n- b")).isNotEmpty();
        assertThat(problems(SMALL + "title: Again\n"))
                .singleElement()
                .satisfies(p -> assertThat(p.message()).contains("twice"));
    }

    @Test
    void everyConditionCanBeWritten() {
        for (String when : List.of(
                "{stack: NONE}",
                "{image: found}",
                "{task: {service: sre-app-service, status: RUNNING, count: 2}}",
                "{target: {job: sre-app, health: down}}",
                "{prometheus: reachable}",
                "{dns: answered}",
                "{dns: new-address}",
                "{traffic: partial-failure}",
                "{sli: {below: 0.99, over: 20s}}",
                "{server_sli: {above: 0.9, below: 0.99}}",
                "{server_error_rate: {above: 0}}",
                "{budget: {below: 0}}",
                "{burn_rate: {above: 14.4}}",
                "{promql: 'up == 1'}",
                "{promql: {query: 'up', above: 0}}",
                "{outage: served-again}",
                "{fact: alert-changed}",
                "{any: [{stack: NONE}, {all: [{dns: answered}, {image: found}]}]}")) {
            var yaml = SMALL.replaceFirst("when: .*", "when: " + Matcher.quoteReplacement(when));
            assertThat(LessonReader.read("x.yaml", yaml).steps()).as(when).hasSize(1);
        }
    }

    @Test
    void aDashboardOfTheAuthorsLiesBesideTheLesson(@TempDir Path folder) throws IOException {
        var lesson = Files.writeString(folder.resolve("lesson.yaml"), """
                title: A
                objective: 0.99
                window: 30m
                dashboard: mine.json
                steps: [{id: a, title: A, text: A}]
                """);
        assertThatThrownBy(() -> Lesson.read(lesson))
                .hasMessageContaining("line 4, column 12: There is no file \"mine.json\" beside the lesson.");
        var dashboard = Files.writeString(folder.resolve("mine.json"), "{}");
        assertThat(Lesson.read(lesson).dashboard()).contains(dashboard);
        assertThat(Lesson.builtIn().dashboard()).isEmpty();
    }

    @Test
    void aMissingFileSaysSo(@TempDir Path folder) {
        assertThatThrownBy(() -> Lesson.read(folder.resolve("none.yaml")))
                .isInstanceOf(InvalidLessonException.class)
                .hasMessageContaining("there is no such file");
    }

    @Test
    void aStepSaysWhatTheClassSeesAndHowLongItIsToLast() {
        var lesson = LessonReader.read(
                "x.yaml", SMALL.replace("title: One", "title: One\n    scene: alerts\n    minutes: 1.5"));

        var staging = lesson.outline(Source.LOCAL).getFirst().staging();
        assertThat(staging.scene()).contains(Scene.ALERTS);
        assertThat(staging.planned()).contains(Duration.ofSeconds(90));
        assertThat(LessonReader.read("x.yaml", SMALL).steps().getFirst().staging())
                .isEqualTo(Staging.NONE);
    }

    @Test
    void anUnknownSceneAQuestionWithoutPredictionAndNoMinutesAreTold() {
        assertThat(problems(SMALL.replace("title: One", "title: One\n    scene: film")))
                .extracting(Problem::message)
                .containsExactly("There is no scene \"film\". Known are: deploy, discovery, budget, alerts, dashboard, "
                        + "architecture, question, outcome, text.");
        assertThat(problems(SMALL.replace("title: One", "title: One\n    scene: question")))
                .extracting(Problem::message)
                .containsExactly("The scene question needs a \"prediction\": there is nothing to ask.");
        assertThat(problems(SMALL.replace("title: One", "title: One\n    minutes: 0")))
                .extracting(Problem::message)
                .containsExactly("\"minutes\" must be above 0 and at most 600: write 3 or 1.5.");
    }

    @Test
    void everyStepOfTheBuiltInLessonHasASceneAndAPlan() {
        assertThat(Lesson.builtIn().steps()).allSatisfy(step -> {
            assertThat(step.staging().scene()).isPresent();
            assertThat(step.staging().planned()).isPresent();
        });
    }
}
