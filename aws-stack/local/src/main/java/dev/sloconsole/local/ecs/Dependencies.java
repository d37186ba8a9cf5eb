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
            var other = all.stream().filter(c -> c.definition.name().equals(dependency.container())).findFirst();
            var one = other.map(o -> of(dependency, o)).orElse(Verdict.NEVER);
            verdict = one.compareTo(verdict) > 0 ? one : verdict;
        }
        return verdict;
    }

    private static Verdict of(Dependency dependency, Container other) {
        return switch (dependency.condition()) {
            case START -> other.startedAt.isPresent() ? Verdict.NOW : Verdict.LATER;
            case COMPLETE -> other.over() ? Verdict.NOW : Verdict.LATER;
            case SUCCESS -> !other.over()
                    ? Verdict.LATER
                    : other.exitCode.equals(OptionalInt.of(0)) ? Verdict.NOW : Verdict.NEVER;
            case HEALTHY -> other.health == Health.HEALTHY
                    ? Verdict.NOW
                    : other.over() || other.health == Health.UNHEALTHY ? Verdict.NEVER : Verdict.LATER;
        };
    }
}
