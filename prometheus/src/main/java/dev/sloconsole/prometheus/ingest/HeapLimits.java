package dev.sloconsole.prometheus.ingest;

/**
 * What fits into the heap, so that what would not is refused with a sentence, and does not end the engine for all.
 *
 * @param heapBytes the most that the heap may grow to
 * @param bodyBytes of one scrape or one write, uncompressed
 * @param scrapeSamples of one scrape
 * @param series that are stored; one takes 3 kB with its index, what its scrape remembers and its newest samples
 * @param queries that are evaluated at the same time, each of which reads a sixteenth of the heap at once, or more
 */
public record HeapLimits(long heapBytes, long bodyBytes, int scrapeSamples, int series, int queries) {

    private static final long MOST_BODY = 64L << 20;

    /** What to do about each of them. */
    private static final String ADVICE = " Scrape less, or give it more memory (_JAVA_OPTIONS=-Xmx1g).";

    /** The limits of this process. */
    public static HeapLimits ofThisJvm() {
        return of(Runtime.getRuntime().maxMemory());
    }

    /**
     * A body is there up to five times while it is read, and a sample of it takes 300 bytes; with the series in a third
     * of the heap, the rest is for their older samples and for queries.
     */
    public static HeapLimits of(long heapBytes) {
        return new HeapLimits(
                heapBytes,
                Math.min(MOST_BODY, heapBytes / 32),
                saturated(heapBytes / 4_000),
                saturated(heapBytes / 8_000),
                saturated(Math.max(2, heapBytes / (24L << 20))));
    }

    private static int saturated(long number) {
        return (int) Math.min(Integer.MAX_VALUE, number);
    }

    public String bodyTooLarge() {
        return "the body is larger than " + (bodyBytes >> 10) + " kB, for which this engine's heap of "
                + (heapBytes >> 20) + " MB has no room." + ADVICE;
    }

    public String tooManySamples() {
        return "more than " + scrapeSamples + " samples, for which this engine's heap of " + (heapBytes >> 20)
                + " MB has no room." + ADVICE;
    }

    public String tooManySeries() {
        return "this engine's heap of " + (heapBytes >> 20) + " MB has room for " + series + " series." + ADVICE;
    }
}
