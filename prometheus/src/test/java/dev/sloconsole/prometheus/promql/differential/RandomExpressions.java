package dev.sloconsole.prometheus.promql.differential;

import java.util.List;
import java.util.Random;

/**
 * Well-typed expressions about {@link SharedSamples}, without what Prometheus 2 and 3 answer differently: at whole
 * seconds that are 3 modulo 10, with steps of tens of seconds and subqueries over ranges that are 5 modulo 10, nothing
 * ever lies on the edge of a range.
 */
final class RandomExpressions {

    private final Random random;

    RandomExpressions(Random random) {
        this.random = random;
    }

    /** An expression that gives an instant vector or, sometimes, a scalar. */
    String next() {
        return random.nextInt(12) == 0 ? scalar(3) : vector(4);
    }

    private String pick(String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private String vector(int depth) {
        if (depth == 0) {
            return selector() + shift();
        }
        int below = depth - 1;
        return switch (random.nextInt(15)) {
            case 0, 1 -> selector() + shift();
            case 2, 3 -> overRange(below);
            case 4, 5, 6 -> aggregation(below);
            case 7, 8, 9 -> binary(below);
            case 10 -> pick("-", "+") + "(" + vector(below) + ")";
            case 11 -> ofNumber(below);
            case 12 -> ofLabels(below);
            case 13 -> histogram(below);
            default -> other(below);
        };
    }

    private String selector() {
        return switch (random.nextInt(8)) {
            case 0, 1 -> "requests_total" + pick("", "", "{code=\"200\"}", "{code=~\"[24]..\",instance!=\"b\"}");
            case 2 -> "temperature" + pick("", "{job=\"api\"}", "{instance=~\"a|c\"}", "{missing=\"\"}");
            case 3 -> "queue" + pick("", "{job!~\"w.*\"}", "{instance=\"b\"}");
            case 4 -> "sometimes" + pick("", "{job=\"web\"}");
            case 5 -> "limit";
            case 6 -> "build_info" + pick("", "{version=~\"1.[01]\"}");
            default ->
                pick(
                        "nothing",
                        "{__name__=~\"queue|limit\"}",
                        "{job=\"api\",__name__!~\".*_.*\"}",
                        "latency_bucket{le=\"1\"}");
        };
    }

    private String shift() {
        return pick(
                "",
                "",
                "",
                "",
                "",
                " offset 30s",
                " offset -1m",
                " offset 5m",
                " @ 1700001213",
                " @ start()",
                " @ end()",
                " @ 1700000903.000 offset 20s",
                " offset 10s @ end()");
    }

    private String range() {
        return pick("[20s]", "[1m]", "[2m]", "[5m]", "[10m30s]");
    }

    private String matrix(int depth) {
        if (depth > 0 && random.nextInt(4) == 0) {
            return "(" + vector(Math.min(2, depth - 1)) + ")" + pick("[65s:10s]", "[245s:30s]", "[5m5s:]", "[95s:20s]")
                    + shift();
        }
        return selector() + range() + shift();
    }

    private String overRange(int depth) {
        if (random.nextInt(3) == 0) {
            var counter = pick("requests_total", "requests_total{job=\"web\"}", "latency_bucket{instance=\"a\"}");
            return pick("rate", "increase", "irate", "delta", "idelta", "resets") + "(" + counter + range() + shift()
                    + ")";
        }
        return switch (random.nextInt(8)) {
            case 0 -> "quantile_over_time(" + scalar(1) + ", " + matrix(depth) + ")";
            case 1 -> "predict_linear(" + matrix(depth) + ", " + pick("60", "-600", "3600") + ")";
            default ->
                pick(
                                "avg_over_time",
                                "min_over_time",
                                "max_over_time",
                                "sum_over_time",
                                "count_over_time",
                                "stddev_over_time",
                                "stdvar_over_time",
                                "last_over_time",
                                "present_over_time",
                                "absent_over_time",
                                "changes",
                                "resets",
                                "deriv",
                                "idelta")
                        + "(" + matrix(depth) + ")";
        };
    }

    private String labels() {
        return pick("()", "(job)", "(instance)", "(job, instance)", "(code)", "(missing, job)", "(__name__)");
    }

    private String grouping() {
        return pick("", "", " by " + labels(), " by " + labels(), " without " + labels());
    }

    private String aggregation(int depth) {
        var grouping = grouping();
        return switch (random.nextInt(9)) {
            case 0 -> {
                // Of values that hardly ever are equal: which of equal ones is taken depends on the store.
                var inner = pick(
                        "requests_total" + shift(),
                        "sum by (job, instance) (requests_total)",
                        "max_over_time(requests_total[2m])",
                        "avg without (code) (requests_total)");
                yield pick("topk", "bottomk") + grouping + " (" + pick("1", "2", "5", "0", "-1") + ", " + inner + ")";
            }
            case 1 ->
                "quantile" + grouping + " (" + pick("0", "0.5", "0.9", "1", "2", "NaN", scalar(1)) + ", "
                        + vector(depth) + ")";
            case 2 ->
                "count_values" + grouping + " (\"" + pick("value", "job") + "\", " + pick("round(", "(") + selector()
                        + "))";
            default ->
                pick("sum", "avg", "min", "max", "count", "group", "stddev", "stdvar") + grouping + " (" + vector(depth)
                        + ")";
        };
    }

    private String binary(int depth) {
        var arithmetic = pick("+", "-", "*", "/", "%", "^", "atan2");
        var comparison = pick("==", "!=", "<", "<=", ">", ">=") + pick("", " bool");
        var op = random.nextBoolean() ? arithmetic : comparison;
        return switch (random.nextInt(9)) {
            case 0, 1 -> "(" + vector(depth) + ") " + op + " " + scalar(depth);
            case 2 -> scalar(depth) + " " + op + " (" + vector(depth) + ")";
            case 3, 4 ->
                "(" + vector(depth) + ") " + pick("and", "or", "unless")
                        + pick("", "", " on " + labels(), " ignoring " + labels()) + " (" + vector(depth) + ")";
            case 5 ->
                "(" + vector(depth) + ") " + op + pick(" on (job) ", " ignoring (code) ", " on (job, instance) ")
                        + pick("group_left () ", "group_left (version) ", "group_right () ", "") + "(" + vector(depth)
                        + ")";
            case 6 -> "(requests_total) " + op + " on (job, instance) group_left (version) " + "build_info";
            case 7 -> {
                var left = selector();
                yield left + " " + op + " " + left + shift();
            }
            default -> "(" + vector(depth) + ") " + op + " (" + vector(depth) + ")";
        };
    }

    private String ofNumber(int depth) {
        var inner = vector(depth);
        return switch (random.nextInt(6)) {
            case 0 -> "clamp(" + inner + ", " + scalar(1) + ", " + scalar(1) + ")";
            case 1 -> pick("clamp_min", "clamp_max") + "(" + inner + ", " + scalar(1) + ")";
            case 2 -> "round(" + inner + pick("", ", 0.5", ", 10", ", 0.1") + ")";
            case 3 ->
                pick("day_of_month", "day_of_week", "day_of_year", "days_in_month", "hour", "minute", "month", "year")
                        + "(" + pick(inner, "vector(time())", "timestamp(queue)", "") + ")";
            case 4 ->
                pick(
                                "acos", "acosh", "asin", "asinh", "atan", "atanh", "cos", "cosh", "deg", "rad", "sin",
                                "sinh", "tan", "tanh")
                        + "(" + inner + ")";
            default -> pick("abs", "ceil", "exp", "floor", "ln", "log10", "log2", "sgn", "sqrt") + "(" + inner + ")";
        };
    }

    private String ofLabels(int depth) {
        var inner = vector(depth);
        return random.nextBoolean()
                ? "label_replace(" + inner + ", " + pick("\"new\"", "\"job\"", "\"__name__\"") + ", "
                        + pick("\"x-$1\"", "\"\"", "\"${1}y\"", "\"$2\"") + ", "
                        + pick("\"instance\"", "\"job\"", "\"no\"")
                        + ", " + pick("\"(.*)\"", "\"(a)\"", "\"a(p)?.*\"", "\"\"") + ")"
                : "label_join(" + inner + ", " + pick("\"new\"", "\"instance\"") + ", \"-\", \"job\", \"instance\")";
    }

    private String histogram(int depth) {
        var buckets = pick(
                "latency_bucket",
                "rate(latency_bucket[2m])",
                "sum by (le) (rate(latency_bucket[5m]))",
                "sum by (le, job) (latency_bucket)",
                "latency_bucket{le!=\"0.5\"}",
                vector(depth));
        return "histogram_quantile(" + pick("0.5", "0.9", "0", "1", "-1", "2", "NaN", scalar(1)) + ", " + buckets + ")";
    }

    private String other(int depth) {
        return switch (random.nextInt(5)) {
            case 0 -> "absent(" + pick(vector(depth), "nothing{job=\"api\", a!=\"b\"}") + ")";
            case 1 -> "timestamp(" + vector(depth) + ")";
            case 2 -> "vector(" + scalar(depth) + ")";
            case 3 -> pick("sort", "sort_desc") + "(" + vector(depth) + ")";
            default -> "(" + vector(depth) + ")";
        };
    }

    private String scalar(int depth) {
        var literals = List.of("0", "1", "2", "0.5", "-3", "1e3", "0x1f", "Inf", "-Inf", "NaN", "pi()", "time()");
        if (depth == 0 || random.nextInt(3) > 0) {
            return literals.get(random.nextInt(literals.size()));
        }
        return switch (random.nextInt(3)) {
            case 0 -> "scalar(" + pick("limit{job=\"api\"}", "sum(queue)", vector(depth - 1)) + ")";
            case 1 ->
                "(" + scalar(depth - 1) + " " + pick("+", "-", "*", "/", "%", "^", "== bool", "> bool") + " "
                        + scalar(depth - 1) + ")";
            default -> "-" + scalar(depth - 1);
        };
    }
}
