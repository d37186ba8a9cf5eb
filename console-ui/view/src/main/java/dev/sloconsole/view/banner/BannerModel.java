package dev.sloconsole.view.banner;

import dev.sloconsole.session.SessionState;
import dev.sloconsole.session.journal.Damage;
import dev.sloconsole.view.TroubleWords;
import dev.sloconsole.view.Written;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The lost sources, newest last. */
public record BannerModel(List<Line> lines) {

    private static final int MOST_PLACES = 3;

    /** One lost source: what happened, and since when or where. */
    public record Line(String source, String message, String since) {}

    public BannerModel {
        lines = List.copyOf(lines);
    }

    public static BannerModel from(SessionState state, Duration now) {
        return new BannerModel(state.banners().stream()
                .map(b -> new Line(
                        b.source(),
                        TroubleWords.message(b.trouble()),
                        "since " + Written.span(Written.between(b.since(), now))))
                .toList());
    }

    /** The same below what is wrong with the recording that is played. */
    public BannerModel below(Damage damage, int unknownFacts) {
        var all = new ArrayList<Line>();
        if (!damage.none()) {
            var places = damage.places();
            long bytes = places.stream().mapToLong(Damage.Place::bytes).sum();
            all.add(new Line(
                    "Recording damaged",
                    Written.count(bytes) + (bytes == 1 ? " byte was" : " bytes were") + " lost in "
                            + (places.size() == 1 ? "one place" : Written.count(places.size()) + " places")
                            + "; all else is shown. "
                            + places.stream().map(BannerModel::place).collect(Collectors.joining(" ")),
                    "line "
                            + places.stream()
                                    .map(p -> Written.count(p.line()))
                                    .limit(MOST_PLACES)
                                    .collect(Collectors.joining(", "))
                            + (places.size() > MOST_PLACES ? " …" : "")));
        }
        if (unknownFacts > 0) {
            all.add(new Line(
                    "Newer recording",
                    Written.count(unknownFacts) + (unknownFacts == 1 ? " fact is of a kind" : " facts are of kinds")
                            + " that this version does not know, and left out. A newer SLO Console shows all of it.",
                    ""));
        }
        all.addAll(lines);
        return new BannerModel(all);
    }

    private static String place(Damage.Place place) {
        return "Line " + Written.count(place.line()) + ": " + place.what();
    }
}
