package dev.sloconsole.prometheus.watch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sloconsole.prometheus.watch.MetricFact.TargetChanged;
import dev.sloconsole.prometheus.watch.MetricFact.TargetRemoved;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What changed between two lists of targets. Where several targets share job and instance, one that is up speaks. */
final class TargetDiff {

    private record Key(String job, String instance) {}

    private Map<Key, TargetChanged> known = Map.of();

    /** The differences to the list before; {@code active} is Prometheus's {@code activeTargets}. */
    List<MetricFact> advance(JsonNode active) {
        Map<Key, TargetChanged> now = new LinkedHashMap<>();
        for (JsonNode target : active) {
            var key = new Key(
                    target.path("labels").path("job").asText(),
                    target.path("labels").path("instance").asText());
            String error = target.path("lastError").asText();
            var state = new TargetChanged(
                    key.job(),
                    key.instance(),
                    target.path("discoveredLabels").path("__address__").asText(key.instance()),
                    target.path("health").asText(),
                    error.isEmpty() ? Optional.empty() : Optional.of(error));
            now.merge(key, state, (first, other) -> first.health().equals("up") ? first : other);
        }
        var changes = new ArrayList<MetricFact>();
        for (Key key : known.keySet()) {
            if (!now.containsKey(key)) {
                changes.add(new TargetRemoved(key.job(), key.instance()));
            }
        }
        now.forEach((key, state) -> {
            if (!state.equals(known.get(key))) {
                changes.add(state);
            }
        });
        known = now;
        return changes;
    }
}
