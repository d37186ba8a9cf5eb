package dev.sloconsole.view;

import dev.sloconsole.session.Trouble;

/** What is said of a trouble. */
public final class TroubleWords {

    private TroubleWords() {}

    /** What happened, and what becomes of it. */
    public static String message(Trouble trouble) {
        return switch (trouble) {
            case Trouble.Lost(var source, var reason) -> reason;
            case Trouble.Refused(var action, var reason) -> reason;
            case Trouble.NotRecorded(var reason) -> reason;
            case Trouble.Silent(var server, var name, var before) ->
                "The DNS server gives no answer for " + name + "."
                        + (before.isEmpty()
                                ? ""
                                : " It said " + String.join(", ", before) + " before, which may have changed.")
                        + " The console asks again by itself.";
        };
    }
}
