package dev.sloconsole.prometheus.series;

/**
 * The value that ends a series, a NaN with a payload of its own. Arithmetic loses the payload, so it is told apart by
 * its raw bits only.
 *
 * @see <a href="https://prometheus.io/docs/prometheus/latest/querying/basics/#staleness">Prometheus: staleness</a>
 */
public final class StaleMarker {

    private static final long BITS = 0x7ff0000000000002L;

    public static final double VALUE = Double.longBitsToDouble(BITS);

    private StaleMarker() {}

    public static boolean isStale(double value) {
        return Double.doubleToRawLongBits(value) == BITS;
    }
}
