package dev.sloconsole.session;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What the class is shown large while a step of the lesson goes on. */
public enum Scene {
    /** How far CloudFormation is, resource by resource. */
    DEPLOY,
    /** Who knows which address: ECS, Cloud Map, DNS, Prometheus, the users. */
    DISCOVERY,
    /** How the error budget is spent. */
    BUDGET,
    /** The burn-rate alerts and what keeps each from firing. */
    ALERTS,
    /** The SLI and the errors over time. */
    DASHBOARD,
    /** The parts of the system, and what passes between them. */
    ARCHITECTURE,
    /** The question that the class answers first. */
    QUESTION,
    /** What was guessed and what happened. */
    OUTCOME,
    /** The step's text. */
    TEXT;

    /** The word for it in lessons and journals, such as {@code discovery}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The scene of a word in a lesson or a journal. */
    public static Optional<Scene> ofWord(String word) {
        return Arrays.stream(values()).filter(s -> s.word().equals(word)).findFirst();
    }
}
