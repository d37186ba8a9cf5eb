package dev.sloconsole.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What is written, compared with exact arithmetic. */
class WrittenPropertyTest {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    /** Some of all requests. */
    record Counts(long good, long total) {

        BigDecimal percent() {
            return BigDecimal.valueOf(100 * good).divide(BigDecimal.valueOf(total), MathContext.DECIMAL128);
        }
    }

    @Property
    void belowTheObjectiveIsNeverWrittenAsMetNorMetAsBelow(@ForAll("counts") Counts c, @ForAll("objectives") double o) {
        var promised = BigDecimal.valueOf(o).movePointRight(2);
        boolean met =
                BigDecimal.valueOf(c.good).compareTo(BigDecimal.valueOf(o).multiply(BigDecimal.valueOf(c.total))) >= 0;
        assertThat(read(Written.sli(c.good, c.total, o)).compareTo(promised) >= 0)
                .isEqualTo(met);
    }

    @Property
    void aHundredIsAllAndZeroIsNone(@ForAll("counts") Counts c, @ForAll("objectives") double o) {
        for (var text : new String[] {Written.sli(c.good, c.total, o), Written.share(c.good, c.total)}) {
            assertThat(text.equals("100 %")).isEqualTo(c.good == c.total);
            assertThat(text.equals("0 %")).isEqualTo(c.good == 0);
        }
    }

    @Property
    void whatIsWrittenIsLessThanOneDigitOff(@ForAll("counts") Counts c, @ForAll("objectives") double o) {
        assertThat(read(Written.sli(c.good, c.total, o)).subtract(c.percent()).abs())
                .isLessThan(new BigDecimal("0.1"));
        assertThat(read(Written.share(c.good, c.total)).subtract(c.percent()).abs())
                .isLessThan(BigDecimal.ONE);
    }

    @Property
    void moreIsNeverWrittenAsLess(
            @ForAll("counts") Counts a, @ForAll("counts") Counts b, @ForAll("objectives") double o) {
        boolean ordered = a.percent().compareTo(b.percent()) <= 0;
        var less = ordered ? a : b;
        var more = ordered ? b : a;
        assertThat(read(Written.sli(less.good, less.total, o)))
                .isLessThanOrEqualTo(read(Written.sli(more.good, more.total, o)));
        assertThat(read(Written.share(less.good, less.total)))
                .isLessThanOrEqualTo(read(Written.share(more.good, more.total)));
    }

    @Property
    void aDivisionIsWrittenAsItsCountsAre(@ForAll("counts") Counts c, @ForAll("objectives") double o) {
        double ratio = (double) c.good / c.total;
        assertThat(Written.sli(ratio, o)).isEqualTo(Written.sli(c.good, c.total, o));
        assertThat(Written.share(ratio)).isEqualTo(Written.share(c.good, c.total));
        assertThat(Written.share(1 - ratio)).isEqualTo(Written.share(c.total - c.good, c.total));
    }

    @Property
    void moreThanAllIsNeverWrittenAsAll(@ForAll("counts") Counts c) {
        if (c.good > 0 && c.good < c.total) {
            assertThat(read(Written.share(c.total, c.good))).isGreaterThan(HUNDRED);
        }
    }

    /** Requests of a class, most of them good, of which an objective's share is as likely as any. */
    @Provide
    Arbitrary<Counts> counts() {
        var totals = Arbitraries.longs().between(1, 7_000_000).edgeCases(c -> c.add(1L, 1_000L, 7_000_000L));
        var any = Combinators.combine(totals, Arbitraries.doubles().between(0, 1))
                .as((total, part) -> new Counts(Math.round(part * total), total));
        var near = Combinators.combine(totals, objectives(), Arbitraries.longs().between(-3, 3))
                .as((total, o, off) -> new Counts(Math.clamp(Math.round(o * total) + off, 0, total), total));
        var ends = Combinators.combine(totals, Arbitraries.longs().between(0, 3), Arbitraries.of(true, false))
                .as((total, off, top) -> new Counts(top ? Math.max(0, total - off) : Math.min(total, off), total));
        return Arbitraries.oneOf(any, near, ends);
    }

    @Provide
    Arbitrary<Double> objectives() {
        return Arbitraries.of(0.9, 0.95, 0.99, 0.995, 0.999, 0.9995);
    }

    /** The number in a text, and half of what it says there is less than. */
    private static BigDecimal read(String text) {
        var number = text.replace(" %", "");
        return number.startsWith("< ")
                ? new BigDecimal(number.substring(2)).divide(BigDecimal.TWO)
                : new BigDecimal(number);
    }
}
