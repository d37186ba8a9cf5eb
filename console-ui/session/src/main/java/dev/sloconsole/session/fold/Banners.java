package dev.sloconsole.session.fold;

import dev.sloconsole.session.Lists;
import dev.sloconsole.session.SessionState.Banner;
import java.time.Duration;
import java.util.List;

/** The banners: at most one for each source of trouble, with the time since when it is there. */
final class Banners {

    static final String RECORDING = "recording";
    static final String ACTION = "action";
    static final String ZONE = "dns-zone";
    static final String RESOLVER = "dns-resolver";
    static final String PROMETHEUS = "prometheus";
    static final String STACK = "stack";
    static final String ADDRESS = "address";
    static final String AUTO_STOP = "auto-stop";

    private Banners() {}

    static List<Banner> raise(List<Banner> banners, String source, String message, Duration at) {
        var since = banners.stream()
                .filter(b -> b.source().equals(source))
                .map(Banner::since)
                .findFirst()
                .orElse(at);
        return Lists.put(banners, b -> b.source().equals(source), new Banner(source, message, since));
    }

    static List<Banner> clear(List<Banner> banners, String source) {
        return Lists.without(banners, b -> b.source().equals(source));
    }
}
