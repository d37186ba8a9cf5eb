package dev.sloconsole.desktop.screen.banner;

import dev.sloconsole.desktop.screen.look.Words;
import dev.sloconsole.session.SessionState;
import java.time.Duration;
import java.util.List;

/** The lost sources, newest last. */
public record BannerModel(List<Line> lines) {

    /** One lost source: what happened, and since when. */
    public record Line(String source, String message, String since) {}

    public static BannerModel from(SessionState state, Duration now) {
        return new BannerModel(state.banners().stream()
                .map(b -> new Line(b.source(), b.message(), "since " + Words.span(Words.between(b.since(), now))))
                .toList());
    }
}
