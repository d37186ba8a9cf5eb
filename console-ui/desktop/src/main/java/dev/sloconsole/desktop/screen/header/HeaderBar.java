package dev.sloconsole.desktop.screen.header;

import dev.sloconsole.desktop.screen.control.HoldButton;
import dev.sloconsole.desktop.screen.control.Unrepeated;
import dev.sloconsole.desktop.screen.control.WhyNot;
import dev.sloconsole.desktop.screen.look.Parts;
import dev.sloconsole.session.Action;
import dev.sloconsole.session.Commands;
import dev.sloconsole.session.Source;
import dev.sloconsole.session.TrafficPlan;
import dev.sloconsole.view.Tone;
import dev.sloconsole.view.TrafficWords;
import dev.sloconsole.view.header.HeaderModel;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;
import javafx.geometry.Pos;
import javafx.geometry.Side;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignD;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;
import org.kordamp.ikonli.materialdesign2.MaterialDesignR;

/** The top line. */
public final class HeaderBar extends HBox {

    /** What the window does for the header. */
    public interface Window {
        void askToDelete();

        void askToStop(HeaderModel.Stop stop);

        void switchTheme();

        /** Takes over how many requests a second were chosen, for the next class too. */
        void rate(int perSecond);

        /** Shows the list of keys, or takes it away. */
        void switchHelp();

        void switchFullScreen();

        void switchWall();
    }

    private static final List<Integer> RATES = List.of(5, 10, 20, 50, 100, 200);
    private static final List<Integer> FAILURES = List.of(5, 10, 30, 50, 100);

    private final Commands commands;
    private final Window window;
    private final Label badge = Parts.firm("", "badge");
    private final Label dot = Parts.icon(MaterialDesignC.CIRCLE, "badge-dot");
    private final Label stack = Parts.label("", "badge-stack", Parts.MAY_SHORTEN);
    private final Map<TrafficPlan.Mode, WhyNot> modeReasons = new EnumMap<>(TrafficPlan.Mode.class);
    private final Map<TrafficPlan.Mode, ToggleButton> modes = new EnumMap<>(TrafficPlan.Mode.class);
    private final MenuButton rate;
    private final MenuButton failures;
    private final Button deploy;
    private final Button delete;
    private final HoldButton kill;
    private final WhyNot killReason;
    private final WhyNot deployReason;
    private final WhyNot deleteReason;
    private final WhyNot stopsReason;
    private final HBox segments = Parts.row("segments");
    private final Label recorded = Parts.firm("", "recorded-traffic");
    private final ContextMenu stopMenu = new ContextMenu();
    private final Button stops;
    private final Label recording = Parts.firm("", "recording");
    private @Nullable HeaderModel shown;
    private TrafficPlan plan = TrafficPlan.off();

    public HeaderBar(Commands commands, Window window, LongSupplier nanos) {
        this.commands = commands;
        this.window = window;
        getStyleClass().add("header");
        setAlignment(Pos.CENTER_LEFT);
        setFillHeight(false);
        var pill = Parts.row("pill", dot, badge, stack);
        pill.setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(stack, Priority.ALWAYS);
        segments.setMinWidth(Region.USE_PREF_SIZE);
        for (var mode : TrafficPlan.Mode.values()) {
            var toggle = new ToggleButton(TrafficWords.name(mode));
            toggle.setId("traffic-" + mode.word());
            Parts.tip(toggle, TrafficWords.explained(mode));
            toggle.setMinWidth(Region.USE_PREF_SIZE);
            toggle.getStyleClass().add(styleOf(mode));
            toggle.setOnAction(event -> {
                // The state decides which one is on, not the press.
                select(plan.mode());
                commands.traffic(plan.with(mode));
            });
            modes.put(mode, toggle);
            var reason = new WhyNot(toggle);
            modeReasons.put(mode, reason);
            segments.getChildren().add(reason);
        }
        rate = choice("rate", RATES, HeaderBar::rateText, n -> {
            window.rate(n);
            commands.traffic(new TrafficPlan(plan.mode(), n, plan.failurePercent()));
        });
        failures = choice(
                "failures",
                FAILURES,
                HeaderBar::failureText,
                n -> commands.traffic(new TrafficPlan(plan.mode(), plan.ratePerSecond(), n)));
        Parts.tip(rate, "Requests a second that the traffic generator sends.");
        Parts.tip(failures, "The share of requests that go to /fail in a partial failure.");
        deploy = Parts.button(
                "Deploy",
                Optional.of(MaterialDesignR.ROCKET_LAUNCH_OUTLINE),
                new Unrepeated(nanos, commands::deploy),
                "primary");
        deploy.setId("deploy");
        deployReason = new WhyNot(deploy);
        delete = Parts.button(
                "", Optional.of(MaterialDesignD.DELETE_OUTLINE), window::askToDelete, "quiet", "icon-only");
        deleteReason = new WhyNot(delete);
        delete.setId("delete");
        Parts.tip(delete, "Delete the stack.");
        kill = new HoldButton("Kill task", MaterialDesignC.CLOSE_THICK, nanos, commands::kill, "danger", "kill");
        kill.buttonId("kill");
        killReason = new WhyNot(kill);
        Parts.tip(
                kill.button(),
                "Crashes this task of the app by one request to /kill. Hold for a second, here or with the key K.");
        stops = Parts.button("", Optional.of(MaterialDesignD.DOTS_VERTICAL), this::offerStops, "quiet", "icon-only");
        stops.setId("stops");
        stopsReason = new WhyNot(stops);
        Parts.tip(stops, "Stop a task through ECS instead of crashing it.");
        var record = Parts.row("recording-row", Parts.icon(MaterialDesignC.CIRCLE, "recording-dot"), recording);
        record.setAlignment(Pos.CENTER_RIGHT);
        record.setMinWidth(Region.USE_PREF_SIZE);
        var theme = Parts.button(
                "", Optional.of(MaterialDesignC.CIRCLE_HALF_FULL), window::switchTheme, "quiet", "icon-only");
        theme.setId("theme");
        Parts.tip(theme, "Dark or light.");
        var full = Parts.button(
                "", Optional.of(MaterialDesignF.FULLSCREEN), window::switchFullScreen, "quiet", "icon-only");
        full.setId("full-screen");
        Parts.tip(full, "Full screen (F11).");
        var help = Parts.button("?", Optional.empty(), window::switchHelp, "quiet", "icon-only");
        help.setId("help");
        Parts.tip(help, "The keys (?).");
        var wall = Parts.button(
                "", Optional.of(MaterialDesignP.PROJECTOR_SCREEN_OUTLINE), window::switchWall, "quiet", "icon-only");
        wall.setId("show-wall");
        Parts.tip(wall, "The wall, for the class (W). F holds its picture.");
        getChildren()
                .addAll(
                        pill,
                        segments,
                        rate,
                        failures,
                        recorded,
                        killReason,
                        stopsReason,
                        deployReason,
                        deleteReason,
                        Parts.spring(),
                        record,
                        help,
                        wall,
                        theme,
                        full);
    }

    public void render(HeaderModel model) {
        if (model.equals(shown)) {
            return;
        }
        boolean sameStops = shown != null && shown.stops().equals(model.stops());
        shown = model;
        plan = model.plan();
        badge.setText(model.badge().name());
        Parts.tone(badge, badgeTone(model.badge()));
        Parts.tone(dot, model.phase().tone());
        stack.setText("· " + model.status());
        Parts.tip(stack, "The stack " + model.stackName() + ": " + model.status());
        select(plan.mode());
        boolean live = model.badge() != Source.REPLAY;
        // In a recording there is nothing to choose: what was chosen is told, and the buttons are not there.
        for (var control : List.of(segments, rate, failures, kill, stops, deploy, delete)) {
            Parts.show(control, live);
        }
        Parts.show(recorded, !live);
        recorded.setText(
                plan.mode() == TrafficPlan.Mode.OFF
                        ? "No traffic"
                        : TrafficWords.name(plan.mode()) + " · " + rateText(plan.ratePerSecond()));
        modeReasons.values().forEach(reason -> reason.render(!model.trafficAllowed(), model.whyNot(Action.TRAFFIC)));
        rate.setText(rateText(plan.ratePerSecond()));
        failures.setText(failureText(plan.failurePercent()));
        kill.text(model.victim().isEmpty() ? "Kill task" : "Kill " + model.victim());
        killReason.render(!model.canKill(), model.whyNot(Action.KILL));
        stopsReason.render(model.stops().isEmpty(), model.whyNot(Action.STOP_TASK));
        if (!sameStops) {
            stopMenu.getItems()
                    .setAll(model.stops().stream().map(this::stopItem).toList());
        }
        deployReason.render(!model.canDeploy(), model.whyNot(Action.DEPLOY));
        deleteReason.render(!model.canDelete(), model.whyNot(Action.DELETE));
        recording.setText(model.recording());
        Parts.tone(recording.getParent(), model.recordingTone());
    }

    /** Brings countdowns up to date; on every pulse. */
    public void tick() {
        kill.tick();
    }

    /** Begins to hold the kill, as its key does. */
    public void holdKill() {
        kill.press();
    }

    /** Lets it go. */
    public void releaseKill() {
        kill.release();
    }

    /** Switches the traffic as the button of a mode does. */
    public void traffic(TrafficPlan.Mode mode) {
        Optional.ofNullable(modes.get(mode))
                .filter(toggle -> !toggle.isDisabled() && segments.isVisible())
                .ifPresent(ToggleButton::fire);
    }

    private void offerStops() {
        stopMenu.show(stops, Side.BOTTOM, 0, 4);
    }

    private MenuItem stopItem(HeaderModel.Stop stop) {
        var item = new MenuItem(stop.label());
        item.setOnAction(event -> window.askToStop(stop));
        return item;
    }

    private void select(TrafficPlan.Mode mode) {
        modes.forEach((m, toggle) -> toggle.setSelected(m == mode));
    }

    private static MenuButton choice(String id, List<Integer> values, IntFunction<String> text, IntConsumer chosen) {
        var menu = new MenuButton();
        menu.setId(id);
        menu.setMinWidth(Region.USE_PREF_SIZE);
        menu.getStyleClass().add("quiet");
        for (int value : values) {
            var item = new MenuItem(text.apply(value));
            item.setOnAction(event -> chosen.accept(value));
            menu.getItems().add(item);
        }
        return menu;
    }

    private static String rateText(int n) {
        return n + " req/s";
    }

    private static String failureText(int n) {
        return n + " % fail";
    }

    private static String styleOf(TrafficPlan.Mode mode) {
        var tone = TrafficWords.tone(mode);
        return tone == Tone.MUTED ? "segment-off" : "segment-" + tone.name().toLowerCase(Locale.ROOT);
    }

    private static Tone badgeTone(Source source) {
        return switch (source) {
            case AWS -> Tone.WARN;
            case LOCAL -> Tone.GOOD;
            case REPLAY -> Tone.INFO;
        };
    }
}
