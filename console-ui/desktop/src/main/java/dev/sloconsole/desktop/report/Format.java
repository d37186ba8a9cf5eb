package dev.sloconsole.desktop.report;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Locale;

/** Numbers and times as the report writes them. */
final class Format {

    private Format() {}

    /** {@code 22,300}. */
    static String count(long n) {
        return String.format(Locale.ROOT, "%,d", n);
    }

    /** Percent with as many digits as keep a ratio that is neither 1 nor 0 from reading so. */
    static String percent(double ratio) {
        for (int digits = 1; digits <= 7; digits++) {
            var text = String.format(Locale.ROOT, "%." + digits + "f", ratio * 100);
            double shown = Double.parseDouble(text);
            boolean whole = shown == 100 || shown == 0;
            if (!whole || Math.abs(shown - ratio * 100) < 1e-9) {
                return (shown == 0 ? "0" : text.replaceFirst("\\.?0+$", "").replace('-', '−')) + " %";
            }
        }
        return ratio > 0.5 ? "just below 100 %" : "almost 0 %";
    }

    /** {@code 1 h 20 min 5 s}, without the parts that are nothing. */
    static String length(Duration d) {
        var parts = new ArrayList<String>();
        if (d.toHours() > 0) {
            parts.add(d.toHours() + " h");
        }
        if (d.toMinutesPart() > 0) {
            parts.add(d.toMinutesPart() + " min");
        }
        if (d.toSecondsPart() > 0 || parts.isEmpty()) {
            parts.add(d.toSecondsPart() + " s");
        }
        return String.join(" ", parts);
    }
}
