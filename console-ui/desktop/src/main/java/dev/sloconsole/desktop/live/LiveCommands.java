package dev.sloconsole.desktop.live;

import dev.sloconsole.session.Action;
import dev.sloconsole.session.Commands;
import dev.sloconsole.session.ErrorBudget;
import dev.sloconsole.session.SessionEvent;
import dev.sloconsole.session.SessionEvent.ActionFailed;
import dev.sloconsole.session.SessionEvent.ActionRequested;
import dev.sloconsole.session.SessionEvent.BudgetPlanned;
import dev.sloconsole.session.SessionEvent.ImageProgressed;
import dev.sloconsole.session.SessionEvent.ImagePublished;
import dev.sloconsole.session.SessionEvent.ObjectiveChanged;
import dev.sloconsole.session.SessionEvent.PredictionMade;
import dev.sloconsole.session.SessionEvent.StepEntered;
import dev.sloconsole.session.SessionEvent.TrafficChanged;
import dev.sloconsole.session.SessionEvent.WindowingChosen;
import dev.sloconsole.session.SessionState;
import dev.sloconsole.session.Task;
import dev.sloconsole.session.TrafficPlan;
import dev.sloconsole.session.Windowing;
import dev.sloconsole.session.traffic.TrafficGenerator;
import dev.sloconsole.stack.StackClient;
import dev.sloconsole.stack.StackException;
import dev.sloconsole.stack.StackSpec;
import dev.sloconsole.stack.StackWatcher;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import okhttp3.OkHttpClient;
import okhttp3.Request;

/**
 * Commands to a real stack. Each is one job on the commands thread, so that a slow cloud never holds up the screen, and
 * two presses never race.
 */
final class LiveCommands implements Commands {

    private final Executor thread;
    private final Supplier<Connection> connection;
    private final Addresses addresses;
    private final Supplier<StackSpec> spec;
    private final Supplier<SessionState> state;
    private final Consumer<SessionEvent> session;

    private final StackCommands stacks;
    private final Set<Action> underWay = ConcurrentHashMap.newKeySet();

    /**
     * What commands go through, once the surroundings have started.
     *
     * @param watcher is told to look closely after each command
     * @param kills sends the request to {@code /kill}
     */
    record Connection(
            Surroundings surroundings,
            StackClient stack,
            StackWatcher watcher,
            Custody custody,
            TrafficGenerator traffic,
            OkHttpClient kills) {}

    LiveCommands(
            Executor thread,
            Supplier<Connection> connection,
            Addresses addresses,
            Supplier<StackSpec> spec,
            Supplier<SessionState> state,
            Consumer<SessionEvent> session,
            Questions questions) {
        this.thread = thread;
        this.connection = connection;
        this.addresses = addresses;
        this.spec = spec;
        this.state = state;
        this.session = session;
        this.stacks = new StackCommands(this::name, session, questions);
    }

    @Override
    public void publish() {
        once(Action.PUBLISH, "", to -> {
            var publisher = to.surroundings()
                    .publisher()
                    .orElseThrow(() ->
                            new IllegalStateException("The local cloud has this build's image, so none is pushed."));
            try {
                session.accept(
                        new ImagePublished(publisher.publish(step -> session.accept(new ImageProgressed(step)))));
                to.watcher().hurry();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("The class ended before the image was pushed.", e);
            }
        });
    }

    @Override
    public void deploy() {
        once(Action.DEPLOY, name(), to -> stacks.deploy(to, spec.get()));
    }

    @Override
    public void delete() {
        traffic(state.get().traffic().plan().with(TrafficPlan.Mode.OFF));
        once(Action.DELETE, name(), stacks::delete);
    }

    @Override
    public void deleteAndDeployAgain() {
        traffic(state.get().traffic().plan().with(TrafficPlan.Mode.OFF));
        once(Action.REDEPLOY, name(), to -> {
            stacks.delete(to);
            stacks.awaitGone(to);
            stacks.deploy(to, spec.get());
        });
    }

    @Override
    public void admitMyAddress() {
        once(Action.ADMIT, name(), stacks::admit);
    }

    @Override
    public void extend() {
        once(Action.EXTEND, name(), stacks::extend);
    }

    @Override
    public void wakeUp() {
        once(Action.WAKE_UP, name(), stacks::wakeUp);
    }

    @Override
    public void kill() {
        var task = state.get().tasks().runningApp().map(Task::taskId);
        once(Action.KILL, task.orElse(""), to -> {
            var app = addresses.app(to.surroundings().route());
            if (state.get().stack().asleep()) {
                throw new IllegalStateException("The services were scaled to zero, so there is nothing to kill, and no"
                        + " replacement will come. Wake the stack up first.");
            }
            if (app.isEmpty() || task.isEmpty()) {
                throw new IllegalStateException("No task of the app is running, so there is nothing to kill. "
                        + "Deploy the stack, or wait for the replacement to run.");
            }
            var request = new Request.Builder().url(app.get() + "/kill");
            to.custody().secret().ifPresent(secret -> request.header(ClassSecret.HEADER, secret));
            try (var response = to.kills().newCall(request.build()).execute()) {
                if (response.code() != 202) {
                    throw new IllegalStateException(
                            "The app answered " + response.code()
                                    + " to /kill instead of 202, so it may still run. Try again, or stop the task through ECS.");
                }
            } catch (IOException e) {
                throw new IllegalStateException(
                        "The request to /kill got no answer (" + e.getMessage()
                                + "). Try again, or stop the task through ECS.",
                        e);
            }
        });
    }

    @Override
    public void stopTask(String taskId) {
        run(
                Action.STOP_TASK,
                taskId,
                to -> to.stack()
                        .stopTask(state.get().info().stackName(), taskId, "Stopped by the instructor in SLO Console"));
    }

    @Override
    public void traffic(TrafficPlan plan) {
        if (plan.equals(state.get().traffic().plan())) {
            return;
        }
        session.accept(new TrafficChanged(plan));
        execute(Action.TRAFFIC, to -> to.traffic().plan(plan), () -> {});
    }

    @Override
    public void objective(double objective, Duration window) {
        var info = state.get().info();
        if (objective != info.objective() || !window.equals(info.window())) {
            session.accept(new ObjectiveChanged(objective, window));
        }
    }

    @Override
    public void planAgain() {
        var now = state.get();
        now.figures()
                .budget()
                .flatMap(ErrorBudget::from)
                .ifPresent(from -> session.accept(new BudgetPlanned(
                        now.traffic().plan().meanPerSecond(), from, now.info().window())));
    }

    @Override
    public void windowing(Windowing windowing) {
        boolean another = state.get()
                .figures()
                .budget()
                .filter(b -> b.windowing() != windowing)
                .isPresent();
        if (another) {
            session.accept(new WindowingChosen(windowing));
        }
    }

    @Override
    public void enterStep(String stepId) {
        session.accept(new StepEntered(stepId));
    }

    @Override
    public void predict(String stepId, double value) {
        session.accept(new PredictionMade(stepId, value));
    }

    private String name() {
        return state.get().info().stackName();
    }

    /** Once at a time: a second press while the first is on its way asks for nothing more. */
    private void once(Action action, String detail, Consumer<Connection> command) {
        if (underWay.add(action)) {
            session.accept(new ActionRequested(action, detail));
            execute(action, command, () -> underWay.remove(action));
        }
    }

    private void run(Action action, String detail, Consumer<Connection> command) {
        session.accept(new ActionRequested(action, detail));
        execute(action, command, () -> {});
    }

    private void execute(Action action, Consumer<Connection> command, Runnable afterwards) {
        try {
            thread.execute(() -> {
                try {
                    command.accept(connection.get());
                } catch (StackException | IllegalStateException | UncheckedIOException e) {
                    session.accept(new ActionFailed(action, String.valueOf(e.getMessage())));
                } finally {
                    afterwards.run();
                }
            });
        } catch (RejectedExecutionException e) {
            session.accept(new ActionFailed(action, "The class has ended, so nothing more can be done in it."));
        }
    }
}
