package dev.sloconsole.prometheus.series;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which series carry which label value, so that a selector need not look at all of them. Series are numbered in the
 * order in which they came; one thread adds, any thread reads those below a number that it has seen.
 */
final class SeriesIndex {

    private final Map<String, Map<String, Postings>> byLabel = new ConcurrentHashMap<>();
    private final Map<Labels, MemorySeries> byLabels = new HashMap<>();
    private volatile Numbered numbered = new Numbered(new MemorySeries[64], 0);

    private static final class Numbered {
        final MemorySeries[] series;
        final int size;

        Numbered(MemorySeries[] series, int size) {
            this.series = series;
            this.size = size;
        }
    }

    /** Appends to the series with exactly these labels, made where there is none. */
    boolean append(Labels labels, long timestampMillis, double value) {
        var known = byLabels.get(labels);
        if (known != null) {
            return known.append(timestampMillis, value);
        }
        add(new MemorySeries(labels, timestampMillis, value));
        return true;
    }

    boolean holds(Labels labels) {
        return byLabels.containsKey(labels);
    }

    void add(MemorySeries added) {
        byLabels.put(added.labels(), added);
        var now = numbered;
        int number = now.size;
        added.labels()
                .forEach((name, value) -> byLabel.computeIfAbsent(name, n -> new ConcurrentHashMap<>())
                        .computeIfAbsent(value, v -> new Postings())
                        .add(number));
        var series = number < now.series.length ? now.series : Arrays.copyOf(now.series, number * 2);
        series[number] = added;
        numbered = new Numbered(series, number + 1);
    }

    int size() {
        return numbered.size;
    }

    MemorySeries series(int number) {
        return numbered.series[number];
    }

    /** The numbers below a limit of the series that all matchers accept. */
    int[] find(List<LabelMatcher> matchers, int limit) {
        var first = narrowest(matchers);
        int[] candidates = first.isEmpty() ? upTo(limit) : below(candidates(first.get(0)), limit);
        var rest = matchers.stream().filter(matcher -> !first.contains(matcher)).toList();
        var memories = new ArrayList<Memory>();
        rest.forEach(matcher -> memories.add(new Memory(matcher, new HashMap<>())));
        var all = numbered.series;
        int kept = 0;
        for (int number : candidates) {
            if (accepted(memories, all[number].labels())) {
                candidates[kept++] = number;
            }
        }
        return Arrays.copyOf(candidates, kept);
    }

    private static boolean accepted(List<Memory> memories, Labels labels) {
        for (var memory : memories) {
            if (!memory.matches(labels.get(memory.matcher.name()))) {
                return false;
            }
        }
        return true;
    }

    /** A matcher and what it said of the values asked so far: a regular expression is the dear part of a selection. */
    private record Memory(LabelMatcher matcher, Map<String, Boolean> answers) {
        boolean matches(String value) {
            return switch (matcher) {
                case LabelMatcher.Equal equal -> equal.matches(value);
                case LabelMatcher.NotEqual notEqual -> notEqual.matches(value);
                case LabelMatcher.Matches matches -> answers.computeIfAbsent(value, matches::matches);
                case LabelMatcher.NotMatches notMatches -> answers.computeIfAbsent(value, notMatches::matches);
            };
        }
    }

    /** The matcher that leaves the fewest candidates, of those that an index can answer; none may be. */
    private List<LabelMatcher> narrowest(List<LabelMatcher> matchers) {
        LabelMatcher best = null;
        long fewest = Long.MAX_VALUE;
        for (var matcher : matchers) {
            long cost = switch (matcher) {
                case LabelMatcher.Equal equal
                when !equal.value().isEmpty() -> postings(equal).size();
                case LabelMatcher.Matches regex when !regex.matches("") -> Integer.MAX_VALUE;
                default -> Long.MAX_VALUE;
            };
            if (cost < fewest) {
                fewest = cost;
                best = matcher;
            }
        }
        return best == null ? List.of() : List.of(best);
    }

    private Postings postings(LabelMatcher.Equal equal) {
        return byLabel.getOrDefault(equal.name(), Map.of()).getOrDefault(equal.value(), Postings.NONE);
    }

    private int[] candidates(LabelMatcher matcher) {
        if (matcher instanceof LabelMatcher.Equal equal) {
            return postings(equal).numbers();
        }
        return byLabel.getOrDefault(matcher.name(), Map.of()).entrySet().stream()
                .filter(entry -> matcher.matches(entry.getKey()))
                .flatMapToInt(entry -> Arrays.stream(entry.getValue().numbers()))
                .toArray();
    }

    private static int[] below(int[] numbers, int limit) {
        return Arrays.stream(numbers).filter(number -> number < limit).toArray();
    }

    private static int[] upTo(int limit) {
        var numbers = new int[limit];
        Arrays.setAll(numbers, i -> i);
        return numbers;
    }

    /** A growing list of numbers, written by one thread. */
    private static final class Postings {
        static final Postings NONE = new Postings();

        private int[] numbers = new int[4];
        private volatile int size;

        void add(int number) {
            int at = size;
            if (at == numbers.length) {
                numbers = Arrays.copyOf(numbers, at * 2);
            }
            numbers[at] = number;
            size = at + 1;
        }

        int size() {
            return size;
        }

        int[] numbers() {
            int count = size;
            return Arrays.copyOf(numbers, count);
        }
    }
}
