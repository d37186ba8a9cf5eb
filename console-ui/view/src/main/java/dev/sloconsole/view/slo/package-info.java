/**
 * The SLO that the class is judged by, and what if it were another. Read {@link dev.sloconsole.view.slo.SloChoice} and
 * {@link dev.sloconsole.view.slo.WhatIfModel}. Imports the view root and the session's figures. Pure, so on any thread.
 */
@NullMarked
package dev.sloconsole.view.slo;

import org.jspecify.annotations.NullMarked;
