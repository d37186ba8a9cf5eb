package dev.sloconsole.prometheus;

import dev.sloconsole.prometheus.config.PromDuration;
import dev.sloconsole.prometheus.config.Spelling;
import dev.sloconsole.prometheus.golang.GoRegex;
import dev.sloconsole.prometheus.promql.QueryOptions;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;

/** The command line, by Prometheus's names for what this engine has. */
record Flags(Path configFile, PrometheusServer.Options options, Level logLevel) {

    /** What a command line asks for. */
    sealed interface Parsed {

        record Run(Flags flags) implements Parsed {}

        record Print(String text) implements Parsed {}

        record Wrong(List<String> problems) implements Parsed {}
    }

    private record Flag(String defaultValue, String help) {}

    private static final Map<String, Flag> TABLE = table();
    /** How the names start of the flags that only the real prometheus has. */
    private static final List<String> OTHERS = List.of(
            "web.",
            "storage.",
            "rules.",
            "scrape.",
            "alertmanager.",
            "query.",
            "agent",
            "enable-feature",
            "log.",
            "auto-gomaxprocs",
            "auto-gomemlimit",
            "no-");

    private static Map<String, Flag> table() {
        var table = new LinkedHashMap<String, Flag>();
        table.put("config.file", new Flag("prometheus.yml", "Prometheus configuration file path."));
        table.put("web.listen-address", new Flag("0.0.0.0:9090", "Address to listen on; port 0 takes a free one."));
        table.put(
                "web.enable-remote-write-receiver",
                new Flag("false", "Enable API endpoint accepting remote write requests."));
        table.put("web.enable-lifecycle", new Flag("false", "Enable shutdown via HTTP request (POST /-/quit)."));
        table.put(
                "web.cors.origin",
                new Flag(
                        "",
                        "Regex (anchored) for the origins of other sites' pages that may "
                                + "read the answers, such as '.*'; without it none may."));
        table.put(
                "storage.tsdb.path", new Flag("data/", "Accepted and not used: this engine keeps its data in memory."));
        table.put("storage.tsdb.retention.time", new Flag("15d", "How long to retain samples in memory."));
        table.put(
                "query.max-samples",
                new Flag("50000000", "Maximum number of samples a single query can load into memory."));
        table.put("query.timeout", new Flag("2m", "Maximum time a query may take before being aborted."));
        table.put("query.lookback-delta", new Flag("5m", "The maximum lookback duration for retrieving metrics."));
        table.put("query.max-concurrency", new Flag("20", "Maximum number of queries executed concurrently."));
        table.put(
                "dns.server",
                new Flag("", "DNS server (host:port) that resolves targets; without it the system does."));
        table.put(
                "log.level",
                new Flag("info", "Only log messages of this severity or above: debug, info, warn, error."));
        return table;
    }

    static Parsed parse(String... args) {
        var problems = new ArrayList<String>();
        var given = new LinkedHashMap<String, String>();
        for (int i = 0; i < args.length; i++) {
            String arg = args[i];
            if (arg.equals("--version")) {
                return new Parsed.Print("prometheus, version " + PrometheusServer.VERSION
                        + " (embedded engine of SLO Console)\n  platform:       java " + Runtime.version() + "\n");
            }
            if (arg.equals("--help") || arg.equals("-h")) {
                return new Parsed.Print(help());
            }
            if (!arg.startsWith("--")) {
                problems.add("unexpected " + arg + ". Flags look like --config.file=prometheus.yml.");
                continue;
            }
            int equals = arg.indexOf('=');
            String name = arg.substring(2, equals < 0 ? arg.length() : equals);
            boolean negated = equals < 0 && name.startsWith("no-") && isSwitch(name.substring(3));
            if (negated) {
                given.put(name.substring(3), "false");
            } else if (!TABLE.containsKey(name)) {
                problems.add(unknown(name));
            } else if (equals >= 0) {
                given.put(name, arg.substring(equals + 1));
            } else if (isSwitch(name)) {
                given.put(name, "true");
            } else if (i + 1 < args.length) {
                given.put(name, args[++i]);
            } else {
                problems.add("expected an argument for flag '--" + name + "'. Write --" + name + "=VALUE.");
            }
        }
        var flags = new Reader(given, problems).read();
        return problems.isEmpty() ? new Parsed.Run(flags) : new Parsed.Wrong(problems);
    }

    private static String unknown(String name) {
        String problem = "unknown long flag '--" + name + "'. ";
        return TABLE.keySet().stream()
                .filter(known -> Spelling.distance(name, known) <= 2)
                .findFirst()
                .map(known -> problem + "Perhaps '--" + known + "' is meant.")
                .orElse(problem
                        + (OTHERS.stream().anyMatch(name::startsWith)
                                ? "If the real prometheus has it, this engine does not: leave it out. --help lists what it has."
                                : "Try --help for the flags that this engine has."));
    }

    private static boolean isSwitch(String name) {
        return name.equals("web.enable-remote-write-receiver") || name.equals("web.enable-lifecycle");
    }

    private static String help() {
        var text = new StringBuilder("usage: prometheus [<flags>]\n\n");
        text.append("The embedded Prometheus engine of SLO Console.\n\nFlags:\n");
        TABLE.forEach((name, flag) -> text.append("  --")
                .append(name)
                .append(isSwitch(name) ? "" : "=\"" + flag.defaultValue() + "\"")
                .append("\n        ")
                .append(flag.help())
                .append('\n'));
        return text.append("  --version\n        Show application version.\n").toString();
    }

    private static final class Reader {
        private final Map<String, String> given;
        private final List<String> problems;

        Reader(Map<String, String> given, List<String> problems) {
            this.given = given;
            this.problems = problems;
        }

        Flags read() {
            var query = QueryOptions.DEFAULT
                    .withMaxSamples(number("query.max-samples"))
                    .withTimeout(duration("query.timeout"))
                    .withLookback(duration("query.lookback-delta"));
            String dns = text("dns.server");
            return new Flags(
                    Path.of(text("config.file")),
                    new PrometheusServer.Options(
                            address("web.listen-address", text("web.listen-address")),
                            duration("storage.tsdb.retention.time"),
                            query,
                            bool("web.enable-remote-write-receiver"),
                            dns.isEmpty() ? Optional.empty() : Optional.of(address("dns.server", dns)),
                            new PrometheusServer.Web(
                                    (int) Math.min(1_000, number("query.max-concurrency")),
                                    cors(),
                                    bool("web.enable-lifecycle"),
                                    all())),
                    level());
        }

        private String text(String name) {
            Flag flag = TABLE.get(name);
            return given.getOrDefault(name, flag == null ? "" : flag.defaultValue());
        }

        /** Every flag with what holds for it. */
        private Map<String, String> all() {
            var all = new LinkedHashMap<String, String>();
            TABLE.keySet().forEach(name -> all.put(name, text(name)));
            return all;
        }

        private Optional<GoRegex> cors() {
            String text = text("web.cors.origin");
            try {
                return text.isEmpty() ? Optional.empty() : Optional.of(GoRegex.compile(text));
            } catch (GoRegex.Invalid e) {
                problems.add("--web.cors.origin: not a valid regular expression: " + e.getMessage()
                        + ". Write it like https://dashboards\\.example.");
                return Optional.empty();
            }
        }

        private Duration duration(String name) {
            var duration = PromDuration.parse(text(name)).filter(Duration::isPositive);
            if (duration.isEmpty()) {
                problems.add("--" + name + ": not a valid duration: \"" + text(name) + "\". Write it like 2m or 6h.");
            }
            return duration.orElse(Duration.ofMinutes(1));
        }

        private long number(String name) {
            try {
                long number = Long.parseLong(text(name));
                if (number > 0) {
                    return number;
                }
            } catch (NumberFormatException e) {
                // Reported below, like zero.
            }
            problems.add("--" + name + ": must be a whole number above 0, not \"" + text(name) + "\".");
            return 1;
        }

        private boolean bool(String name) {
            if (!text(name).equals("true") && !text(name).equals("false")) {
                problems.add("--" + name + ": must be true or false, not \"" + text(name) + "\".");
            }
            return text(name).equals("true");
        }

        private Level level() {
            return switch (text("log.level")) {
                case "debug" -> Level.FINE;
                case "info" -> Level.INFO;
                case "warn" -> Level.WARNING;
                case "error" -> Level.SEVERE;
                default -> {
                    problems.add("--log.level: must be debug, info, warn or error, not \"" + text("log.level") + "\".");
                    yield Level.INFO;
                }
            };
        }

        private InetSocketAddress address(String name, String text) {
            int colon = text.lastIndexOf(':');
            try {
                String host = text.substring(0, Math.max(0, colon));
                int port = Integer.parseInt(text.substring(colon + 1));
                if (colon >= 0 && port >= 0 && port <= 65_535) {
                    return new InetSocketAddress(InetAddress.getByName(host.isEmpty() ? "0.0.0.0" : host), port);
                }
            } catch (NumberFormatException e) {
                // Reported below.
            } catch (UnknownHostException e) {
                problems.add(
                        "--" + name + ": no such host in \"" + text + "\". Use an address such as 127.0.0.1:9090.");
                return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
            }
            problems.add("--" + name + ": not an address: \"" + text + "\". Write HOST:PORT, such as 127.0.0.1:9090.");
            return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        }
    }
}
