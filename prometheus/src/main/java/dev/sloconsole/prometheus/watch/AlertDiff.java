package dev.sloconsole.prometheus.watch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sloconsole.prometheus.watch.MetricFact.AlertChanged;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What changed between two lists of alerts. Alerts of the same name and severity are told as one, by the most advanced
 * state; one that is no longer listed has become inactive.
 */
final class AlertDiff {

    private record Key(String alert, String severity) {}

    private Map<Key, AlertChanged> known = Map.of();

    List<MetricFact> advance(JsonNode alerts) {
        Map<Key, AlertChanged> now = new LinkedHashMap<>();
        for (JsonNode alert : alerts) {
            JsonNode labels = alert.path("labels");
            var key = new Key(
                    labels.path("alertname").asText(), labels.path("severity").asText());
            var state = new AlertChanged(
                    key.alert(),
                    key.severity(),
                    alert.path("state").asText(),
                    alert.path("annotations").path("summary").asText());
            now.merge(key, state, (first, other) -> first.state().equals("firing") ? first : other);
        }
        var changes = new ArrayList<MetricFact>();
        known.forEach((key, before) -> {
            if (!now.containsKey(key)) {
                changes.add(new AlertChanged(key.alert(), key.severity(), "inactive", before.summary()));
            }
        });
        now.forEach((key, state) -> {
            AlertChanged before = known.get(key);
            if (before == null || !before.state().equals(state.state())) {
                changes.add(state);
            }
        });
        known = now;
        return changes;
    }
}
