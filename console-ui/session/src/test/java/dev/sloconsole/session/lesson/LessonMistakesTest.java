package dev.sloconsole.session.lesson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sloconsole.session.lesson.InvalidLessonException.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Typing mistakes that would otherwise show in the middle of a class, as a checkpoint that is never met. */
class LessonMistakesTest {

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit fills it
    Path folder;

    private static String lesson(String head, String when) {
        return """
                title: L
                %s
                steps:
                  - id: one
                    title: One
                    text: One
                    checkpoints:
                      - {id: c, text: C, when: %s}
                """.formatted(head, when);
    }

    private static List<String> problems(String yaml) {
        return catchThrowableOfType(InvalidLessonException.class, () -> LessonReader.read("x.yaml", yaml))
                .problems()
                .stream()
                .map(Problem::message)
                .toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {stack: created}                                             | "stack" cannot be "created". Known are: NONE, CREATE_IN_PROGRESS
            {stack: CREATE_COMPLETED}                                    | "stack" cannot be "CREATE_COMPLETED"
            {task: {service: sre-app, status: RUNNING}}                  | "service" cannot be "sre-app". Known are: sre-app-service
            {task: {service: sre-app-service, status: Running}}          | "status" cannot be "Running". Known are: PROVISIONING
            {task: {service: sre-app-service, status: RUNNING, count: 0}} | "count" must be a whole number from 1
            {target: {job: sreapp, health: up}}                          | "job" cannot be "sreapp". Known are: sre-app
            {target: {job: sre-app, health: UP}}                         | "health" cannot be "UP"
            {sli: {above: 99}}                                           | This can never hold: An SLI is never above 1. Write 0.99 for 99 %.
            {sli: {above: 1}}                                            | This can never hold: An SLI is never above 1.
            {all: [{stack: CREATE_COMPLETE}, {stack: DELETE_COMPLETE}]}  | This can never hold: the stack cannot be CREATE_COMPLETE and DELETE_COMPLETE at the same time.
            {all: [{traffic: burst}, {all: [{traffic: ramp}]}]}          | This can never hold: the traffic cannot be BURST and RAMP at the same time.
            {all: [{sli: {above: 0.9}}, {sli: {below: 0.5}}]}            | This can never hold: no value is above 0.9 and below 0.5.
            {all: [{budget: {above: 0.9}}, {budget: {below: 0.9}}]}      | This can never hold: no value is above 0.9 and below 0.9.
            {promql: {query: up, above: 5, below: 1}}                    | This can never hold: no value is above 5 and below 1.
            {budget: {below: -100}}                                      | This can never hold: The part of the budget that is left is never below -99.
            {task: {service: sre-app-service, status: RUNNING, count: 33}} | "count" must be a whole number from 1 to 32
            {fact: {kind: task-stoped, service: x}}                      | "kind" cannot be "task-stoped".
            {sli: {below: 0}}                                            | This can never hold: An SLI is never below 0.
            {sli: {below: 99}}                                           | This always holds: An SLI is never above 1.
            {sli: {above: -0.5}}                                         | This always holds: An SLI is never below 0.
            {sli: {above: 0.9, below: 0.5}}                              | no value is above 0.9 and below 0.5
            {sli: {above: 0.9, below: 0.9}}                              | no value is above 0.9 and below 0.9
            {sli: {below: 99 %}}                                         | must be a number, not "99 %". Write 0.99 for 99 %.
            {server_sli: {below: 95.5%}}                                 | Write 0.955 for 95.5 %.
            {server_error_rate: {below: 0}}                              | An error rate is never below 0
            {budget: {above: 1}}                                         | This can never hold: The part of the budget that is left is never above 1
            {budget: {below: 50}}                                        | This always holds: The part of the budget that is left is never above 1. Write 0.5 for half of it.
            {burn_rate: {above: 100}}                                    | A burn rate is never above 100. At this objective it is 100 when every request fails.
            {burn_rate: {above: -1}}                                     | This always holds: A burn rate is never below 0
            {fact: {kind: task-stopped, stopcode: UserInitiated}}        | A fact task-stopped has no field "stopcode"; it has task, service, stopCode, reason, exitCode.
            {fact: {kind: task-stopped, stopCode: userInitiated}}        | "stopCode" cannot be "userInitiated". Known are: TaskFailedToStart
            {fact: {kind: task-changed, lastStatus: RUNING}}             | "lastStatus" cannot be "RUNING"
            {fact: {kind: alert-changed, state: fired}}                  | "state" cannot be "fired". Known are: inactive, pending, firing.
            {fact: {kind: alert-changed, alert: BudgetBurn}}             | "alert" cannot be "BudgetBurn"
            {fact: {kind: session-ended, step: x}}                       | A fact session-ended has no field "step"; it has none.
            {fact: {kind: dns-answer, rcode: NXDOMAN}}                   | "rcode" cannot be "NXDOMAN"
            {any: [{sli: {above: 2}}]}                                   | This can never hold
            """)
    void aConditionThatCanNeverOrAlwaysHoldIsRefused(String when, String message) {
        assertThat(problems(lesson("objective: 0.99\nwindow: 30m", when)))
                .singleElement()
                .asString()
                .contains(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{sli: {above: 0}}",
                "{sli: {below: 1}}",
                "{sli: {above: 0.5, below: 0.9}}",
                "{budget: {below: -3}}",
                "{budget: {below: 1}}",
                "{burn_rate: {above: 99.9}}",
                "{burn_rate: {above: 0}}",
                "{server_error_rate: {above: 0}}",
                "{traffic: off}",
                "{fact: {kind: traffic-changed, mode: burst, ratePerSecond: '40'}}",
                "{fact: task-stopped}",
                "{fact: {kind: step-entered, step: one}}",
                "{task: {service: sre-observability-service, status: STOPPED}}"
            })
    void aConditionThatCanHoldIsRead(String when) {
        assertThatCode(() -> LessonReader.read("x.yaml", lesson("objective: 0.99\nwindow: 30m", when)))
                .doesNotThrowAnyException();
    }

    @Test
    void whatABurnRateCanBeFollowsTheObjective() {
        assertThat(problems(lesson("objective: 0.9\nwindow: 30m", "{burn_rate: {above: 14.4}}")))
                .singleElement()
                .asString()
                .contains("never above 10");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            0.99 | 20m | alert: ErrorBudgetBurnTicketSlow | This can never hold: ErrorBudgetBurnTicketSlow is left out, for its long window of 900 s is more than half of the SLO's window of 1200 s.
            0.9  | 30m | alert: ErrorBudgetBurnPageFast   | ErrorBudgetBurnPageFast is left out, for its threshold is a burn rate of 14.4, and at this objective it is 10 when every request fails.
            0.99 | 5m  | severity: ticket                 | ErrorBudgetBurnTicketFast is left out
            """)
    void anAlertThatTheLessonLeavesOutIsRefusedWithTheReason(
            String objective, String window, String label, String message) {
        assertThat(problems(lesson(
                        "objective: " + objective + "\nwindow: " + window,
                        "{fact: {kind: alert-changed, " + label + "}}")))
                .singleElement()
                .asString()
                .contains(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"alert: ErrorBudgetBurnPageSlow", "alert: TargetMissing", "severity: page", "state: firing"})
    void anAlertThatCanFireIsRead(String label) {
        assertThatCode(() -> LessonReader.read(
                        "x.yaml",
                        lesson("objective: 0.9\nwindow: 10m", "{fact: {kind: alert-changed, " + label + "}}")))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1h30m   | PT1H30M
            1h 5min | PT1H5M
            90s     | PT1M30S
            2m30s   | PT2M30S
            30 min  | PT30M
            """)
    void aTimeMayHaveSeveralUnits(String written, Duration window) {
        assertThat(LessonReader.read("x.yaml", lesson("objective: 0.99\nwindow: " + written, "{stack: NONE}"))
                        .window())
                .isEqualTo(window);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            objective: 99 %     | Write 0.99 for 99 %.
            objective: 99.9%    | Write 0.999 for 99.9 %.
            objective: 1        | above 0 and below 1
            """)
    void anObjectiveIsARatio(String head, String message) {
        assertThat(problems(lesson(head + "\nwindow: 30m", "{stack: NONE}")))
                .singleElement()
                .asString()
                .contains(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"7d", "4 weeks", "30", "30 minutes", "0s", "m", "5m3h", "-5m", "99999999h", "''"})
    void aTimeThatIsNoneOfAClassIsRefused(String written) {
        assertThat(problems(lesson("objective: 0.99\nwindow: " + written, "{stack: NONE}")))
                .singleElement()
                .asString()
                .contains("\"window\" must be a time such as 20s, 30m or 1h30m");
    }

    @Test
    void aWindowOfDaysIsExplained() {
        assertThat(problems(lesson("objective: 0.99\nwindow: 7d", "{stack: NONE}")))
                .singleElement()
                .asString()
                .contains("in production");
    }

    @Test
    void whatHasNoRoomOnTheScreenIsRefusedWithTheLimit() {
        var steps = new StringBuilder("title: L\nobjective: 0.99\nwindow: 30m\nsteps:\n");
        for (int i = 0; i < 500; i++) {
            steps.append("  - {id: s").append(i).append(", title: T, text: x}\n");
        }

        assertThat(problems(steps.toString()))
                .singleElement()
                .asString()
                .isEqualTo("These are 500 steps; a lesson has at most 60.");
        assertThat(problems(lesson("objective: 0.99\nwindow: 30m", "{stack: NONE}")
                        .replace("title: One", "title: " + "long ".repeat(40))))
                .singleElement()
                .asString()
                .contains("there is room for 60");
    }

    @Test
    void fieldsInOneAnotherWithoutEndAreRefused() {
        assertThat(problems("a: " + "[".repeat(3_000) + "]".repeat(3_000)))
                .singleElement()
                .asString()
                .contains("more than 40 deep");
        assertThat(problems("a: " + "{b: ".repeat(3_000) + "c" + "}".repeat(3_000)))
                .singleElement()
                .asString()
                .contains("more than 40 deep");
        assertThat(problems(lesson("objective: 0.99\nwindow: 30m", "&a {any: [*a]}")))
                .singleElement()
                .asString()
                .contains("An alias (*) stands here");
    }

    @Test
    void whatIsNoLessonFileIsRefusedWithoutReadingItWhole() throws IOException {
        var large = folder.resolve("large.yaml");
        Files.writeString(large, "#".repeat(2 << 20));

        assertThatThrownBy(() -> Lesson.read(large))
                .isInstanceOf(InvalidLessonException.class)
                .hasMessageContaining("Is it another file?");
        assertThatThrownBy(() -> Lesson.read(folder))
                .isInstanceOf(InvalidLessonException.class)
                .hasMessageContaining("it is a folder");
    }

    @Test
    void aDeviceIsNoLesson() {
        var zero = Path.of("/dev/zero");
        assumeTrue(Files.exists(zero), "this system has no /dev/zero");

        assertThatThrownBy(() -> Lesson.read(zero))
                .isInstanceOf(InvalidLessonException.class)
                .hasMessageContaining("a device or a pipe");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            [1]      | it holds no JSON object
            hello    | it is not JSON
            """)
    void aDashboardThatIsNoneIsToldBeforeTheClass(String content, String why) throws IOException {
        Files.writeString(folder.resolve("mine.json"), content);
        var file = Files.writeString(
                folder.resolve("x.yaml"),
                lesson("objective: 0.99\nwindow: 30m\ndashboard: mine.json", "{image: found}"));

        assertThatThrownBy(() -> Lesson.read(file))
                .hasMessageContaining("line 4, column 12: The file \"mine.json\" is no dashboard: " + why);
    }
}
