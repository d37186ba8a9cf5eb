package dev.sloconsole.view.ready;

import dev.sloconsole.stack.Finding;
import dev.sloconsole.view.Tone;
import java.util.Comparator;
import java.util.List;

/**
 * Whether the class would work, check by check, what keeps it from working first.
 *
 * @param summary of all rows
 */
public record Readiness(String summary, Tone tone, List<Row> rows) {

    /**
     * A check.
     *
     * @param advice why it matters and what to do; empty where all is well
     */
    public record Row(String check, String what, String advice, Tone tone) {}

    /** While the checks are made. */
    public static Readiness looking() {
        return new Readiness("Looking, for half a minute at most.", Tone.MUTED, List.of());
    }

    public static Readiness of(List<Finding> findings) {
        var rows = findings.stream()
                .sorted(Comparator.comparing(finding -> rank(finding.grade())))
                .map(finding -> new Row(finding.check(), finding.what(), finding.advice(), tone(finding.grade())))
                .toList();
        long bad = rows.stream().filter(row -> row.tone() == Tone.BAD).count();
        long odd = rows.stream().filter(row -> row.tone() == Tone.WARN).count();
        if (bad > 0) {
            return new Readiness(
                    "Not ready: " + bad + (bad == 1 ? " thing is" : " things are") + " in the way.", Tone.BAD, rows);
        }
        return odd > 0
                ? new Readiness("Ready, with " + odd + (odd == 1 ? " remark." : " remarks."), Tone.WARN, rows)
                : new Readiness("Ready.", Tone.GOOD, rows);
    }

    private static int rank(Finding.Grade grade) {
        return switch (grade) {
            case BAD -> 0;
            case WARNING -> 1;
            case SKIPPED -> 2;
            case GOOD -> 3;
        };
    }

    private static Tone tone(Finding.Grade grade) {
        return switch (grade) {
            case BAD -> Tone.BAD;
            case WARNING -> Tone.WARN;
            case SKIPPED -> Tone.MUTED;
            case GOOD -> Tone.GOOD;
        };
    }
}
