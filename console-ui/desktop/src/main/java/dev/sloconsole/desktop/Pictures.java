package dev.sloconsole.desktop;

import dev.sloconsole.desktop.live.LiveClass;
import dev.sloconsole.desktop.screen.ConsoleOptions;
import dev.sloconsole.desktop.screen.ConsoleWindow;
import dev.sloconsole.desktop.screen.Snapshot;
import dev.sloconsole.session.Hop;
import dev.sloconsole.session.SessionState;
import dev.sloconsole.session.SessionState.Checkpoint;
import dev.sloconsole.session.TrafficPlan.Mode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Predicate;
import javafx.application.Platform;
import javafx.stage.Stage;

/** Takes pictures of the real console while a real class goes on; those of the documentation are made with it. */
final class Pictures {

    private static final double WIDTH = 1920;
    private static final double HEIGHT = 1080;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final LiveClass live;
    private final Path folder;
    private final ConsoleWindow window;

    private Pictures(LiveClass live, Path folder, ConsoleWindow window) {
        this.live = live;
        this.folder = folder;
        this.window = window;
    }

    /** Goes through the lesson and writes a picture of each of its moments; needs the headless platform. */
    static void take(LiveClass live, ConsoleOptions options, Path folder) throws Exception {
        Platform.startup(() -> {});
        try {
            var window = onScreen(() -> {
                var stage = new Stage();
                var made = new ConsoleWindow(stage, live.session()::state, live.session()::elapsed, live.commands(), options);
                Snapshot.stage(made, stage, WIDTH, HEIGHT);
                return made;
            });
            new Pictures(live, folder, window).lesson();
        } finally {
            Platform.exit();
        }
    }

    private void lesson() throws Exception {
        var commands = live.commands();
        var steps = live.session().state().lesson().steps();
        pause(2);
        picture("1-empty");
        commands.enterStep(steps.get(1).id());
        commands.deploy();
        await(state -> state.stack().resources().size() > 12);
        picture("2-deploying");
        await(done(1));
        for (int i = 2; i < 5; i++) {
            commands.enterStep(steps.get(i).id());
            await(done(i));
        }
        commands.enterStep(steps.get(5).id());
        commands.traffic(live.session().state().traffic().plan().with(Mode.NORMAL));
        pause(60);
        picture("3-normal");
        commands.enterStep(steps.get(6).id());
        commands.traffic(live.session().state().traffic().plan().with(Mode.PARTIAL_FAILURE));
        pause(25);
        picture("4-partial-failure");
        commands.traffic(live.session().state().traffic().plan().with(Mode.NORMAL));
        pause(20);
        commands.enterStep(steps.get(7).id());
        commands.kill();
        pause(4);
        picture("5-killed");
        await(state -> state.outage().filter(o -> o.has(Hop.REPLACEMENT_RUNNING)).isPresent());
        pause(2);
        picture("6-replaced");
        await(state -> state.outage().filter(o -> o.has(Hop.SERVED_AGAIN)).isPresent());
        pause(12);
        picture("7-recovered");
        commands.delete();
        await(state -> state.stack().deleted());
        pause(2);
        picture("8-deleted");
    }

    private void picture(String name) throws Exception {
        var image = onScreen(() -> Snapshot.of(window.content()));
        System.out.println(Snapshot.write(image, folder.resolve(name + ".png")));
    }

    private static Predicate<SessionState> done(int step) {
        return state -> state.lesson().steps().get(step).checkpoints().stream()
                .map(Checkpoint::metAt)
                .allMatch(java.util.Optional::isPresent);
    }

    private void await(Predicate<SessionState> condition) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.test(live.session().state())) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("What the next picture was to show did not happen within " + PATIENCE
                        + "; the pictures so far are in " + folder + ".");
            }
            Thread.sleep(Duration.ofMillis(50));
        }
    }

    /** Time for the class to go on, for what it does next is to be seen. */
    private static void pause(int seconds) throws InterruptedException {
        Thread.sleep(Duration.ofSeconds(seconds));
    }

    private static <T> T onScreen(Callable<T> body) throws InterruptedException, ExecutionException {
        var task = new FutureTask<>(body);
        Platform.runLater(task);
        return task.get();
    }
}
