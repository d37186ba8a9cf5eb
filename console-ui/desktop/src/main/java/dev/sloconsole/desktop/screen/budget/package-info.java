/**
 * How the error budget is reckoned, over the window: {@link dev.sloconsole.desktop.screen.budget.BudgetPane}. Paints
 * {@code view.budget}; imports {@code look}.
 */
@NullMarked
package dev.sloconsole.desktop.screen.budget;

import org.jspecify.annotations.NullMarked;
