package dev.sloconsole.view.lesson;

import dev.sloconsole.session.SessionState;
import dev.sloconsole.session.Source;
import dev.sloconsole.view.Written;
import java.util.List;
import java.util.Optional;

/** What is asked of somebody who closes the window on a class. */
public record Leaving(String question, String explanation, String answer) {

    /**
     * The question; empty where nothing would be lost or left.
     *
     * @param files those that the class is recorded into, in order
     */
    public static Optional<Leaving> from(SessionState state, List<String> files) {
        boolean stack = !state.stack().absent();
        if (state.info().source() == Source.REPLAY || (!stack && files.isEmpty())) {
            return Optional.empty();
        }
        var name = state.info().stackName();
        var ofTheStack = !stack
                ? ""
                : state.info().source() == Source.LOCAL
                        ? "The stack " + name + " and its tasks end with the console. "
                        : "The stack " + name + " goes on in the account"
                                + state.ownership()
                                        .usdPerHour()
                                        .map(usd -> " for " + Written.usd(usd) + " an hour")
                                        .orElse("")
                                + " until it is deleted. ";
        return Optional.of(
                new Leaving("Close the console?", ofTheStack + recording(state, files), "Close the console"));
    }

    private static String recording(SessionState state, List<String> files) {
        return files.isEmpty()
                ? "This class is not recorded."
                : "The recording stays in " + Written.list(files) + "."
                        + (state.info().recording() ? "" : " It ends where the disk failed.");
    }
}
