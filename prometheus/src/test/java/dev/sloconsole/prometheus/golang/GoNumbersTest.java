package dev.sloconsole.prometheus.golang;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoNumbersTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0.0, -0",
        "1, 1",
        "100, 100",
        "0.1, 0.1",
        "1e20, 100000000000000000000",
        "1e21, 1e+21",
        "1.5e300, 1.5e+300",
        "0.000001, 0.000001",
        "1e-7, 1e-07",
        "-2.5e-10, -2.5e-10",
        "NaN, NaN",
        "Infinity, +Inf",
        "-Infinity, -Inf",
        "0.30000000000000004, 0.30000000000000004",
        "123456789.125, 123456789.125",
        "4.9e-324, 5e-324",
        "1700000000, 1700000000"
    })
    void valueIsWrittenAsTheHttpApiWritesIt(double value, String text) {
        assertThat(GoNumbers.format(value)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0.00001, 1e-05", "1.1, 1.1", "1e21, 1e+21", "1000000, 1e+06", "123456, 123456"})
    void generalFormHasAnExponentSooner(double value, String text) {
        assertThat(GoNumbers.general(value)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "2.675, 2, 2.67",
        "0.125, 2, 0.12",
        "-0.0, 2, -0.00",
        "-0.001, 2, -0.00",
        "1e23, 0, 99999999999999991611392",
        "0.5, 0, 0",
        "1.5, 0, 2",
        "NaN, 1, NaN"
    })
    void fixedPointIsRoundedFromTheExactValueHalvesToEven(double value, int decimals, String text) {
        assertThat(GoNumbers.fixed(value, decimals)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "1.005, 2, 1.00e+00",
        "59.05, 2, 5.90e+01",
        "0, 3, 0.000e+00",
        "-0.0, 0, -0e+00",
        "9.99e9, 1, 1.0e+10",
        "1e-7, 0, 1e-07"
    })
    void exponentFormHasItsDigits(double value, int decimals, String text) {
        assertThat(GoNumbers.exponent(value, decimals)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0, 0e+00", "-0.0, -0e+00", "15, 1.5e+01", "1e100, 1e+100", "0.35, 3.5e-01", "Infinity, +Inf"})
    void shortestExponentFormIsThatOfAlerts(double value, String text) {
        assertThat(GoNumbers.exponent(value)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "1234567, 4, 1.235e+06",
        "12345, 4, 1.234e+04",
        "999.95, 4, 1000",
        "0.00012345, 2, 0.00012",
        "0.000012345, 2, 1.2e-05",
        "5, 0, 5"
    })
    void significantDigitsDecideOnTheExponent(double value, int digits, String text) {
        assertThat(GoNumbers.rounded(value, digits)).isEqualTo(text);
    }
}
