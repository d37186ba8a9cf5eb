/**
 * PromQL's text: {@code Lexer}, {@code Parser}, {@code TypeCheck}, and the expression that they give. Read
 * {@link dev.sloconsole.prometheus.promql.parser.Expr} first. Knows label matchers, and nothing of samples; pure, runs
 * on the caller's thread.
 */
@NullMarked
package dev.sloconsole.prometheus.promql.parser;

import org.jspecify.annotations.NullMarked;
