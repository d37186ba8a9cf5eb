package dev.sloconsole.desktop.screen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sloconsole.desktop.screen.fixture.Recorded;
import dev.sloconsole.session.Ownership;
import dev.sloconsole.session.Ownership.Refused;
import dev.sloconsole.session.SessionState;
import dev.sloconsole.session.Source;
import dev.sloconsole.stack.StackFact.AccountRead;
import dev.sloconsole.stack.StackFact.AddressRefused;
import dev.sloconsole.stack.StackFact.StackFound;
import dev.sloconsole.view.fixture.RecordedClass;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whose money is spent, and what can be done about the stack beside the lesson. */
class AccountStripTest {

    private final Recorded commands = new Recorded();
    private final AtomicLong nanos = new AtomicLong(5);
    private volatile SessionState state = paidFor(RecordedClass.normal());
    private Optional<ConsoleWindow> window = Optional.empty();

    @BeforeAll
    static void start() {
        Fx.start();
    }

    @AfterEach
    void close() {
        Fx.run(() -> window.ifPresent(w -> {
            w.content().getScene().getWindow().hide();
            w.close();
        }));
    }

    @Test
    void accountAndPriceStandOnTheDeskAndNeverOnTheWall() {
        show(Source.AWS, 1366, 768);
        assertThat(node("#account").isVisible()).isTrue();
        assertThat(texts(node("#account"))).contains("Account 123456789012 · eu-west-1", "about 0.05 USD an hour");
        assertThat(PicturesTest.cutOff(window.orElseThrow().content())).isEmpty();
        picture("account");
        Fx.key(window.orElseThrow().content().getScene(), KeyCode.W);
        assertThat(texts(node("#wall"))).noneMatch(text -> text.contains("123456789012") || text.contains("USD"));
    }

    @Test
    void onTheLocalCloudThereIsNoSuchLine() {
        show(Source.LOCAL, 1366, 768);
        assertThat(node("#account").isVisible()).isFalse();
        Fx.key(window.orElseThrow().content().getScene(), KeyCode.H);
        assertThat(commands.asked()).isEmpty();
    }

    @Test
    void aDoubleClickIsOneRequest() {
        show(Source.AWS, 1366, 768);
        Fx.press(node("#errand-extend"));
        Fx.press(node("#errand-extend"));
        assertThat(commands.asked()).containsExactly("extend");
        nanos.addAndGet(Duration.ofSeconds(2).toNanos());
        Fx.press(node("#errand-extend"));
        assertThat(commands.asked()).containsExactly("extend", "extend");
    }

    @Test
    void whatIsNotCalledForCannotBePressedAndSaysWhy() {
        show(Source.AWS, 1366, 768);
        Fx.key(window.orElseThrow().content().getScene(), KeyCode.M);
        Fx.key(window.orElseThrow().content().getScene(), KeyCode.U);
        assertThat(commands.asked()).isEmpty();
        assertThat(node("#errand-admit").getParent().getAccessibleHelp()).contains("Nothing says");
        var refused = new AddressRefused("198.51.100.7", List.of("203.0.113.7/32"), Duration.ofSeconds(7));
        state = state.next()
                .ownership(state.ownership().with(Optional.of(new Refused(refused, state.at()))))
                .state();
        Fx.settle();
        Fx.key(window.orElseThrow().content().getScene(), KeyCode.M);
        assertThat(commands.asked()).containsExactly("admit");
    }

    private static SessionState paidFor(SessionState state) {
        var wall = state.info().startedAt().plus(state.at());
        var found = new StackFound(
                "arn", true, Optional.of("anna"), wall, Optional.of(wall.plus(Duration.ofMinutes(72))), List.of());
        return state.next()
                .ownership(Ownership.UNKNOWN.with(found).withCost(0.05))
                .state();
    }

    private static List<String> texts(Node node) {
        return Fx.call(() -> node.lookupAll(".text").stream()
                .map(text -> ((javafx.scene.text.Text) text).getText())
                .toList());
    }

    private void show(Source badge, double width, double height) {
        var options = ConsoleOptions.live(badge, (s, t) -> Optional.empty())
                .of(() -> Optional.of(
                        new AccountRead("123456789012", "arn:aws:iam::123456789012:user/anna", "eu-west-1")))
                .withNanos(nanos::get);
        var made = Fx.call(() -> new ConsoleWindow(new Stage(), () -> state, () -> state.at(), commands, options));
        window = Optional.of(made);
        Fx.run(() -> Snapshot.stage(made, new Stage(), width, height));
        Fx.settle();
    }

    private Node node(String selector) {
        return Optional.ofNullable(window.orElseThrow().content().lookup(selector))
                .orElseThrow(() -> new AssertionError("no node " + selector));
    }

    private void picture(String name) {
        Snapshot.write(
                Fx.call(() -> Snapshot.of(window.orElseThrow().content())), Path.of("target/pictures", name + ".png"));
    }
}
