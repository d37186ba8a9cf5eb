package dev.sloconsole.grafana;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A dashboard of this repository, as it stands in its file. */
record DashboardFile(JsonNode json) {

    /** @param name without its ending */
    static DashboardFile of(String name) {
        try {
            return new DashboardFile(new ObjectMapper()
                    .readTree(Path.of("dashboards", name + ".json").toFile()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All but rows and texts, which ask nothing. */
    List<JsonNode> panels() {
        var panels = new ArrayList<JsonNode>();
        json.path("panels").forEach(panels::add);
        return panels.stream().filter(panel -> panel.has("targets")).toList();
    }

    JsonNode panel(String title) {
        return panels().stream()
                .filter(panel -> panel.path("title").asText().equals(title))
                .findFirst()
                .orElseThrow();
    }

    /** Those of panels and annotations, with Grafana's own names replaced. */
    List<String> queries() {
        var queries = new ArrayList<String>();
        panels().forEach(panel -> panel.path("targets")
                .forEach(target -> queries.add(target.path("expr").asText())));
        json.path("annotations")
                .path("list")
                .forEach(query -> queries.add(query.path("expr").asText()));
        return queries.stream()
                .map(query -> query.replace("$__rate_interval", "20s"))
                .distinct()
                .toList();
    }
}
