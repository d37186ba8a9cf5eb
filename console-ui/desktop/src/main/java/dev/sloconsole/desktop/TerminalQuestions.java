package dev.sloconsole.desktop;

import dev.sloconsole.desktop.live.Questions;
import java.io.PrintStream;
import java.util.Locale;

/**
 * Asks in the terminal. Where nobody sits at one (a script, a pipe), who started the command has agreed to what it
 * deploys, and to no deletion of what it did not create.
 *
 * @param agreed whether the command line said yes to everything
 */
record TerminalQuestions(PrintStream out, boolean agreed) implements Questions {

    @Override
    public boolean deploy(String question) {
        return asked(question, true);
    }

    @Override
    public boolean delete(String question) {
        return asked(question, false);
    }

    @SuppressWarnings("SystemConsoleNull") // from Java 25 on there is none again where there is no terminal
    private boolean asked(String question, boolean unattended) {
        var console = System.console();
        if (agreed || console == null || !console.isTerminal()) {
            out.println(
                    question + (agreed || unattended ? " Yes." : " No, for nobody can be asked here; --yes agrees."));
            return agreed || unattended;
        }
        var answer = console.readLine("%s [y/N] ", question);
        return answer != null && answer.strip().toLowerCase(Locale.ROOT).startsWith("y");
    }
}
