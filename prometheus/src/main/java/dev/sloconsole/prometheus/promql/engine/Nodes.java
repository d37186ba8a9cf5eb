package dev.sloconsole.prometheus.promql.engine;

import dev.sloconsole.prometheus.promql.functions.Window;
import dev.sloconsole.prometheus.series.Labels;
import java.util.List;

/** The parts of a plan, by what they give. Each is asked for one step after the other, never backwards. */
final class Nodes {

    private Nodes() {}

    @FunctionalInterface
    interface VectorNode {
        List<Sample> at(long timeMillis);
    }

    @FunctionalInterface
    interface ScalarNode {
        double at(long timeMillis);
    }

    /** The windows of several series, all moved to a step at once. */
    interface WindowsNode {
        List<SeriesWindow> at(long timeMillis);
    }

    /** @param dropName whether the series' name is already to be dropped, as that of a subquery's result may be */
    record SeriesWindow(Labels labels, boolean dropName, Window window) {}
}
