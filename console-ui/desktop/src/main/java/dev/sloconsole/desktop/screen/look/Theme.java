package dev.sloconsole.desktop.screen.look;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import dev.sloconsole.view.Tone;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.application.Application;
import javafx.scene.paint.Color;

/** The two looks of the console: AtlantaFX's Primer with our own colours, all of them named by a {@link Token}. */
public enum Theme {
    DARK,
    LIGHT;

    /** A colour's role, with its value in the dark and in the light theme. */
    public enum Token {
        BG("#0f1116", "#e9edf2"),
        SIDE("#12151b", "#f6f8fa"),
        PANEL("#171a21", "#ffffff"),
        RAISED("#1d212a", "#f4f6f9"),
        LINE("#2a303b", "#cfd6de"),
        TEXT("#e6e8ee", "#171c24"),
        SOFT("#c6ccd8", "#363f4b"),
        MUTE("#9aa3b2", "#54606e"),
        GOOD("#5fbf77", "#146c36"),
        WARN("#f2c230", "#7d5400"),
        BAD("#ff7079", "#b3202c"),
        INFO("#6ea8fe", "#1758b8"),
        VIOLET("#b58cf0", "#6437b0"),
        GOOD_FILL("#23392b", "#c6e8d1"),
        WARN_FILL("#40361a", "#f7e2ac"),
        BAD_FILL("#43222a", "#f8ced2"),
        INFO_FILL("#24324d", "#c7dbfa"),
        VIOLET_FILL("#2f2745", "#dccef6"),
        DANGER("#b8323d", "#b8323d"),
        DANGER_DARK("#3b1d22", "#fbe0e2"),
        ON_DANGER("#ffffff", "#ffffff"),
        PRIMARY("#2a63c4", "#1f5fc4");

        private final String dark;
        private final String light;

        Token(String dark, String light) {
            this.dark = dark;
            this.light = light;
        }

        /** The name of the looked-up colour in the style sheet, such as {@code -c-good-fill}. */
        public String cssName() {
            return "-c-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    public String hex(Token token) {
        return this == DARK ? token.dark : token.light;
    }

    public Color color(Token token) {
        return Color.web(hex(token));
    }

    /** The colour of a text of this tone. */
    public Color color(Tone tone) {
        return color(
                switch (tone) {
                    case PLAIN -> Token.TEXT;
                    case MUTED -> Token.MUTE;
                    case GOOD -> Token.GOOD;
                    case WARN -> Token.WARN;
                    case BAD -> Token.BAD;
                    case INFO -> Token.INFO;
                    case VIOLET -> Token.VIOLET;
                });
    }

    /** The colour behind a text of this tone. */
    public Color fill(Tone tone) {
        return color(
                switch (tone) {
                    case PLAIN, MUTED -> Token.LINE;
                    case GOOD -> Token.GOOD_FILL;
                    case WARN -> Token.WARN_FILL;
                    case BAD -> Token.BAD_FILL;
                    case INFO -> Token.INFO_FILL;
                    case VIOLET -> Token.VIOLET_FILL;
                });
    }

    /** The tokens as declarations of looked-up colours, for the root of a scene. */
    public String declarations() {
        return Stream.of(Token.values())
                .map(token -> token.cssName() + ":" + hex(token) + ";")
                .collect(Collectors.joining());
    }

    /** Gives all controls this look; on the JavaFX thread, and before the first control, which would else load JavaFX's own. */
    public void dress() {
        var primer = this == DARK ? new PrimerDark() : new PrimerLight();
        var sheet = primer.getUserAgentStylesheetBSS();
        if (!sheet.equals(Application.getUserAgentStylesheet())) {
            Application.setUserAgentStylesheet(sheet);
        }
    }

    public Theme other() {
        return this == DARK ? LIGHT : DARK;
    }

    /** The contrast of two colours after WCAG 2.2, 1 to 21. */
    public static double contrast(Color a, Color b) {
        double la = luminance(a);
        double lb = luminance(b);
        return (Math.max(la, lb) + 0.05) / (Math.min(la, lb) + 0.05);
    }

    private static double luminance(Color c) {
        return 0.2126 * linear(c.getRed()) + 0.7152 * linear(c.getGreen()) + 0.0722 * linear(c.getBlue());
    }

    private static double linear(double channel) {
        return channel <= 0.04045 ? channel / 12.92 : Math.pow((channel + 0.055) / 1.055, 2.4);
    }
}
