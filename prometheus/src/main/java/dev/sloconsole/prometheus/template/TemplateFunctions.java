package dev.sloconsole.prometheus.template;

import dev.sloconsole.prometheus.golang.GoPrintf;
import dev.sloconsole.prometheus.golang.GoRegex;
import dev.sloconsole.prometheus.golang.GoStrings;
import dev.sloconsole.prometheus.golang.GoValue;
import dev.sloconsole.prometheus.golang.GoValue.Bool;
import dev.sloconsole.prometheus.golang.GoValue.Entries;
import dev.sloconsole.prometheus.golang.GoValue.Int;
import dev.sloconsole.prometheus.golang.GoValue.Items;
import dev.sloconsole.prometheus.golang.GoValue.Point;
import dev.sloconsole.prometheus.golang.GoValue.Real;
import dev.sloconsole.prometheus.golang.GoValue.Text;
import dev.sloconsole.prometheus.promql.parser.Durations;
import dev.sloconsole.prometheus.template.Template.Failed;
import dev.sloconsole.prometheus.template.Template.Queries;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.DoubleFunction;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.function.UnaryOperator;

/** The table of the functions of templates: Go's own, and Prometheus's. */
final class TemplateFunctions {

    private static final int ANY = Integer.MAX_VALUE;

    /** What Prometheus and Go have beyond {@link #TABLE}, and why it is not here. */
    private static final Map<String, String> REFUSED = refused();

    private static final Map<String, Entry> TABLE = Map.ofEntries(
            entry("and", 1, ANY, arguments -> firstThat(arguments, false)),
            entry("args", 0, ANY, TemplateFunctions::args),
            entry(
                    "eq",
                    2,
                    ANY,
                    arguments -> new Bool(arguments.subList(1, arguments.size()).stream()
                            .anyMatch(other -> equal("eq", arguments.getFirst(), other)))),
            entry("first", 1, 1, QueryFunctions::first),
            entry("ge", 2, 2, arguments -> compare("ge", arguments, order -> order >= 0)),
            entry("graphLink", 1, 1, arguments -> link(arguments, 0)),
            entry("gt", 2, 2, arguments -> compare("gt", arguments, order -> order > 0)),
            entry("html", 1, ANY, arguments -> new Text(escapeHtml(GoValue.print(arguments)))),
            ofNumber("humanize", Humanize::humanize),
            ofNumber("humanize1024", Humanize::humanize1024),
            ofNumber("humanizeDuration", Humanize::duration),
            ofNumber("humanizePercentage", Humanize::percentage),
            ofNumber("humanizeTimestamp", Humanize::timestamp),
            entry("index", 1, ANY, TemplateFunctions::index),
            entry("label", 2, 2, QueryFunctions::label),
            entry("le", 2, 2, arguments -> compare("le", arguments, order -> order <= 0)),
            entry("len", 1, 1, TemplateFunctions::length),
            entry("lt", 2, 2, arguments -> compare("lt", arguments, order -> order < 0)),
            entry(
                    "match",
                    2,
                    2,
                    arguments ->
                            new Bool(regex("match", arguments.getFirst()).isFoundIn(text("match", arguments.get(1))))),
            entry("ne", 2, 2, arguments -> new Bool(!equal("ne", arguments.getFirst(), arguments.get(1)))),
            entry("not", 1, 1, arguments -> new Bool(!arguments.getFirst().isTrue())),
            entry("or", 1, ANY, arguments -> firstThat(arguments, true)),
            entry("parseDuration", 1, 1, TemplateFunctions::duration),
            entry("print", 0, ANY, arguments -> new Text(GoValue.print(arguments))),
            entry(
                    "printf",
                    1,
                    ANY,
                    arguments -> new Text(GoPrintf.format(
                            text("printf", arguments.getFirst()), arguments.subList(1, arguments.size())))),
            entry(
                    "println",
                    0,
                    ANY,
                    arguments -> new Text(String.join(
                                    " ", arguments.stream().map(GoValue::print).toList()) + "\n")),
            Map.entry("query", new Entry(1, 1, QueryFunctions::query)),
            entry(
                    "reReplaceAll",
                    3,
                    3,
                    arguments -> new Text(regex("reReplaceAll", arguments.getFirst())
                            .replaceAll(
                                    text("reReplaceAll", arguments.get(2)), text("reReplaceAll", arguments.get(1))))),
            ofText("safeHtml", text -> text),
            entry("sortByLabel", 2, 2, QueryFunctions::sortByLabel),
            ofText("stripDomain", HostPort::withoutDomain),
            ofText("stripPort", HostPort::withoutPort),
            entry("strvalue", 1, 1, QueryFunctions::textValue),
            entry("tableLink", 1, 1, arguments -> link(arguments, 1)),
            ofText("title", Humanize::title),
            ofText("toLower", text -> GoStrings.map(text, Character::toLowerCase)),
            ofText("toUpper", text -> GoStrings.map(text, Character::toUpperCase)),
            entry(
                    "urlQueryEscape",
                    1,
                    1,
                    arguments -> new Text(escapeUrl(text("urlQueryEscape", arguments.getFirst())))),
            entry("urlquery", 1, ANY, arguments -> new Text(escapeUrl(GoValue.print(arguments)))),
            entry("value", 1, 1, QueryFunctions::value));

    @FunctionalInterface
    private interface Behaviour {
        GoValue apply(List<GoValue> arguments, Queries queries);
    }

    private record Entry(int least, int most, Behaviour behaviour) {}

    private TemplateFunctions() {}

    private static Map.Entry<String, Entry> entry(
            String name, int least, int most, Function<List<GoValue>, GoValue> behaviour) {
        return Map.entry(name, new Entry(least, most, (arguments, queries) -> behaviour.apply(arguments)));
    }

    private static Map.Entry<String, Entry> ofNumber(String name, DoubleFunction<String> format) {
        return entry(name, 1, 1, arguments -> new Text(format.apply(number(name, arguments.getFirst()))));
    }

    private static Map.Entry<String, Entry> ofText(String name, UnaryOperator<String> change) {
        return entry(name, 1, 1, arguments -> new Text(change.apply(text(name, arguments.getFirst()))));
    }

    private static Map<String, String> refused() {
        var refused = new HashMap<String, String>();
        for (var name : Set.of("externalURL", "pathPrefix")) {
            refused.put(name, "tells the server's own address, which is not known here");
        }
        for (var name : Set.of("call", "js", "now", "slice", "tmpl", "toDuration", "toTime")) {
            refused.put(name, "is not supported here");
        }
        return Map.copyOf(refused);
    }

    /** Refuses a function that there is not. */
    static void check(String name, String action) {
        if (!TABLE.containsKey(name)) {
            String why = REFUSED.containsKey(name) ? " " + REFUSED.get(name) : " is not defined";
            throw new IllegalArgumentException("{{ " + action + " }}: function \"" + name + "\"" + why + ". Use "
                    + String.join(", ", TABLE.keySet().stream().sorted().toList()) + ".");
        }
    }

    static void checkCount(String name, int count, String action) {
        Entry entry = found(name);
        if (count < entry.least || count > entry.most) {
            String wanted = entry.most == ANY ? "at least " + entry.least : Integer.toString(entry.least);
            throw new IllegalArgumentException("{{ " + action + " }}: wrong number of args for " + name + ": want "
                    + wanted + " got " + count + ".");
        }
    }

    static GoValue call(String name, List<GoValue> arguments, Queries queries) {
        return found(name).behaviour.apply(arguments, queries);
    }

    private static Entry found(String name) {
        Entry entry = TABLE.get(name);
        if (entry == null) {
            throw new IllegalArgumentException("No function of templates " + name);
        }
        return entry;
    }

    static Failed wrong(String function, String what) {
        return new Failed("error calling " + function + ": " + what);
    }

    private static double number(String function, GoValue value) {
        return switch (value) {
            case Real(double number) -> number;
            case Int(long number) -> number;
            case Text(String text) -> {
                try {
                    yield Double.parseDouble(text.replaceFirst("(?i)^([+-]?)inf(inity)?$", "$1Infinity"));
                } catch (NumberFormatException e) {
                    throw wrong(function, "strconv.ParseFloat: parsing \"" + text + "\": invalid syntax");
                }
            }
            case Bool bool -> throw wrong(function, "can't convert bool to float");
            case Entries entries -> throw wrong(function, "can't convert map[string]string to float");
            case Items other -> throw wrong(function, "can't convert " + other.type() + " to float");
            case Point other -> throw wrong(function, "can't convert " + other.type() + " to float");
        };
    }

    static String text(String function, GoValue value) {
        if (value instanceof Text(String text)) {
            return text;
        }
        throw new Failed("wrong type for value of " + function + "; expected string; got " + value.type());
    }

    private static GoRegex regex(String function, GoValue expression) {
        try {
            return GoRegex.compileForParts(text(function, expression));
        } catch (GoRegex.Invalid e) {
            throw wrong(function, String.valueOf(e.getMessage()));
        }
    }

    /** The first argument that holds, or that does not; the last where there is none. */
    private static GoValue firstThat(List<GoValue> arguments, boolean holds) {
        return arguments.stream()
                .filter(value -> value.isTrue() == holds)
                .findFirst()
                .orElse(arguments.getLast());
    }

    private static GoValue args(List<GoValue> arguments) {
        var entries = new TreeMap<String, GoValue>();
        for (int i = 0; i < arguments.size(); i++) {
            entries.put("arg" + i, arguments.get(i));
        }
        return new Entries(entries);
    }

    private static boolean equal(String function, GoValue a, GoValue b) {
        return switch (a) {
            case Real(double left) when b instanceof Real(double right) -> left == right;
            case Int left when b instanceof Int right -> left.equals(right);
            case Text left when b instanceof Text right -> left.equals(right);
            case Bool left when b instanceof Bool right -> left.equals(right);
            case Entries entries ->
                throw wrong(function, "non-comparable type " + entries.print() + ": map[string]string");
            case Items other -> throw wrong(function, "non-comparable type " + other.print() + ": " + other.type());
            case Point other -> throw incompatible(function);
            case Real other -> throw incompatible(function);
            case Int other -> throw incompatible(function);
            case Text other -> throw incompatible(function);
            case Bool other -> throw incompatible(function);
        };
    }

    private static Failed incompatible(String function) {
        return wrong(
                function, "incompatible types for comparison. Compare a value with a number that has a point, 5.0");
    }

    private static GoValue compare(String function, List<GoValue> arguments, IntPredicate holds) {
        var a = arguments.getFirst();
        var b = arguments.get(1);
        if (a instanceof Real(double left) && b instanceof Real(double right)) {
            boolean ordered = !Double.isNaN(left) && !Double.isNaN(right);
            // As Go puts the four together from < and ==, what is neither is greater.
            return new Bool(holds.test(ordered ? left < right ? -1 : left == right ? 0 : 1 : 1));
        }
        if (a instanceof Int(long left) && b instanceof Int(long right)) {
            return new Bool(holds.test(Long.compare(left, right)));
        }
        if (a instanceof Text(String left) && b instanceof Text(String right)) {
            return new Bool(holds.test(Integer.signum(left.compareTo(right))));
        }
        throw a instanceof Bool || a instanceof Entries || a instanceof Items
                ? wrong(function, "invalid type for comparison")
                : incompatible(function);
    }

    private static GoValue index(List<GoValue> arguments) {
        var found = arguments.getFirst();
        for (GoValue key : arguments.subList(1, arguments.size())) {
            found = switch (found) {
                case Entries entries -> entries.get(text("index", key));
                case Text(String text)
                when key instanceof Int(long at) -> {
                    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                    if (at < 0 || at >= bytes.length) {
                        throw wrong("index", "index out of range: " + at);
                    }
                    yield new Int(bytes[(int) at] & 0xff);
                }
                case Text text -> throw wrong("index", "cannot index slice/array with type " + key.type());
                case Items(var items)
                when key instanceof Int(long at) -> {
                    if (at < 0 || at >= items.size()) {
                        throw wrong("index", "index out of range: " + at);
                    }
                    yield items.get((int) at);
                }
                case Items items -> throw wrong("index", "cannot index slice/array with type " + key.type());
                case Point other -> throw wrong("index", "can't index item of type template.sample");
                case Real other -> throw wrong("index", "can't index item of type float64");
                case Int other -> throw wrong("index", "can't index item of type int");
                case Bool other -> throw wrong("index", "can't index item of type bool");
            };
        }
        return found;
    }

    private static GoValue length(List<GoValue> arguments) {
        return new Int(
                switch (arguments.getFirst()) {
                    case Text(String text) -> text.getBytes(StandardCharsets.UTF_8).length;
                    case Entries(var values) -> values.size();
                    case Items(var values) -> values.size();
                    case Point other -> throw wrong("len", "len of type *template.sample");
                    case Real other -> throw wrong("len", "len of type float64");
                    case Int other -> throw wrong("len", "len of type int");
                    case Bool other -> throw wrong("len", "len of type bool");
                });
    }

    private static GoValue duration(List<GoValue> arguments) {
        String text = text("parseDuration", arguments.getFirst());
        var millis = Durations.parseMillis(text);
        if (millis.isEmpty()) {
            throw wrong("parseDuration", "not a valid duration string: \"" + text + "\"");
        }
        return new Real(millis.getAsLong() / 1000.0);
    }

    private static GoValue link(List<GoValue> arguments, int tab) {
        return new Text("/graph?g0.expr=" + escapeUrl(text("graphLink", arguments.getFirst())) + "&g0.tab=" + tab);
    }

    /** As {@code url.QueryEscape} does, which leaves the tilde and escapes the star. */
    private static String escapeUrl(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("*", "%2A")
                .replace("%7E", "~");
    }

    private static String escapeHtml(String text) {
        return text.replace("&", "&amp;")
                .replace("\"", "&#34;")
                .replace("'", "&#39;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\0", "\ufffd");
    }
}
