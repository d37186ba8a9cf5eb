package dev.sloconsole.view.wall;

/** What is shown large beside the key figures. */
public sealed interface Region
        permits AlertTable, Blocks, BurnDown, Chain, Curves, Outcome, Progress, Question, Words {}
