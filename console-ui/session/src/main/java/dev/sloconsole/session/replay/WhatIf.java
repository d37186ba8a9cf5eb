package dev.sloconsole.session.replay;

import dev.sloconsole.session.SloFigures;
import dev.sloconsole.session.figures.Projection;
import java.time.Duration;

/**
 * The SLO scored otherwise: what the figures of a moment would be with another objective or window. Nothing that was
 * recorded changes by it.
 */
public record WhatIf(double objective, Duration window, SloFigures figures) {

    /** @throws IllegalArgumentException for an objective that is not between 0 and 1, or a window without length */
    static WhatIf of(Projection known, Duration at, double objective, Duration window) {
        if (!(objective > 0 && objective < 1)) {
            throw new IllegalArgumentException(
                    "An objective is above 0 and below 1, such as 0.999, not " + objective + ".");
        }
        if (window.isZero() || window.isNegative()) {
            throw new IllegalArgumentException("The SLO's window must be longer than nothing, not " + window + ".");
        }
        return new WhatIf(objective, window, known.rescored(at, objective, window));
    }
}
