package dev.sloconsole.desktop.screen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sloconsole.desktop.screen.fixture.Recorded;
import dev.sloconsole.session.RequestCounts;
import dev.sloconsole.session.SessionState;
import dev.sloconsole.session.SessionState.Traffic;
import dev.sloconsole.session.Source;
import dev.sloconsole.session.Stack;
import dev.sloconsole.session.Tasks;
import dev.sloconsole.session.TrafficPlan;
import dev.sloconsole.view.fixture.RecordedClass;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.stage.Stage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nothing moves under the pointer: what is pressed in the header has its place, whatever is said beside it. */
class HeaderStaysTest {

    private static final List<String> PRESSED = List.of(
            "#traffic-off",
            "#traffic-normal",
            "#traffic-ramp",
            "#rate",
            "#failures",
            "#kill",
            "#stops",
            "#deploy",
            "#delete",
            "#help",
            "#show-wall",
            "#theme",
            "#full-screen");

    private volatile SessionState state = RecordedClass.normal();

    @BeforeAll
    static void start() {
        Fx.start();
    }

    @ParameterizedTest
    @CsvSource({"1366, 768", "1920, 1080", "1024, 768"})
    void everyButtonKeepsItsPlaceWhateverTheStatusSays(double width, double height) {
        var window = Fx.call(() -> new ConsoleWindow(
                new Stage(),
                () -> state,
                () -> state.at(),
                new Recorded(),
                ConsoleOptions.live(Source.AWS, (s, t) -> Optional.empty())));
        Fx.run(() -> Snapshot.stage(window, new Stage(), width, height));
        Fx.settle();
        try {
            Fx.settle();
            var usual = places(window);
            for (var other : others()) {
                state = other;
                Fx.settle();
                assertThat(places(window)).as(other.stack().status()).isEqualTo(usual);
            }
        } finally {
            Fx.run(() -> {
                window.content().getScene().getWindow().hide();
                window.close();
            });
        }
    }

    private static List<SessionState> others() {
        var healthy = RecordedClass.normal();
        return List.of(
                RecordedClass.begun(),
                RecordedClass.begun().next().stack(Stack.unknown()).state(),
                RecordedClass.deploying(),
                in(healthy, "UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS"),
                in(healthy, "DELETE_IN_PROGRESS"),
                in(healthy, "DELETE_FAILED"),
                healthy.next().tasks(Tasks.of()).state(),
                healthy.withoutRecording(),
                sending(healthy, new TrafficPlan(TrafficPlan.Mode.PARTIAL_FAILURE, 200, 100)),
                sending(healthy, new TrafficPlan(TrafficPlan.Mode.OFF, 5, 5)));
    }

    private static SessionState in(SessionState state, String status) {
        return state.next()
                .stack(new Stack(status, Optional.empty(), List.of(), List.of()))
                .state();
    }

    private static SessionState sending(SessionState state, TrafficPlan plan) {
        return state.next()
                .traffic(new Traffic(plan, RequestCounts.NONE, RequestCounts.NONE))
                .state();
    }

    private static Map<String, Long> places(ConsoleWindow window) {
        return Fx.call(() -> {
            var out = new LinkedHashMap<String, Long>();
            for (var selector : PRESSED) {
                var node = window.content().lookup(selector);
                out.put(
                        selector,
                        Math.round(node.localToScene(node.getLayoutBounds()).getMinX()));
            }
            return out;
        });
    }
}
