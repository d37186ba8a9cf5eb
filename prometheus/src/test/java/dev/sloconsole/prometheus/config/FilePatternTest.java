package dev.sloconsole.prometheus.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilePatternTest {

    @ParameterizedTest
    @CsvSource({
        "*.yml,      a.yml,  true",
        "*.yml,      a.yaml, false",
        "?.yml,      ü.yml,  true",
        "[ab].yml,   b.yml,  true",
        "[a-c]*,     bx,     true",
        "[^a-c]*,    bx,     false",
        "[^a-c]*,    dx,     true",
        "[!a]*,      !x,     true",
        "[c-a],      b,      false",
        "[\\]],      ],      true",
        "[a\\-c],    -,      true",
        "\\*,        *,      true",
        "\\*,        a,      false",
        "a{b}.[x]+$, a{b}.x+$, true",
    })
    void aPatternIsThatOfGo(String pattern, String name, boolean matches) throws FilePattern.Malformed {
        assertThat(FilePattern.compile(pattern).matcher(name).matches()).isEqualTo(matches);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"[", "[a", "[]", "[]a]", "[-]", "[-a]", "[a-", "[a-]", "[^", "[^]", "a\\", "[\\", "a[", "[a]["})
    void aPatternThatIsNoneIsRefused(String pattern) {
        assertThatThrownBy(() -> FilePattern.compile(pattern)).isInstanceOf(FilePattern.Malformed.class);
    }
}
