package dev.sloconsole.desktop;

import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/**
 * Tells on a terminal what somebody waits for, once it takes longer than a second: what is done, how long that usually
 * takes, and how long it has taken. A terminal sees the seconds go by, a file only the last of them.
 */
final class Patience {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final PrintStream out;
    private final Duration silent;
    private final boolean counting;

    private Patience(PrintStream out, Duration silent, boolean counting) {
        this.out = out;
        this.silent = silent;
        this.counting = counting;
    }

    /** On the standard error stream, so that what a command prints stays clean. */
    @SuppressWarnings("SystemConsoleNull") // since JDK 25 there is none again where the output goes to a file
    static Patience onTheTerminal() {
        var console = System.console();
        return new Patience(System.err, SECOND, console != null && console.isTerminal());
    }

    /**
     * Where tests look.
     *
     * @param silent how long nothing is told
     * @param counting whether the line is written anew every second
     */
    static Patience on(PrintStream out, Duration silent, boolean counting) {
        return new Patience(out, silent, counting);
    }

    /**
     * Does what may take a while.
     *
     * @param what such as {@code Opening the recording}
     * @param usually such as {@code usually a few seconds}
     */
    <T> T with(String what, String usually, Callable<T> work) throws Exception {
        long began = System.nanoTime();
        var line = what + ", " + usually + " … ";
        var teller = new Teller(line, began);
        var thread = Thread.ofVirtual().name("patience").start(teller);
        try {
            return work.call();
        } finally {
            thread.interrupt();
            thread.join();
            if (teller.told) {
                out.println((counting ? "\r" + line : "") + seconds(began));
            }
        }
    }

    private static String seconds(long began) {
        return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began) + " s";
    }

    /** Writes the line, once or every second, until it is interrupted. */
    private final class Teller implements Runnable {

        private final String line;
        private final long began;
        private volatile boolean told;

        Teller(String line, long began) {
            this.line = line;
            this.began = began;
        }

        @Override
        public void run() {
            try {
                Thread.sleep(silent);
                do {
                    out.print(counting ? "\r" + line + seconds(began) : line);
                    out.flush();
                    told = true;
                    Thread.sleep(SECOND);
                } while (counting);
            } catch (InterruptedException e) {
                // it is done
                Thread.currentThread().interrupt();
            }
        }
    }
}
