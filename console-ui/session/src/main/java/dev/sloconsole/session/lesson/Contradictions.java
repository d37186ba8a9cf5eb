package dev.sloconsole.session.lesson;

import dev.sloconsole.session.lesson.Condition.AllOf;
import dev.sloconsole.session.lesson.Condition.FigureIs;
import dev.sloconsole.session.lesson.Condition.StackIs;
import dev.sloconsole.session.lesson.Condition.TrafficIs;
import dev.sloconsole.session.lesson.Condition.UserSli;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Why conditions that must hold at the same time never do. What is remembered, such as a fact, excludes nothing. */
final class Contradictions {

    private Contradictions() {}

    /** Of what there is one at a time, and of limits for one and the same figure. */
    static Optional<String> of(List<Condition> all) {
        Map<String, String> words = new HashMap<>();
        Map<Object, Bounds> limits = new HashMap<>();
        return all.stream()
                .flatMap(Contradictions::flat)
                .flatMap(condition -> switch (condition) {
                    case StackIs(var status) -> other(words, "the stack", status).stream();
                    case TrafficIs(var mode) -> other(words, "the traffic", mode.name()).stream();
                    case UserSli(var bounds, var over) -> outside(limits, over, bounds).stream();
                    case FigureIs(var figure, var bounds) -> outside(limits, figure, bounds).stream();
                    default -> Stream.<String>empty();
                })
                .findFirst();
    }

    private static Stream<Condition> flat(Condition condition) {
        return condition instanceof AllOf(var conditions)
                ? conditions.stream().flatMap(Contradictions::flat)
                : Stream.of(condition);
    }

    private static Optional<String> other(Map<String, String> words, String what, String word) {
        var before = words.putIfAbsent(what, word);
        return before == null || before.equals(word)
                ? Optional.empty()
                : Optional.of(what + " cannot be " + before + " and " + word + " at the same time.");
    }

    private static Optional<String> outside(Map<Object, Bounds> limits, Object figure, Bounds bounds) {
        return limits.merge(figure, bounds, Bounds::and).impossible();
    }
}
