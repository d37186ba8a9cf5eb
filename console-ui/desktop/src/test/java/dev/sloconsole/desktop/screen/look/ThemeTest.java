package dev.sloconsole.desktop.screen.look;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sloconsole.desktop.screen.look.Theme.Token;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ThemeTest {

    private static final List<Token> GROUNDS = List.of(Token.BG, Token.SIDE, Token.PANEL, Token.RAISED);
    private static final List<Token> TEXTS =
            List.of(Token.TEXT, Token.SOFT, Token.MUTE, Token.GOOD, Token.WARN, Token.BAD, Token.INFO, Token.VIOLET);

    @ParameterizedTest
    @EnumSource
    void everyTextCanBeReadOnEveryGround(Theme theme) {
        for (var text : TEXTS) {
            for (var ground : GROUNDS) {
                assertThat(contrast(theme, text, ground))
                        .as("%s on %s", text, ground)
                        .isGreaterThanOrEqualTo(4.5);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyTextCanBeReadOnItsOwnFill(Theme theme) {
        assertThat(contrast(theme, Token.GOOD, Token.GOOD_FILL)).isGreaterThanOrEqualTo(4.5);
        assertThat(contrast(theme, Token.WARN, Token.WARN_FILL)).isGreaterThanOrEqualTo(4.5);
        assertThat(contrast(theme, Token.BAD, Token.BAD_FILL)).isGreaterThanOrEqualTo(4.5);
        assertThat(contrast(theme, Token.BAD, Token.DANGER_DARK)).isGreaterThanOrEqualTo(4.5);
        assertThat(contrast(theme, Token.INFO, Token.INFO_FILL)).isGreaterThanOrEqualTo(4.5);
        assertThat(contrast(theme, Token.VIOLET, Token.VIOLET_FILL)).isGreaterThanOrEqualTo(4.5);
        assertThat(contrast(theme, Token.ON_DANGER, Token.DANGER)).isGreaterThanOrEqualTo(4.5);
        assertThat(contrast(theme, Token.ON_DANGER, Token.PRIMARY)).isGreaterThanOrEqualTo(4.5);
        assertThat(contrast(theme, Token.BG, Token.WARN)).isGreaterThanOrEqualTo(4.5);
    }

    private static double contrast(Theme theme, Token text, Token ground) {
        return Theme.contrast(theme.color(text), theme.color(ground));
    }
}
