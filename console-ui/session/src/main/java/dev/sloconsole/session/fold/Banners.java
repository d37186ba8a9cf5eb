package dev.sloconsole.session.fold;

import dev.sloconsole.session.Lists;
import dev.sloconsole.session.SessionState.Banner;
import dev.sloconsole.session.Trouble;
import java.time.Duration;
import java.util.List;

/** The banners: at most one for each source of trouble, with the time since when it is there. */
final class Banners {

    private Banners() {}

    static List<Banner> raise(List<Banner> banners, Trouble trouble, Duration at) {
        var since = banners.stream()
                .filter(b -> b.source().equals(trouble.source()))
                .map(Banner::since)
                .findFirst()
                .orElse(at);
        return Lists.put(banners, b -> b.source().equals(trouble.source()), new Banner(trouble, since));
    }

    static List<Banner> clear(List<Banner> banners, String source) {
        return Lists.without(banners, b -> b.source().equals(source));
    }
}
