package dev.sloconsole.session;

import java.time.Duration;

/**
 * What an instructor can ask for. Every method returns at once; what comes of it is seen in the session's facts, a
 * refusal as {@link SessionEvent.ActionFailed}.
 */
public interface Commands {

    /** Builds the app's image and pushes it to where the stack will fetch it from. */
    void publish();

    /** Creates the stack. */
    void deploy();

    /**
     * Deletes the stack that this session created; any other of ours only after a question, and a foreign one never.
     */
    void delete();

    /** Deletes what a failed deployment left behind, and deploys again when it is gone. */
    void deleteAndDeployAgain();

    /** Lets this computer's present address reach the stack, by changing that parameter alone. */
    void admitMyAddress();

    /** Puts the stack's auto-stop off by an hour. */
    void extend();

    /** Starts the services of a stack that was scaled to zero, for an hour. */
    void wakeUp();

    /** Crashes the app's task by one request to {@code /kill}, as in the lesson. */
    void kill();

    /** Stops a task through ECS. */
    void stopTask(String taskId);

    void traffic(TrafficPlan plan);

    /**
     * Judges the class by another objective, a ratio above 0 and below 1, or over another window: the class asks "what
     * if". Everything that was counted stays.
     */
    void objective(double objective, Duration window);

    /** Plans the rest of the window, and those after it, for the traffic as it is now. */
    void planAgain();

    /** Has windows follow each other, or one roll on. Everything that was counted stays. */
    void windowing(Windowing windowing);

    /** Goes to a step of the lesson. */
    void enterStep(String stepId);

    /**
     * Takes the class's guess for a step that asks for one, in the unit of the question: 95 for 95 %. A later guess
     * replaces an earlier one; after the outcome is known it changes nothing.
     */
    void predict(String stepId, double value);
}
