package dev.sloconsole.view.wall;

import dev.sloconsole.session.Scene;
import dev.sloconsole.session.SessionState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * All that the class sees: a head, the caption, at most two key figures at the left, one region, and the last minutes as
 * a strip along the bottom.
 *
 * @param strip empty where nothing over time is to be seen, as before a question is answered
 */
public record Wall(
        Scene scene, Head head, Caption caption, List<KeyFigure> figures, Region region, Optional<Strip> strip) {

    /**
     * The wall of a state as of a time of the session.
     *
     * @param expectedResources how many resources the template has, 0 if that is not known
     */
    public static Wall of(SessionState state, Duration now, int expectedResources) {
        return of(new Moment(state, now), expectedResources);
    }

    static Wall of(Moment m, int expectedResources) {
        var scene = m.scene();
        return new Wall(
                scene,
                Head.of(m),
                Caption.of(m),
                KeyFigures.of(m),
                region(m, scene, expectedResources),
                scene == Scene.QUESTION || scene == Scene.TEXT || scene == Scene.OUTCOME || scene == Scene.DEPLOY
                        ? Optional.empty()
                        : Strip.of(m));
    }

    private static Region region(Moment m, Scene scene, int expectedResources) {
        return switch (scene) {
            case DEPLOY -> Progress.of(m, expectedResources);
            case DISCOVERY -> Chain.of(m);
            case BUDGET -> BurnDown.of(m);
            case ALERTS -> AlertTable.of(m);
            case DASHBOARD -> Curves.of(m);
            case ARCHITECTURE -> Blocks.of(m);
            case QUESTION -> Question.of(m);
            case OUTCOME -> Outcome.of(m);
            case TEXT -> Words.of(m.step().text());
        };
    }

    /** The same with another caption, for one that is held. */
    public Wall with(Caption held) {
        return new Wall(scene, head, held, figures, region, strip);
    }

    /** The same with another head, whose clock goes on. */
    public Wall with(Head other) {
        return new Wall(scene, other, caption, figures, region, strip);
    }

    /** All of it for somebody who hears it: where the class is, what happens, and the figures. */
    public String spoken() {
        var words = new StringBuilder(head.step().replace('\u2002', ' '))
                .append(". ")
                .append(caption.text());
        for (KeyFigure figure : figures) {
            words.append(' ').append(figure.title()).append(": ").append(figure.value());
            if (!figure.unit().isEmpty()) {
                words.append(' ').append(figure.unit());
            }
            words.append('.');
        }
        return words.toString();
    }
}
