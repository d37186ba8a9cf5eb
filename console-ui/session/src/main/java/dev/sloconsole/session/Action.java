package dev.sloconsole.session;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What an instructor asks for. */
public enum Action {
    /** Build the app's image and push it to the registry. */
    PUBLISH,
    /** Create the stack. */
    DEPLOY,
    /** Delete the stack. */
    DELETE,
    /** Delete what a failed deployment left behind, and deploy again. */
    REDEPLOY,
    /** Let this computer's present address reach the stack. */
    ADMIT,
    /** Put the stack's auto-stop off. */
    EXTEND,
    /** Start the services of a stack that was scaled to zero. */
    WAKE_UP,
    /** Crash the app's task by one request to {@code /kill}. */
    KILL,
    /** Stop a task through ECS. */
    STOP_TASK,
    /** Send another traffic. */
    TRAFFIC,
    /** Begin the class; only its failure is a fact. */
    START;

    /** The word for it in lessons and journals, such as {@code stop-task}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The action of a word; empty where a newer program wrote it. */
    public static Optional<Action> ofWord(String word) {
        return Arrays.stream(values())
                .filter(action -> action.word().equals(word))
                .findFirst();
    }
}
