package dev.sloconsole.desktop;

import dev.sloconsole.session.Commands;
import dev.sloconsole.session.TrafficPlan;
import dev.sloconsole.session.Windowing;
import java.time.Duration;

/** What can be asked for while a recording is played: nothing, for it all has happened. */
enum NoCommands implements Commands {
    INSTANCE;

    @Override
    public void publish() {}

    @Override
    public void deploy() {}

    @Override
    public void delete() {}

    @Override
    public void deleteAndDeployAgain() {}

    @Override
    public void admitMyAddress() {}

    @Override
    public void extend() {}

    @Override
    public void wakeUp() {}

    @Override
    public void kill() {}

    @Override
    public void stopTask(String taskId) {}

    @Override
    public void traffic(TrafficPlan plan) {}

    @Override
    public void objective(double objective, Duration window) {}

    @Override
    public void planAgain() {}

    @Override
    public void windowing(Windowing windowing) {}

    @Override
    public void enterStep(String stepId) {}

    @Override
    public void predict(String stepId, double value) {}
}
