/**
 * The error budget in words: what is left of it, at what pace it goes, and how that is reckoned. Read
 * {@link dev.sloconsole.view.budget.BudgetWords} first. Imports the view root and the session's figures. Pure, so on any
 * thread.
 */
@NullMarked
package dev.sloconsole.view.budget;

import org.jspecify.annotations.NullMarked;
