package dev.sloconsole.desktop.report;

import dev.sloconsole.session.replay.Replay;
import dev.sloconsole.view.Written;
import dev.sloconsole.view.wall.Story;
import java.time.Duration;

/** What the class was told, sentence by sentence. */
final class StorySection {

    private static final Duration EVERY = Duration.ofSeconds(1);

    private StorySection() {}

    static void add(Html out, Replay replay) {
        var story = new Story();
        replay.show(EVERY, story::hear);
        out.add("<h3>As the class was told</h3><table class=\"log\">");
        for (var told : story.told()) {
            out.add(
                    "<tr><td class=\"n\">%s</td><td>%s</td></tr>",
                    Written.shortClock(told.at()), told.caption().text());
        }
        out.add("</table>");
    }
}
