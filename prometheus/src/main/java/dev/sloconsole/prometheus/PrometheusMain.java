package dev.sloconsole.prometheus;

import dev.sloconsole.prometheus.api.HttpApi;
import dev.sloconsole.prometheus.config.ConfigReader;
import dev.sloconsole.prometheus.config.ConfigResult.Invalid;
import dev.sloconsole.prometheus.config.ConfigResult.Loaded;
import dev.sloconsole.prometheus.promql.PromqlEngine;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.security.Security;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The command line of the embedded engine, with Prometheus's flags. Ends with status 1 and a message on the standard
 * error where it cannot start, with all problems at once.
 */
public final class PrometheusMain {

    // Made before it is needed, for then there may be no memory to make it.
    private static final String OUT_OF_MEMORY =
            "prometheus: error: out of memory. Scrape fewer series, keep them for less time "
                    + "(--storage.tsdb.retention.time), or give it more memory (_JAVA_OPTIONS=-Xmx1g).";
    // Held, for the logging system forgets the levels of loggers that nobody holds.
    private static final Logger ROOT = Logger.getLogger("");
    private static final Logger HELIDON = Logger.getLogger("io.helidon");
    private static final Logger HELIDON_START = Logger.getLogger("io.helidon.webserver.LoomServer");

    private PrometheusMain() {}

    public static void main(String[] args) throws InterruptedException {
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        var err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        switch (Flags.parse(args)) {
            case Flags.Parsed.Print(String text) -> out.print(text);
            case Flags.Parsed.Wrong wrong -> {
                wrong.problems().forEach(problem -> err.println("prometheus: error: " + problem));
                System.exit(1);
            }
            case Flags.Parsed.Run(Flags flags) -> System.exit(run(flags, out, err));
        }
    }

    /** Runs until the process is ended from outside, or by {@code /-/quit}; returns at once, with 1, where it cannot start. */
    private static int run(Flags flags, PrintStream out, PrintStream err) throws InterruptedException {
        logAt(flags.logLevel());
        // Discovery is about addresses that change: what the DNS said before is not kept by Java too.
        Security.setProperty("networkaddress.cache.ttl", "0");
        Security.setProperty("networkaddress.cache.negative.ttl", "0");
        Loaded loaded;
        switch (ConfigReader.read(
                flags.configFile(), new PromqlEngine(flags.options().query()))) {
            case Invalid invalid -> {
                invalid.problems().forEach(err::println);
                err.println("prometheus: error: the configuration has "
                        + invalid.problems().size() + (invalid.problems().size() == 1 ? " problem." : " problems."));
                return 1;
            }
            case Loaded valid -> loaded = valid;
        }
        Thread.setDefaultUncaughtExceptionHandler((thread, fault) -> endedBy(fault, thread, err));
        var quit = new CountDownLatch(1);
        var server = new PrometheusServer(loaded, flags.options(), Clock.systemUTC(), quit::countDown);
        try {
            server.start();
        } catch (HttpApi.CannotListen e) {
            err.println("prometheus: error: " + e.getMessage());
            return 1;
        }
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("close").unstarted(server::close));
        out.println("Listening on " + flags.options().listen().getHostString() + ":" + server.port());
        out.println("Server is ready to receive web requests. Samples stay in memory for this run only.");
        quit.await();
        return 0;
    }

    /** A thread is lost. Without memory nothing can be relied on any more, so the process ends: whoever runs it sees that. */
    private static void endedBy(Throwable fault, Thread thread, PrintStream err) {
        if (fault instanceof VirtualMachineError) {
            err.println(OUT_OF_MEMORY);
            Runtime.getRuntime().halt(1);
        }
        ROOT.log(Level.SEVERE, fault, () -> "The thread " + thread.getName() + " ended by a fault of the engine.");
    }

    /** Logs from a level on, one line each. */
    static void logAt(Level level) {
        if (System.getProperty("java.util.logging.SimpleFormatter.format") == null) {
            System.setProperty("java.util.logging.SimpleFormatter.format", "%1$tFT%1$tT.%1$tL %4$s %3$s: %5$s%6$s%n");
        }
        ROOT.setLevel(level);
        for (var handler : ROOT.getHandlers()) {
            handler.setLevel(level);
        }
        if (level.intValue() >= Level.INFO.intValue()) {
            HELIDON.setLevel(Level.WARNING);
            // A port that is taken is told in one line, not by a stack trace.
            HELIDON_START.setLevel(Level.OFF);
        }
    }
}
