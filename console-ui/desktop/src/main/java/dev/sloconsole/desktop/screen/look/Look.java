package dev.sloconsole.desktop.screen.look;

import javafx.scene.text.Font;

/**
 * The present look, for what is drawn rather than styled.
 *
 * @param scale 1.0 for a window of 1920 x 1080; sizes below are pixels of that window
 */
public record Look(Theme theme, double scale) {

    public double px(double size) {
        return size * scale;
    }

    public Font font(double size) {
        return Font.font("Inter", px(size));
    }

    public Font strong(double size) {
        return Font.font("Inter SemiBold", px(size));
    }

    public Font mono(double size) {
        return Font.font("JetBrains Mono", px(size));
    }
}
