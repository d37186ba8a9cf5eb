package dev.sloconsole.app;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;

/**
 * The end of the process as in a crash: no shutdown hook runs, no socket is closed in order, the exit status is 1.
 *
 * <p>{@link Runtime#halt} waits for threads in native code, about 310 ms in which requests hang; {@code _exit} of the C
 * library does not. Where it cannot be called, halt it is.
 */
final class SuddenDeath implements Runnable {

    private static final int STATUS = 1;

    @Override
    @SuppressWarnings("restricted")
    public void run() {
        try {
            var linker = Linker.nativeLinker();
            var exit = linker.downcallHandle(
                    linker.defaultLookup().find("_exit").orElseThrow(), FunctionDescriptor.ofVoid(ValueLayout.JAVA_INT));
            exit.invokeExact(STATUS);
        } catch (Throwable notHere) {
            System.err.println("_exit is not to be had here (" + notHere + "); halting instead.");
        }
        Runtime.getRuntime().halt(STATUS);
    }
}
