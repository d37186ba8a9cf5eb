package dev.sloconsole.prometheus.golang;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoNumbersTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0", "-0.0, -0", "1, 1", "100, 100", "0.1, 0.1", "1e20, 100000000000000000000", "1e21, 1e+21",
        "1.5e300, 1.5e+300", "0.000001, 0.000001", "1e-7, 1e-07", "-2.5e-10, -2.5e-10", "NaN, NaN",
        "Infinity, +Inf", "-Infinity, -Inf", "0.30000000000000004, 0.30000000000000004",
        "123456789.125, 123456789.125", "4.9e-324, 5e-324", "1700000000, 1700000000"
    })
    void valueIsWrittenAsTheHttpApiWritesIt(double value, String text) {
        assertThat(GoNumbers.format(value)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0.00001, 1e-05", "1.1, 1.1", "1e21, 1e+21", "1000000, 1e+06", "123456, 123456"})
    void generalFormHasAnExponentSooner(double value, String text) {
        assertThat(GoNumbers.general(value)).isEqualTo(text);
    }
}
