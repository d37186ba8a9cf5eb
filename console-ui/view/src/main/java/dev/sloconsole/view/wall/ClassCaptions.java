package dev.sloconsole.view.wall;

import dev.sloconsole.session.Scene;
import dev.sloconsole.session.Source;
import dev.sloconsole.view.Tone;
import dev.sloconsole.view.Written;
import java.time.Duration;
import java.util.Optional;

/** The class itself: its end, a recording of it, a question to it. */
final class ClassCaptions {

    private static final Duration BEGINNING = Duration.ofSeconds(1);

    private ClassCaptions() {}

    static Optional<Caption> of(Moment m) {
        var info = m.state().info();
        if (info.ended()) {
            return Caption.milestone(over(m, "class"));
        }
        if (m.lookingBack()) {
            return Caption.turn(over(m, "lesson"));
        }
        if (info.source() == Source.REPLAY && m.now().compareTo(BEGINNING) < 0) {
            return Caption.state(Part.say("A recording of “" + info.lessonTitle() + "”: ")
                    .say("what that class saw, as it saw it."));
        }
        if (m.scene() == Scene.QUESTION) {
            var asked = m.step().prediction().orElseThrow();
            return Caption.state(Part.say("Your guess first: ").say(asked.question()));
        }
        return Optional.empty();
    }

    private static Part.Sentence over(Moment m, String what) {
        var total = m.state().traffic().total();
        return total.total() == 0
                ? Part.say("The " + what + " is over.")
                : Part.say("The " + what + " is over: of " + Written.count(total.total()) + " requests ")
                        .in(total.bad() == 0 ? Tone.GOOD : Tone.BAD, Written.count(total.bad()) + " failed")
                        .say(m.spent().map(ClassCaptions::against).orElse("."));
    }

    private static String against(Spent spent) {
        return spent.over()
                ? ", " + Written.count(-spent.left()) + " more than the objective forgives."
                : "; the objective forgives " + Written.count(spent.allowed()) + ".";
    }
}
