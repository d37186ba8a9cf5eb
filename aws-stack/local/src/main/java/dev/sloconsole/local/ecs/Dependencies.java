package dev.sloconsole.local.ecs;

import dev.sloconsole.local.ecs.ContainerDefinition.Dependency;
import dev.sloconsole.local.ecs.Task.Container;
import dev.sloconsole.local.ecs.Task.Health;
import java.util.List;
import java.util.OptionalInt;

/** Whether a container may start, by what it depends on. */
final class Dependencies {

    enum Verdict {
        NOW,
        LATER,
        NEVER
    }

    private Dependencies() {}

    static Verdict of(Container container, List<Container> all) {
        var verdict = Verdict.NOW;
        for (var dependency : container.definition.dependsOn()) {
            var other = all.stream()
                    .filter(c -> c.definition.name().equals(dependency.container()))
                    .findFirst();
            var one = other.map(o -> of(dependency, o)).orElse(Verdict.NEVER);
            verdict = one.compareTo(verdict) > 0 ? one : verdict;
        }
        return verdict;
    }

    private static Verdict of(Dependency dependency, Container other) {
        return switch (dependency.condition()) {
            case START -> other.startedAt.isPresent() ? Verdict.NOW : Verdict.LATER;
            case COMPLETE -> other.over() ? Verdict.NOW : patience(other);
            case SUCCESS ->
                !other.over()
                        ? patience(other)
                        : other.exitCode.equals(OptionalInt.of(0)) ? Verdict.NOW : Verdict.NEVER;
            case HEALTHY ->
                other.health == Health.HEALTHY ? Verdict.NOW : other.over() ? Verdict.NEVER : patience(other);
        };
    }

    /** An unhealthy container may still turn healthy, as long as its startTimeout lasts. */
    private static Verdict patience(Container other) {
        return other.startTimedOut ? Verdict.NEVER : Verdict.LATER;
    }

    /** Whether a container may be stopped: those that depend on it go first. */
    static boolean mayStop(Container container, List<Container> all) {
        return all.stream()
                .filter(other -> other.launched && !other.over())
                .flatMap(other -> other.definition.dependsOn().stream())
                .noneMatch(dependency -> dependency.container().equals(container.definition.name()));
    }
}
