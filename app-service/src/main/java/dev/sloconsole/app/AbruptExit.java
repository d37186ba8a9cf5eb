package dev.sloconsole.app;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;

/**
 * The end of this process as a crash ends it: no shutdown hook, no flush, status 1.
 *
 * <p>{@link Runtime#halt} waits for threads in native code, up to about 310 ms in which requests hang; C's
 * {@code _exit} does not. Where there is no {@code _exit}, or native access is denied, it is halt after all.
 */
final class AbruptExit {

    private static final int STATUS = 1;

    private AbruptExit() {}

    @SuppressWarnings("restricted") // Native access is the point; the jar's manifest and the launchers allow it.
    static void now() {
        try {
            var linker = Linker.nativeLinker();
            var address = linker.defaultLookup().find("_exit");
            if (address.isPresent()) {
                var exit = linker.downcallHandle(address.get(), FunctionDescriptor.ofVoid(ValueLayout.JAVA_INT));
                exit.invokeExact(STATUS);
            }
        } catch (Throwable e) {
            // Nothing is left to tell or to save: the process ends below.
        }
        Runtime.getRuntime().halt(STATUS);
    }
}
