package dev.sloconsole.session.fold;

import dev.sloconsole.session.SessionEvent.CheckpointMet;
import dev.sloconsole.session.SessionState.Checkpoint;
import dev.sloconsole.session.SessionState.LessonProgress;
import dev.sloconsole.session.SessionState.Step;
import java.time.Duration;
import java.util.Optional;

/** The class's way through the lesson. A step is entered once; coming back to it makes it the current one again. */
final class LessonFold {

    private LessonFold() {}

    static void entered(Draft draft, String stepId) {
        var steps = draft.lesson.steps();
        for (int i = 0; i < steps.size(); i++) {
            var step = steps.get(i);
            if (step.id().equals(stepId)) {
                draft.lanes.stepEntered(draft.at, (i + 1) + " " + step.title());
                draft.lesson = new LessonProgress(
                        Lists.mapped(steps, s -> s.id().equals(stepId), s -> enteredAt(s, draft.at)), i);
                return;
            }
        }
    }

    static void met(Draft draft, CheckpointMet met) {
        draft.lesson = new LessonProgress(
                Lists.mapped(
                        draft.lesson.steps(),
                        s -> s.id().equals(met.stepId()),
                        s -> withMet(s, met.checkpointId(), draft.at)),
                draft.lesson.current());
    }

    private static Step enteredAt(Step s, Duration at) {
        return new Step(
                s.id(),
                s.title(),
                s.text(),
                s.notes(),
                s.action(),
                s.checkpoints(),
                Optional.of(s.enteredAt().orElse(at)));
    }

    private static Step withMet(Step s, String checkpointId, Duration at) {
        var checkpoints = Lists.mapped(
                s.checkpoints(),
                c -> c.id().equals(checkpointId) && c.metAt().isEmpty(),
                c -> new Checkpoint(c.id(), c.text(), Optional.of(at)));
        return new Step(s.id(), s.title(), s.text(), s.notes(), s.action(), checkpoints, s.enteredAt());
    }
}
