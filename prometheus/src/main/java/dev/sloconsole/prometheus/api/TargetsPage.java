package dev.sloconsole.prometheus.api;

import dev.sloconsole.prometheus.config.PromDuration;
import dev.sloconsole.prometheus.scrape.Scraper.ActiveTarget;
import dev.sloconsole.prometheus.scrape.TargetStatus.Health;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The page at {@code /targets}: each job's targets, whether they are UP or DOWN, and why. No script. */
final class TargetsPage {

    private static final String HEAD = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width">
            <meta http-equiv="refresh" content="5">
            <title>Targets - Prometheus (embedded engine of SLO Console)</title>
            <style>
            body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem; color: #1c2128; background: #fff; }
            h1 { font-size: 1.5rem; } h2 { font-size: 1.15rem; margin-top: 2rem; }
            table { border-collapse: collapse; width: 100%; }
            th, td { text-align: left; padding: .5rem .75rem; border-bottom: 1px solid #c9d1d9; vertical-align: top; }
            td.error { color: #9a1420; overflow-wrap: anywhere; }
            .state { font-weight: 700; padding: .1rem .6rem; border-radius: .3rem; color: #fff; white-space: nowrap; }
            .up { background: #116329; } .down { background: #a40e26; } .unknown { background: #57606a; }
            .label { font-family: ui-monospace, monospace; font-size: .9rem; background: #eef1f4; border-radius: .2rem;
              padding: .05rem .35rem; margin-right: .3rem; display: inline-block; }
            </style>
            </head>
            <body>
            <h1>Targets</h1>
            """;

    private TargetsPage() {}

    static byte[] html(List<ActiveTarget> targets, Instant now) {
        Map<String, List<ActiveTarget>> jobs = new LinkedHashMap<>();
        targets.forEach(
                t -> jobs.computeIfAbsent(t.job(), j -> new ArrayList<>()).add(t));
        var page = new StringBuilder(HEAD);
        if (jobs.isEmpty()) {
            page.append("<p>No targets. Add scrape_configs to the configuration.</p>\n");
        }
        jobs.forEach((job, list) -> {
            long up =
                    list.stream().filter(t -> t.status().health() == Health.UP).count();
            page.append("<h2>")
                    .append(escape(job))
                    .append(" (")
                    .append(up)
                    .append('/')
                    .append(list.size())
                    .append(
                            " up)</h2>\n<table>\n<tr><th>Endpoint</th><th>State</th><th>Labels</th><th>Last scrape</th>")
                    .append("<th>Took</th><th>Error</th></tr>\n");
            list.forEach(target -> row(page, target, now));
            page.append("</table>\n");
        });
        return page.append("</body>\n</html>\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void row(StringBuilder page, ActiveTarget target, Instant now) {
        String health = target.status().health().text();
        page.append("<tr><td>")
                .append(escape(target.target().url().toString()))
                .append("</td><td><span class=\"state ")
                .append(health)
                .append("\">")
                .append(health.toUpperCase(Locale.ROOT))
                .append("</span></td><td>");
        target.target()
                .labels()
                .forEach((name, value) -> page.append("<span class=\"label\">")
                        .append(escape(name))
                        .append("=&quot;")
                        .append(escape(value))
                        .append("&quot;</span> "));
        page.append("</td><td>")
                .append(target.status()
                        .lastScrape()
                        .map(at -> PromDuration.format(ago(at, now)) + " ago")
                        .orElse("never"))
                .append("</td><td>")
                .append(target.status().took().toMillis())
                .append(" ms</td><td class=\"error\">")
                .append(escape(target.status().lastError().orElse("")))
                .append("</td></tr>\n");
    }

    private static Duration ago(Instant at, Instant now) {
        Duration age = Duration.between(at, now);
        return age.isNegative() ? Duration.ZERO : age.minusMillis(age.toMillis() % 100);
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
