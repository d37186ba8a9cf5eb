package dev.sloconsole.prometheus.series;

/**
 * The value that stands for a native histogram, which is not stored: a NaN with a payload of its own, told apart by its
 * raw bits only. With it, a query that would need the histogram is refused instead of answered wrongly.
 */
public final class HistogramMarker {

    private static final long BITS = 0x7ff8000000000104L;

    public static final double VALUE = Double.longBitsToDouble(BITS);

    private HistogramMarker() {}

    public static boolean isHistogram(double value) {
        return Double.doubleToRawLongBits(value) == BITS;
    }
}
