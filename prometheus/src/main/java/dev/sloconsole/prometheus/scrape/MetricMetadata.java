package dev.sloconsole.prometheus.scrape;

/** What a target says about a metric family; the type is {@code unknown} and the texts are empty until it does. */
public record MetricMetadata(String type, String help, String unit) {

    static final MetricMetadata NONE = new MetricMetadata("unknown", "", "");

    MetricMetadata with(String kind, String text) {
        return switch (kind) {
            case "TYPE" -> new MetricMetadata(text, help, unit);
            case "HELP" -> new MetricMetadata(type, text, unit);
            default -> new MetricMetadata(type, help, text);
        };
    }
}
