package dev.sloconsole.desktop.wall;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sloconsole.desktop.screen.Fx;
import dev.sloconsole.desktop.screen.Snapshot;
import dev.sloconsole.desktop.screen.dashboard.DashboardPage;
import dev.sloconsole.desktop.screen.dashboard.Dashboards;
import dev.sloconsole.desktop.screen.dashboard.OwnPage;
import dev.sloconsole.desktop.screen.look.Theme;
import dev.sloconsole.session.SessionState;
import dev.sloconsole.session.replay.Player;
import dev.sloconsole.view.fixture.Taught;
import dev.sloconsole.view.wall.Room;
import dev.sloconsole.view.wall.Show;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.scene.image.ImageView;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The dashboard's scene: the page that the desk has, and the drawing where there is none. */
class WallDashboardTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String DRAWING = "SLI over 5 min: good of all requests";

    private final Taught taught = Taught.failing().step("dashboard");
    private final Player player = new Player(taught.replay());
    private final OwnPage own = OwnPage.start(player::metrics, Optional.empty(), "1s");
    private final Show show = new Show(22);
    private Optional<DashboardPage> page = Optional.empty();
    private Optional<Stage> stage = Optional.empty();

    @BeforeAll
    static void start() {
        Fx.start();
    }

    @AfterEach
    void close() {
        Fx.run(() -> {
            stage.ifPresent(Stage::close);
            page.ifPresent(DashboardPage::close);
        });
        own.close();
    }

    private WallPane wall(Dashboards dashboards, Theme theme, int width, int height) {
        player.seek(taught.now());
        var pane = Fx.call(() -> {
            page = Optional.of(new DashboardPage(dashboards, LIMIT));
            var made = new WallPane(theme, Room.USUAL, page);
            stage = Optional.of(Snapshot.stage(made, new Stage(), width, height));
            return made;
        });
        show(pane, taught.state());
        return pane;
    }

    private void show(WallPane pane, SessionState state) {
        show(pane, state, true);
    }

    private void show(WallPane pane, SessionState state, boolean seen) {
        Fx.run(() -> pane.show(show.next(state, taught.now()), state, seen));
        Fx.settle();
    }

    private boolean pageIsSeen() {
        var it = page.orElseThrow();
        return it.isVisible() && it.getOpacity() == 1;
    }

    private static Stream<String> texts(WallPane pane) {
        return pane.paper().getChildren().stream().map(node -> switch (node) {
            case Text text -> text.getText();
            case TextFlow flow ->
                flow.getChildren().stream().map(part -> ((Text) part).getText()).reduce("", String::concat);
            default -> "";
        });
    }

    @ParameterizedTest
    @CsvSource({"DARK, 1920, 1080", "LIGHT, 1366, 768", "DARK, 1024, 768", "LIGHT, 1080, 1920"})
    void thePageIsSeenOnceItHasDrawnAndTheDrawingUntilThen(Theme theme, int width, int height) {
        var pane = wall((state, colours) -> Optional.of(own.page(colours)), theme, width, height);
        assertThat(Fx.call(() -> pageIsSeen())).isFalse();
        assertThat(Fx.call(() -> texts(pane).toList())).contains(DRAWING);

        Fx.waitFor("the page is seen", LIMIT, this::pageIsSeen);

        assertThat(Fx.call(() -> texts(pane).toList())).doesNotContain(DRAWING);
        Fx.settle();
        var file = "dashboard-page-" + theme.name().toLowerCase(Locale.ROOT) + "-" + width + "x" + height + ".png";
        Fx.run(() -> Snapshot.write(Snapshot.of(pane), Path.of("target/pictures/wall", file)));
    }

    @Test
    void aPictureThatIsHeldHoldsThePageToo() {
        var pane = wall((state, colours) -> Optional.of(own.page(colours)), Theme.DARK, 1366, 768);
        Fx.waitFor("the page is seen", LIMIT, this::pageIsSeen);

        show.switchFrozen();
        show(pane, taught.state());
        assertThat(Fx.call(() -> page.orElseThrow().getChildren().getLast())).isInstanceOf(ImageView.class);

        show.switchFrozen();
        show(pane, taught.state());
        assertThat(Fx.call(() -> page.orElseThrow().getChildren().getLast())).isNotInstanceOf(ImageView.class);
    }

    @Test
    void anotherSceneLeavesThePage() {
        var pane = wall((state, colours) -> Optional.of(own.page(colours)), Theme.DARK, 1366, 768);
        Fx.waitFor("the page is seen", LIMIT, this::pageIsSeen);

        show(pane, Taught.killed(4).state());

        assertThat(Fx.call(() -> page.orElseThrow().isVisible())).isFalse();
        assertThat(Fx.call(() -> page.orElseThrow().drawn())).isFalse();
    }

    @Test
    void aWallThatNobodySeesHasNoPage() {
        var pane = wall((state, colours) -> Optional.of(own.page(colours)), Theme.DARK, 1366, 768);
        Fx.waitFor("the page is seen", LIMIT, this::pageIsSeen);

        show(pane, taught.state(), false);

        assertThat(Fx.call(() -> page.orElseThrow().drawn())).isFalse();
    }

    @Test
    void whyThePageIsNotShownIsSaidBesideTheDrawing() {
        var nobody = URI.create("http://127.0.0.1:9/d/sre-slo/sre-slo");
        var pane = wall((state, colours) -> Optional.of(nobody), Theme.DARK, 1366, 768);

        Fx.waitFor(
                "the reason is said",
                LIMIT,
                () -> texts(pane)
                        .anyMatch(words -> words.startsWith("127.0.0.1:9 does not answer")
                                && words.endsWith("Until it can be shown, the console draws it.")));

        assertThat(Fx.call(() -> texts(pane).toList())).contains(DRAWING);
        assertThat(Fx.call(() -> Measured.faults(pane.paper(), Theme.DARK))).isEmpty();
    }
}
