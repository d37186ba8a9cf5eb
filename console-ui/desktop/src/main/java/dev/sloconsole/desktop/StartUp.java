package dev.sloconsole.desktop;

import com.sun.management.OperatingSystemMXBean;
import dev.sloconsole.desktop.screen.ConsoleWindow;
import dev.sloconsole.desktop.screen.Turns;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.Region;

/**
 * Tells where the time of a start goes, for those who measure it. With {@code -Dslo.timing=stages} (in {@code SLO_JVM})
 * every stage is a line, "first frame after 780 ms, 1210 ms of processor", counted from the start of the JVM; the
 * launcher script before it is not counted. With {@code -Dslo.timing=threads} so is every {@value #TICK} ms until the
 * buttons reach the cloud: which threads worked for how much of it, and where they are; looking costs some 5 ms each
 * time. With {@code -Dslo.timing=turns} each turn on the JavaFX thread that takes long is a line, for as long as the
 * window is open. Without the property nothing happens.
 */
final class StartUp {

    /** The window is drawn. */
    static final String FIRST_FRAME = "first frame";

    /** The cloud begins to start. */
    static final String CLOUD = "cloud";

    /** The buttons reach the cloud. */
    static final String USABLE = "usable";

    private static final int TICK = 50;
    private static final Duration LONG_TURN = Duration.ofMillis(40);
    private static final String OURS = "dev.sloconsole.";
    private static final String ASKED = System.getProperty("slo.timing", "");
    private static final boolean TOLD = !ASKED.isEmpty();

    private static volatile boolean watched = ASKED.equals("threads");

    private StartUp() {}

    /** Called first of all. */
    static void begin() {
        if (TOLD) {
            reached("main");
        }
        if (watched) {
            Thread.ofPlatform().name("start-up log").daemon().start(StartUp::watch);
        }
    }

    /** Tells that a stage has been reached. */
    static void reached(String stage) {
        if (TOLD) {
            System.out.println(stage + " after " + age() + " ms, " + millis(processorTime()) + " ms of processor");
            if (stage.equals(USABLE)) {
                watched = false;
            }
        }
    }

    /** Begins to tell of long turns, where that was asked for. */
    static void tellTurns() {
        if (ASKED.equals("turns")) {
            Turns.tell(LONG_TURN, turn -> System.out.println("a turn of " + turn + ", after " + age() + " ms"));
        }
    }

    /** Calls back on the JavaFX thread once a first frame of the scene is drawn. */
    static void whenDrawn(Scene scene, Runnable then) {
        // The frame goes to the renderer after this; a picture that is asked for later is drawn after it.
        ConsoleWindow.onceLaidOut(
                scene,
                () -> Platform.runLater(() -> new Region()
                        .snapshot(
                                drawn -> {
                                    reached(FIRST_FRAME);
                                    then.run();
                                    return null;
                                },
                                null,
                                new WritableImage(1, 1))));
    }

    private static void watch() {
        var threads = ManagementFactory.getThreadMXBean();
        var before = new HashMap<Long, Long>();
        long jvmBefore = processorTime();
        try {
            while (watched) {
                Thread.sleep(TICK);
                long now = processorTime();
                System.out.println(line(threads, before, now - jvmBefore));
                jvmBefore = now;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One tick: the threads of Java that worked in it, the busiest first, and what the JVM itself did beside them. */
    private static String line(ThreadMXBean threads, Map<Long, Long> before, long spent) {
        var worked = new ArrayList<Map.Entry<Long, String>>();
        long jvm = spent;
        for (var entry : Thread.getAllStackTraces().entrySet()) {
            var thread = entry.getKey();
            long now = threads.getThreadCpuTime(thread.threadId());
            var last = before.put(thread.threadId(), now);
            long nanos = now - (last == null ? 0 : last);
            jvm -= nanos;
            if (millis(nanos) >= 2) {
                worked.add(Map.entry(nanos, thread.getName() + " " + millis(nanos) + " ms" + place(entry.getValue())));
            }
        }
        var line = new StringBuilder(String.format(Locale.ROOT, "%6d ms  ", age()));
        worked.sort(Map.Entry.comparingByKey(Comparator.reverseOrder()));
        worked.forEach(entry -> line.append(entry.getValue()).append("; "));
        return line.append("compilers and collector ")
                .append(Math.max(0, millis(jvm)))
                .append(" ms")
                .toString();
    }

    /** The innermost frame, and who of us is responsible for it. */
    private static String place(StackTraceElement[] frames) {
        if (frames.length == 0) {
            return "";
        }
        var ours = Arrays.stream(frames)
                .filter(frame -> frame.getClassName().startsWith(OURS))
                .findFirst();
        var inner = frames[0];
        return " in " + inner.getClassName() + "." + inner.getMethodName()
                + ours.filter(frame -> !frame.equals(inner))
                        .map(frame -> " for "
                                + frame.getClassName().substring(OURS.length()) + "." + frame.getMethodName() + ":"
                                + frame.getLineNumber())
                        .orElse("");
    }

    private static long age() {
        // What the system knows of the process is, on Linux, wrong by up to a second.
        return ManagementFactory.getRuntimeMXBean().getUptime();
    }

    private static long processorTime() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                ? system.getProcessCpuTime()
                : 0;
    }

    private static long millis(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(nanos);
    }
}
