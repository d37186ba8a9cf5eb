package dev.sloconsole.desktop.screen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sloconsole.desktop.screen.fixture.Recorded;
import dev.sloconsole.session.Source;
import dev.sloconsole.session.Stack;
import dev.sloconsole.session.fold.Folded;
import dev.sloconsole.session.lesson.Lesson;
import dev.sloconsole.stack.Finding;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.stage.Stage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The doctor's list on the desk, before the stack is deployed. */
class ReadinessTest {

    private static final List<Finding> FINDINGS = List.of(
            Finding.good("JDK", "25."),
            Finding.good("identity", "Account 123456789012, arn:aws:iam::123456789012:user/teacher."),
            Finding.bad(
                    "image",
                    "There is no image sre-demo/app:latest in eu-west-1.",
                    "The app's task could not start. Build and push it: ./slo publish --region eu-west-1"),
            Finding.warning(
                    "credentials",
                    "They end in 40 minutes, at 2026-03-01T10:40:00Z.",
                    "A class is longer. Sign in again before it: `aws sso login`, or `aws login`."),
            Finding.skipped("permissions", "They cannot be simulated: permission was denied."),
            Finding.good("zones", "The stack goes to eu-west-1a and eu-west-1b."));

    @BeforeAll
    static void start() {
        Fx.start();
    }

    @Test
    void theListIsMadeWhenItIsAskedForAndWhatIsInTheWayStandsFirst() {
        var looks = new AtomicInteger();
        var before = Folded.initial(Lesson.builtIn().outline(Source.AWS)).state();
        var state = before.next().stack(Stack.none()).state();
        var options = ConsoleOptions.live(Source.AWS, (s, t) -> Optional.empty())
                .examinedBy(() -> {
                    looks.incrementAndGet();
                    return FINDINGS;
                });
        var window = Fx.call(() ->
                new ConsoleWindow(new Stage(), () -> state, () -> Duration.ofSeconds(5), new Recorded(), options));
        Fx.run(() -> Snapshot.stage(window, new Stage(), 1366, 768));
        Fx.settle();
        try {
            assertThat(looks).as("nobody asked").hasValue(0);
            Fx.run(() -> ((Button) window.content().lookup("#examine")).fire());
            await().untilAsserted(() -> assertThat(Fx.call(() -> window.content().lookupAll(".readiness-check").stream()
                            .map(node -> ((Label) node).getText())
                            .toList()))
                    .containsExactly("image", "credentials", "permissions", "JDK", "identity", "zones"));
            Fx.settle();
            Snapshot.write(Fx.call(() -> Snapshot.of(window.content())), Path.of("target/pictures", "desk-ready.png"));
            assertThat(looks).hasValue(1);
            Fx.run(() -> assertThat(PicturesTest.cutOff(window.content())).isEmpty());
        } finally {
            Fx.run(() -> {
                window.content().getScene().getWindow().hide();
                window.close();
            });
        }
    }
}
