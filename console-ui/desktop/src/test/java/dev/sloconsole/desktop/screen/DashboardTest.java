package dev.sloconsole.desktop.screen;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.sloconsole.desktop.screen.dashboard.Dashboards;
import dev.sloconsole.desktop.screen.fixture.Recorded;
import dev.sloconsole.desktop.screen.look.Theme;
import dev.sloconsole.session.SessionState;
import dev.sloconsole.session.Source;
import dev.sloconsole.view.fixture.RecordedClass;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Labeled;
import javafx.scene.web.WebView;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DashboardTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String DRAWN = """
            <!doctype html><body style="background:#171a21;color:#fff;font:20px sans-serif">panels<br><canvas id=c width=300 height=150></canvas>
            <script>setTimeout(function () { c.getContext('2d').fillRect(0, 0, 300, 150); document.body.dataset.drawn = 'true'; }, 300);
            document.body.dataset.drawn = 'false'</script></body>
            """;
    private static final String NEVER = "<!doctype html><body><div class='preloader'>Loading</div></body>";

    private static final String PANELS = """
            <!doctype html><body>
            <section data-testid="data-testid Panel header Success rate"><h2>Success rate</h2>99.9 %%</section>
            <section data-testid="data-testid Panel header Error rate"><h2>Error rate</h2>%s</section></body>
            """;

    private HttpServer server;
    private volatile String body = DRAWN;
    private volatile int status = 200;
    private volatile URI address = URI.create("about:blank");
    private Optional<ConsoleWindow> window = Optional.empty();
    private Optional<Stage> stage = Optional.empty();

    DashboardTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    @BeforeAll
    static void startToolkit() {
        Fx.start();
    }

    @BeforeEach
    void serve() {
        server.createContext("/", exchange -> {
            var bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/html");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void close() {
        Fx.run(() -> {
            stage.ifPresent(Stage::hide);
            window.ifPresent(ConsoleWindow::close);
        });
        server.stop(0);
    }

    @Test
    void pageIsShownOnceItHasDrawn() {
        show(Duration.ofSeconds(15));
        Fx.waitFor(
                "the page is shown",
                LIMIT,
                () -> find(n -> n instanceof WebView w && w.isVisible() && shown(w))
                        .isPresent());
        picture("dashboard-web");
    }

    @Test
    void pageThatNeverDrawsIsReplacedByTheConsolesOwn() {
        body = NEVER;
        show(Duration.ofSeconds(1));
        Fx.waitFor(
                "a reason is shown",
                LIMIT,
                () -> reason().contains("has not drawn within 1 s: it still says \"Loading\""));
        picture("dashboard-fallback");
    }

    @Test
    void answerThatIsAnErrorIsTheReasonAndRetryingWorks() {
        status = 502;
        show(Duration.ofSeconds(15));
        Fx.waitFor("a reason is shown", LIMIT, () -> reason().contains("answered 502"));
        status = 200;
        Fx.press(find(n -> "dashboard-retry".equals(n.getId())).orElseThrow());
        Fx.waitFor(
                "the page is shown",
                LIMIT,
                () -> find(n -> n instanceof WebView w && shown(w)).isPresent());
        assertThat(find(n -> "dashboard-retry".equals(n.getId())).filter(DashboardTest::shown))
                .isEmpty();
    }

    @Test
    void pageComesBackByItselfWhenItsServerDoes() {
        status = 502;
        show(Duration.ofSeconds(15));
        Fx.waitFor("a reason is shown", LIMIT, () -> reason().contains("answered 502 for its health"));
        status = 200;
        Fx.waitFor(
                "the page is shown",
                LIMIT,
                () -> find(n -> n instanceof WebView w && shown(w)).isPresent());
        status = 503;
        Fx.waitFor("a reason is shown again", LIMIT, () -> reason().contains("answered 503"));
    }

    @Test
    void consolesOwnPageStandsInWithTheReasonAndANewAddressIsFollowed() throws IOException {
        var other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        other.createContext("/", exchange -> {
            var bytes = DRAWN.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/html");
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        other.start();
        try {
            status = 502;
            var good = URI.create("http://127.0.0.1:" + other.getAddress().getPort() + "/d/sre-slo/sre-slo");
            address = page();
            show(Duration.ofSeconds(15), new Dashboards() {
                @Override
                public Optional<URI> page(SessionState state, Theme theme) {
                    return Optional.of(address);
                }

                @Override
                public Optional<URI> standIn(Theme theme) {
                    return Optional.of(good);
                }
            });
            Fx.waitFor(
                    "the stand-in is shown",
                    LIMIT,
                    () -> find(n -> n instanceof WebView w && shown(w)).isPresent()
                            && reason().contains("answered 502"));
            picture("dashboard-stand-in");
            address = good;
            Fx.waitFor(
                    "the new address is shown",
                    LIMIT,
                    () -> find(n -> n instanceof WebView w && shown(w)).isPresent() && reason().isEmpty());
        } finally {
            other.stop(0);
        }
    }

    @Test
    void panelsInSightMustHaveDrawnBeforeThePageCounts() {
        body = PANELS.formatted("");
        show(Duration.ofSeconds(1));
        Fx.waitFor("a reason is shown", LIMIT, () -> reason().contains("1 of 2 panels are empty"));
        body = PANELS.formatted("No data");
        Fx.press(find(n -> "dashboard-retry".equals(n.getId())).orElseThrow());
        Fx.waitFor(
                "the page is shown",
                LIMIT,
                () -> find(n -> n instanceof WebView w && shown(w)).isPresent());
    }

    @Test
    void aPageKnowsItsLanguageWhereTheLocaleIsOnlyAnEncoding() {
        show(Duration.ofSeconds(15));
        Fx.waitFor(
                "the page is shown",
                LIMIT,
                () -> find(n -> n instanceof WebView w && shown(w)).isPresent());

        var written = Fx.call(() -> ((WebView) find(WebView.class::isInstance).orElseThrow())
                .getEngine()
                .executeScript("navigator.language + ' ' + new Intl.NumberFormat(navigator.language).format(1234.5)"));

        assertThat(written).isEqualTo("en-US 1,234.5");
    }

    @Test
    void noWebViewIsMadeBeforeThereIsAPage() {
        var made = Fx.call(() -> new ConsoleWindow(
                new Stage(),
                RecordedClass::begun,
                RecordedClass.begun()::at,
                new Recorded(),
                ConsoleOptions.live(Source.LOCAL, (s, t) -> Optional.of(page()))));
        window = Optional.of(made);
        stage = Optional.of(Fx.call(() -> Snapshot.stage(made, new Stage(), 1366, 768)));
        Fx.settle();
        assertThat(Fx.call(() -> find(WebView.class::isInstance))).isEmpty();
    }

    private void show(Duration drawLimit) {
        show(drawLimit, (state, theme) -> Optional.of(page()));
    }

    private void show(Duration drawLimit, Dashboards dashboards) {
        var made = Fx.call(() -> new ConsoleWindow(
                new Stage(),
                RecordedClass::normal,
                RecordedClass.normal()::at,
                new Recorded(),
                ConsoleOptions.live(Source.LOCAL, dashboards).withDrawLimit(drawLimit)));
        window = Optional.of(made);
        stage = Optional.of(Fx.call(() -> Snapshot.stage(made, new Stage(), 1366, 768)));
    }

    private URI page() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/d/sre-slo/sre-slo");
    }

    private String reason() {
        return find(n -> n.getStyleClass().contains("native-reason") && shown(n))
                .map(n -> ((Labeled) n).getText())
                .orElse("");
    }

    private Optional<Node> find(Predicate<Node> wanted) {
        return find(window.orElseThrow().content(), wanted);
    }

    private static Optional<Node> find(Node node, Predicate<Node> wanted) {
        if (wanted.test(node)) {
            return Optional.of(node);
        }
        if (node instanceof Parent parent) {
            return parent.getChildrenUnmodifiable().stream()
                    .flatMap(n -> find(n, wanted).stream())
                    .findFirst();
        }
        return Optional.empty();
    }

    private static boolean shown(Node node) {
        for (Node n = node; n != null; n = n.getParent()) {
            if (!n.isVisible() || n.getOpacity() == 0) {
                return false;
            }
        }
        return true;
    }

    private void picture(String name) {
        Fx.settle();
        Snapshot.write(
                Fx.call(() -> Snapshot.of(window.orElseThrow().content())), Path.of("target/pictures", name + ".png"));
    }
}
