package dev.sloconsole.local.ground;

/** How long the local cloud takes over what AWS takes time for. */
public enum Pace {
    /** For tests and rehearsals: nothing waits longer than it must. */
    FAST,
    /** For a class: a deployment takes about ten seconds, a replacement about eight. */
    CLASSROOM,
    /** As measured on Fargate: about four minutes to deploy, twenty seconds to start a task. */
    AWS
}
