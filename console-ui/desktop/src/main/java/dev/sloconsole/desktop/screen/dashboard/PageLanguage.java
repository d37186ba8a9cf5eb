package dev.sloconsole.desktop.screen.dashboard;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Locale;

/**
 * The language that pages see. WebKit cuts it out of the C library's locale for characters, and makes "C" of
 * {@code C.UTF-8}, which no page's {@code Intl} accepts; of plain "C" it makes {@code en-US}. The JVM has read that
 * locale by then and keeps its encoding for the names of files, so it is changed once, before the first page.
 */
public final class PageLanguage {

    private static final System.Logger LOG = System.getLogger(PageLanguage.class.getName());

    /** LC_CTYPE of glibc and musl. */
    private static final int CHARACTERS = 0;

    private PageLanguage() {}

    /**
     * Makes the way to the C library, which takes a tenth of a second, and changes nothing; on any thread but the JavaFX
     * thread.
     */
    static void prepare() {
        if (linux()) {
            through(setlocale -> {
                var unused = (MemorySegment) setlocale.invokeExact(CHARACTERS, MemorySegment.NULL);
            });
        }
    }

    /** Called on the JavaFX thread after the toolkit has started, which sets the locale from the environment. */
    @SuppressWarnings("restricted") // the launcher allows native access
    public static void settle() {
        if (linux()) {
            through(setlocale -> {
                var present = (MemorySegment) setlocale.invokeExact(CHARACTERS, MemorySegment.NULL);
                if (!present.equals(MemorySegment.NULL)
                        && present.reinterpret(Long.MAX_VALUE).getString(0).startsWith("C.")) {
                    try (var arena = Arena.ofConfined()) {
                        var unused = (MemorySegment) setlocale.invokeExact(CHARACTERS, arena.allocateFrom("C"));
                    }
                }
            });
        }
    }

    private interface Use {
        void of(MethodHandle setlocale) throws Throwable;
    }

    private static void through(Use use) {
        try {
            use.of(Native.SETLOCALE);
        } catch (Throwable e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "Pages may be shown without numbers: their language could not be set",
                    e);
        }
    }

    private static boolean linux() {
        return System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux");
    }

    /** Made at its first use. */
    private static final class Native {

        private static final MethodHandle SETLOCALE = setlocale();

        @SuppressWarnings("restricted") // the launcher allows native access
        private static MethodHandle setlocale() {
            var linker = Linker.nativeLinker();
            return linker.downcallHandle(
                    linker.defaultLookup().findOrThrow("setlocale"),
                    FunctionDescriptor.of(ValueLayout.ADDRESS, ValueLayout.JAVA_INT, ValueLayout.ADDRESS));
        }
    }
}
