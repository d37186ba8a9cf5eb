package dev.sloconsole.prometheus.promql.conformance;

import dev.sloconsole.prometheus.promql.conformance.Command.Clear;
import dev.sloconsole.prometheus.promql.conformance.Command.Eval;
import dev.sloconsole.prometheus.promql.conformance.Command.Expectation;
import dev.sloconsole.prometheus.promql.conformance.Command.Load;
import dev.sloconsole.prometheus.promql.conformance.Command.Row;
import dev.sloconsole.prometheus.promql.parser.Durations;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a file in Prometheus's test language. */
final class TestFile {

    private static final Pattern LOAD = Pattern.compile("load(_with_nhcb)?\\s+(\\S+)");
    private static final Pattern INSTANT =
            Pattern.compile("eval(?:_(fail|warn|ordered|info))?\\s+instant\\s+(?:at\\s+(\\S+))?\\s+(.+)");
    private static final Pattern RANGE = Pattern.compile(
            "eval(?:_(fail|warn|info))?\\s+range\\s+from\\s+(\\S+)\\s+to\\s+(\\S+)\\s+step\\s+(\\S+)\\s+(.+)");
    private static final Pattern EXPECT =
            Pattern.compile("expect\\s+(fail|warn|info|no_warn|no_info|ordered)(?:\\s+(msg|regex):(.*))?");

    private static final Pattern EXPECT_RANGE_VECTOR =
            Pattern.compile("expect\\s+range\\s+vector\\s+from\\s+(\\S+)\\s+to\\s+(\\S+)\\s+step\\s+(\\S+)");

    private final String[] lines;
    private int next;

    private TestFile(String text) {
        this.lines = text.split("\n", -1);
    }

    static List<Command> parse(String text) {
        var file = new TestFile(text);
        var commands = new ArrayList<Command>();
        while (file.next < file.lines.length) {
            var line = file.line(file.next);
            if (line.isEmpty()) {
                file.next++;
            } else {
                commands.add(file.command(line));
            }
        }
        return commands;
    }

    private String line(int number) {
        var line = lines[number].strip();
        return line.startsWith("#") ? "" : line;
    }

    private Command command(String line) {
        int number = ++next;
        var lower = line.toLowerCase(Locale.ROOT);
        if (lower.equals("clear")) {
            return new Clear(number);
        }
        var load = LOAD.matcher(line);
        if (load.matches()) {
            var rows = block().stream().map(SeriesText::row).toList();
            return new Load(number, duration(load.group(2)), load.group(1) != null, rows);
        }
        var range = RANGE.matcher(line);
        if (range.matches()) {
            var times = new Command.Range(duration(range.group(2)), duration(range.group(3)), duration(range.group(4)));
            return eval(number, times, range, 5);
        }
        var instant = INSTANT.matcher(line);
        if (instant.matches()) {
            var at = instant.group(2);
            return eval(number, new Command.Instant(at == null ? 0 : duration(at)), instant, 3);
        }
        throw new IllegalArgumentException("Line " + number + " is no command: " + line);
    }

    private Eval eval(int number, Command.Times times, Matcher head, int expression) {
        var expectations = new ArrayList<Expectation>();
        if (head.group(1) != null) {
            expectations.add(new Expectation(head.group(1), "", ""));
        }
        var rows = new ArrayList<Row>();
        var scalar = OptionalDouble.empty();
        var text = Optional.<String>empty();
        var rangeVector = Optional.<Command.Range>empty();
        for (var line : block()) {
            var expect = EXPECT.matcher(line);
            var range = EXPECT_RANGE_VECTOR.matcher(line);
            if (expect.matches()) {
                var kind = expect.group(2) == null ? "" : expect.group(2);
                var wanted = expect.group(3) == null ? "" : expect.group(3).strip();
                expectations.add(new Expectation(expect.group(1), kind, wanted));
            } else if (line.startsWith("expected_fail_message ") || line.startsWith("expected_fail_regexp ")) {
                var kind = line.startsWith("expected_fail_message ") ? "msg" : "regex";
                var wanted = line.substring(line.indexOf(' ')).strip();
                expectations.add(new Expectation("fail", kind, wanted));
            } else if (line.startsWith("expect string ")) {
                text = Optional.of(SeriesText.unquoted(
                        line.substring("expect string ".length()).strip()));
            } else if (range.matches()) {
                rangeVector = Optional.of(new Command.Range(
                        duration(range.group(1)), duration(range.group(2)), duration(range.group(3))));
            } else if (line.matches("(?i)[+-]?(0x[0-9a-f]+|[0-9.]+(e[+-]?[0-9]+)?|inf|nan)")) {
                scalar = OptionalDouble.of(SeriesText.number(line));
            } else {
                rows.add(SeriesText.row(line));
            }
        }
        return new Eval(number, times, head.group(expression), expectations, rows, scalar, text, rangeVector);
    }

    private List<String> block() {
        var block = new ArrayList<String>();
        while (next < lines.length && !line(next).isEmpty()) {
            block.add(line(next));
            next++;
        }
        return block;
    }

    private static long duration(String text) {
        if (text.startsWith("-")) {
            return -duration(text.substring(1));
        }
        return Durations.parseMillis(text).orElseThrow(() -> new IllegalArgumentException(text));
    }
}
