package dev.sloconsole.local.cfn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sloconsole.local.cfn.template.Evaluation;
import dev.sloconsole.local.cfn.template.Parameter;
import dev.sloconsole.local.cfn.template.PseudoParameters;
import dev.sloconsole.local.cfn.template.Template;
import dev.sloconsole.local.ground.Account;
import dev.sloconsole.local.ground.Pace;
import dev.sloconsole.local.ground.Timings;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How long the lesson's stack takes by the table alone, along its longest chain; its tasks come on top. */
class PaceTest {

    @Test
    void classroomLeavesMostOfTenSecondsToTheTasks() {
        assertThat(longestChain(Pace.CLASSROOM)).isBetween(Duration.ofSeconds(3), Duration.ofSeconds(5));
    }

    @Test
    void awsTakesMinutesAndMostOfItIsTheNamespace() {
        assertThat(longestChain(Pace.AWS)).isBetween(Duration.ofSeconds(70), Duration.ofSeconds(120));
    }

    @Test
    void fastHardlyWaits() {
        assertThat(longestChain(Pace.FAST)).isLessThan(Duration.ofMillis(200));
    }

    private static Duration longestChain(Pace pace) {
        var template = Template.read(CloudFixture.classroomTemplate());
        var parameters = Parameter.values(template.parameters(), CloudFixture.classroomParameters());
        var pseudo = new PseudoParameters(Account.LOCAL_ID, "eu-west-1", "demo", "id");
        var dependencies = new Evaluation(template, parameters, pseudo, Evaluation.Resources.NONE).dependencies();
        var ends = new HashMap<String, Duration>();
        dependencies.keySet().forEach(id -> end(id, template, dependencies, new Timings(pace), ends));
        return ends.values().stream().max(Duration::compareTo).orElseThrow();
    }

    private static Duration end(
            String id,
            Template template,
            Map<String, Set<String>> dependencies,
            Timings times,
            Map<String, Duration> ends) {
        var known = ends.get(id);
        if (known != null) {
            return known;
        }
        var start = dependencies.getOrDefault(id, Set.of()).stream()
                .map(needed -> end(needed, template, dependencies, times, ends))
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
        var end = start.plus(times.creation(template.resource(id).type()));
        ends.put(id, end);
        return end;
    }
}
