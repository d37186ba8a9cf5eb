package dev.sloconsole.session.fold;

import dev.sloconsole.session.Lists;
import dev.sloconsole.session.SessionEvent.CheckpointMet;
import dev.sloconsole.session.SessionEvent.PredictionMade;
import dev.sloconsole.session.SessionState.Step;
import java.util.Optional;

/** The class's way through the lesson. A step is entered once; coming back to it makes it the current one again. */
final class LessonFold {

    private LessonFold() {}

    static void entered(Draft draft, String stepId) {
        var steps = draft.lesson.steps();
        for (int i = 0; i < steps.size(); i++) {
            var step = steps.get(i);
            if (step.id().equals(stepId)) {
                draft.lanes.stepEntered(draft.at, stepId);
                draft.lesson = draft.lesson.with(step.entered(draft.at)).at(i);
                return;
            }
        }
    }

    static void met(Draft draft, CheckpointMet met) {
        step(draft, met.stepId())
                .ifPresent(step -> draft.lesson = draft.lesson.with(step.with(Lists.mapped(
                        step.checkpoints(),
                        c -> c.id().equals(met.checkpointId()) && !c.met(),
                        c -> c.met(draft.at)))));
    }

    /** A guess counts until the outcome is known; what came of it is worked out beside the fold. */
    static void predicted(Draft draft, PredictionMade made) {
        step(draft, made.stepId())
                .ifPresent(step -> step.prediction()
                        .filter(p -> !p.settled())
                        .ifPresent(
                                p -> draft.lesson = draft.lesson.with(step.with(p.guessed(made.value(), draft.at)))));
    }

    private static Optional<Step> step(Draft draft, String stepId) {
        return draft.lesson.steps().stream().filter(s -> s.id().equals(stepId)).findFirst();
    }
}
