package dev.sloconsole.desktop.report;

import dev.sloconsole.session.Hop;
import dev.sloconsole.session.Outage;
import dev.sloconsole.session.fold.RequestLedger;
import dev.sloconsole.view.Written;
import java.time.Duration;
import java.util.List;

/** Every outage, and who learned of the new address when. */
final class OutageSection {

    /** One line of the propagation. */
    private record Line(String who, String learned, Hop hop) {}

    private static final List<Line> LINES = List.of(
            new Line("ECS", "the old task has stopped", Hop.TASK_STOPPED),
            new Line("ECS", "the replacement is RUNNING", Hop.REPLACEMENT_RUNNING),
            new Line("Cloud Map", "the new address is registered", Hop.REGISTERED),
            new Line("DNS, the zone", "answers the new address", Hop.ZONE),
            new Line("DNS, a resolver", "answers the new address", Hop.RESOLVER),
            new Line("Prometheus", "the target is DOWN", Hop.TARGET_DOWN),
            new Line("Prometheus", "scrapes the new task", Hop.TARGET_UP),
            new Line("Users", "are served again", Hop.SERVED_AGAIN));

    private OutageSection() {}

    /** @param resolver whether a resolver could be asked at all */
    static void add(Html out, List<Outage> outages, boolean resolver, RequestLedger requests) {
        if (outages.isEmpty()) {
            return;
        }
        out.add("<section><h2>Who learned of the new address, and when</h2>");
        for (int i = 0; i < outages.size(); i++) {
            if (outages.size() > 1) {
                out.add("<h3>Outage %s of %s</h3>", i + 1, outages.size());
            }
            outage(out, outages.get(i), resolver, requests);
        }
        out.add("</section>");
    }

    private static void outage(Html out, Outage o, boolean resolver, RequestLedger requests) {
        out.add(
                "<p>The task at <code>%s</code> was lost at %s; its replacement has <code>%s</code>.%s</p>",
                o.oldAddress().isEmpty() ? "an unknown address" : o.oldAddress(),
                Written.shortClock(o.startedAt()),
                o.newAddress().orElse("not been seen"),
                o.at(Hop.SERVED_AGAIN).map(again -> failed(o, again, requests)).orElse(""));
        long longest = LINES.stream()
                .flatMap(line -> o.after(line.hop()).stream())
                .mapToLong(Duration::toMillis)
                .max()
                .orElse(1);
        out.add("<table><tr><th>Who</th><th>What</th><th>After</th><th class=\"wide\"></th></tr>");
        for (Line line : LINES) {
            if (line.hop() == Hop.RESOLVER && !resolver) {
                continue;
            }
            var after = o.after(line.hop());
            out.add(
                    "<tr><td>%s</td><td>%s</td><td class=\"n\">%s</td>"
                            + "<td class=\"wide\"><div class=\"%s\" style=\"width:%s%%\"></div></td></tr>",
                    line.who(),
                    line.learned(),
                    after.map(Written::seconds).orElse("not seen"),
                    after.isPresent() ? "hop" : "none",
                    after.map(d -> Math.clamp(100 * d.toMillis() / Math.max(1, longest), 0, 100))
                            .orElse(0));
        }
        out.add("</table>");
    }

    private static String failed(Outage o, Duration again, RequestLedger ledger) {
        long bad = ledger.within(again.minus(o.startedAt()), again).bad();
        var requests = bad == 1 ? " request" : " requests";
        return " " + Written.count(bad) + requests + " failed until users were served again.";
    }
}
