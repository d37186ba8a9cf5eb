package dev.sloconsole.desktop.screen;

import dev.sloconsole.desktop.screen.dashboard.Dashboards;
import dev.sloconsole.desktop.screen.look.Theme;
import dev.sloconsole.desktop.screen.playback.Playback;
import dev.sloconsole.desktop.settings.SettingsFile;
import dev.sloconsole.session.Source;
import dev.sloconsole.session.replay.RecordedMetrics;
import dev.sloconsole.stack.Finding;
import dev.sloconsole.stack.StackFact.AccountRead;
import dev.sloconsole.view.wall.Room;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What a window needs to know beside the state.
 *
 * @param badge what the class is always told it sees
 * @param dashboards where Grafana's page is
 * @param expectedResources how many resources the template has, 0 if that is not known
 * @param drawLimit how long the dashboard may take to draw before the console draws its own
 * @param playback the recording that is played, for badge REPLAY
 * @param metrics what was scraped up to the moment that is shown, from any thread's hands; empty where nothing can be
 *     asked
 * @param nanos the steady clock by which an armed button counts down
 * @param keepsake what stays of the class; empty where nothing is recorded
 * @param room where the wall hangs, after which its text is sized
 * @param account whose account the class is in, by its true number, from any thread's hands
 * @param settings what is remembered of the window from one class to the next
 * @param examination looks before the class at what could go wrong in it, for up to half a minute
 * @param plannedRate the lesson's own requests a second, which traffic begins with; empty where it plans none
 */
public record ConsoleOptions(
        Source badge,
        Theme theme,
        Dashboards dashboards,
        int expectedResources,
        Duration drawLimit,
        Optional<Playback> playback,
        Optional<Supplier<RecordedMetrics>> metrics,
        LongSupplier nanos,
        Optional<Keepsake> keepsake,
        Room room,
        Supplier<Optional<AccountRead>> account,
        SettingsFile settings,
        Supplier<List<Finding>> examination,
        Optional<Integer> plannedRate) {

    public ConsoleOptions {
        if (playback.isPresent() != (badge == Source.REPLAY)) {
            throw new IllegalArgumentException(
                    "A playback belongs to the badge REPLAY, and only to it; not to " + badge + ".");
        }
    }

    /** A live console in the dark theme. */
    public static ConsoleOptions live(Source badge, Dashboards dashboards) {
        return dark(badge, dashboards, Optional.empty());
    }

    /** A recording in the dark theme. */
    public static ConsoleOptions replay(Playback playback, Dashboards dashboards) {
        return dark(Source.REPLAY, dashboards, Optional.of(playback));
    }

    private static ConsoleOptions dark(Source badge, Dashboards dashboards, Optional<Playback> playback) {
        return new ConsoleOptions(
                badge,
                Theme.DARK,
                dashboards,
                0,
                Duration.ofSeconds(15),
                playback,
                Optional.empty(),
                System::nanoTime,
                Optional.empty(),
                Room.USUAL,
                Optional::empty,
                SettingsFile.none(),
                List::of,
                Optional.empty());
    }

    public ConsoleOptions with(Theme other) {
        return but(draft -> draft.theme = other);
    }

    public ConsoleOptions withExpectedResources(int count) {
        return but(draft -> draft.expectedResources = count);
    }

    public ConsoleOptions withMetrics(Supplier<RecordedMetrics> source) {
        return but(draft -> draft.metrics = Optional.of(source));
    }

    public ConsoleOptions keeping(Keepsake what) {
        return but(draft -> draft.keepsake = Optional.of(what));
    }

    public ConsoleOptions in(Room where) {
        return but(draft -> draft.room = where);
    }

    public ConsoleOptions of(Supplier<Optional<AccountRead>> whose) {
        return but(draft -> draft.account = whose);
    }

    public ConsoleOptions remembering(SettingsFile file) {
        return but(draft -> draft.settings = file);
    }

    public ConsoleOptions examinedBy(Supplier<List<Finding>> doctor) {
        return but(draft -> draft.examination = doctor);
    }

    public ConsoleOptions planning(Optional<Integer> rate) {
        return but(draft -> draft.plannedRate = rate);
    }

    public ConsoleOptions withNanos(LongSupplier clock) {
        return but(draft -> draft.nanos = clock);
    }

    public ConsoleOptions withDrawLimit(Duration limit) {
        return but(draft -> draft.drawLimit = limit);
    }

    /** The same but for a change. */
    private ConsoleOptions but(Consumer<Draft> change) {
        var draft = new Draft(this);
        change.accept(draft);
        return draft.options();
    }

    private static final class Draft {
        private Source badge;
        private Theme theme;
        private Dashboards dashboards;
        private int expectedResources;
        private Duration drawLimit;
        private Optional<Playback> playback;
        private Optional<Supplier<RecordedMetrics>> metrics;
        private LongSupplier nanos;
        private Optional<Keepsake> keepsake;
        private Room room;
        private Supplier<Optional<AccountRead>> account;
        private SettingsFile settings;
        private Supplier<List<Finding>> examination;
        private Optional<Integer> plannedRate;

        Draft(ConsoleOptions from) {
            badge = from.badge;
            theme = from.theme;
            dashboards = from.dashboards;
            expectedResources = from.expectedResources;
            drawLimit = from.drawLimit;
            playback = from.playback;
            metrics = from.metrics;
            nanos = from.nanos;
            keepsake = from.keepsake;
            room = from.room;
            account = from.account;
            settings = from.settings;
            examination = from.examination;
            plannedRate = from.plannedRate;
        }

        ConsoleOptions options() {
            return new ConsoleOptions(
                    badge,
                    theme,
                    dashboards,
                    expectedResources,
                    drawLimit,
                    playback,
                    metrics,
                    nanos,
                    keepsake,
                    room,
                    account,
                    settings,
                    examination,
                    plannedRate);
        }
    }
}
