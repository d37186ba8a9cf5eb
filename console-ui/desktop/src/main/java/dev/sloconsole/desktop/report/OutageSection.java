package dev.sloconsole.desktop.report;

import dev.sloconsole.session.SessionState.Outage;
import dev.sloconsole.session.fold.RequestLedger;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Every outage, and who learned of the new address when. */
final class OutageSection {

    private OutageSection() {}

    /** One hop of the propagation. */
    private record Hop(String who, String learned, Optional<Duration> at) {}

    static void add(Html out, List<Outage> outages, RequestLedger requests) {
        if (outages.isEmpty()) {
            return;
        }
        out.add("<section><h2>Who learned of the new address, and when</h2>");
        for (int i = 0; i < outages.size(); i++) {
            if (outages.size() > 1) {
                out.add("<h3>Outage %s of %s</h3>", i + 1, outages.size());
            }
            outage(out, outages.get(i), requests);
        }
        out.add("</section>");
    }

    private static void outage(Html out, Outage o, RequestLedger requests) {
        var hops = List.of(
                new Hop("ECS", "the old task has stopped", o.ecsStoppedAt()),
                new Hop("ECS", "the replacement is RUNNING", o.ecsRunningAt()),
                new Hop("Cloud Map", "the new address is registered", o.cloudMapAt()),
                new Hop("DNS, the zone", "answers the new address", o.zoneAt()),
                new Hop("DNS, a resolver", "answers the new address", o.resolverAt()),
                new Hop("Prometheus", "the target is DOWN", o.prometheusDownAt()),
                new Hop("Prometheus", "scrapes the new task", o.prometheusUpAt()),
                new Hop("Users", "are served again", o.usersServedAgain()));
        out.add(
                "<p>The task at <code>%s</code> was lost at %s; its replacement has <code>%s</code>.%s</p>",
                o.oldAddress().isEmpty() ? "an unknown address" : o.oldAddress(),
                Html.time(o.startedAt()),
                o.newAddress().orElse("not been seen"),
                o.usersServedAgain().map(again -> failed(o, again, requests)).orElse(""));
        long longest = hops.stream()
                .flatMap(h -> h.at().stream())
                .mapToLong(at -> at.minus(o.startedAt()).toMillis())
                .max()
                .orElse(1);
        out.add("<table><tr><th>Who</th><th>What</th><th>After</th><th class=\"wide\"></th></tr>");
        for (Hop hop : hops) {
            var after = hop.at().map(at -> at.minus(o.startedAt()));
            out.add(
                    "<tr><td>%s</td><td>%s</td><td class=\"n\">%s</td>"
                            + "<td class=\"wide\"><div class=\"%s\" style=\"width:%s%%\"></div></td></tr>",
                    hop.who(),
                    hop.learned(),
                    after.map(Html::seconds).orElse("not seen"),
                    after.isPresent() ? "hop" : "none",
                    after.map(d -> Math.clamp(100 * d.toMillis() / Math.max(1, longest), 0, 100))
                            .orElse(0));
        }
        out.add("</table>");
    }

    private static String failed(Outage o, Duration again, RequestLedger ledger) {
        long bad = ledger.within(again.minus(o.startedAt()), again).bad();
        var requests = bad == 1 ? " request" : " requests";
        return " " + Format.count(bad) + requests + " failed until users were served again.";
    }
}
