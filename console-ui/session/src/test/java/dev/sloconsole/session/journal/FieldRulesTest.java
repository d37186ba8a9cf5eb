package dev.sloconsole.session.journal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sloconsole.prometheus.series.Labels;
import dev.sloconsole.session.SessionEvent;
import dev.sloconsole.session.TrafficPlan;
import dev.sloconsole.session.journal.FieldRules.Rule;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class FieldRulesTest {

    private static final String TELLTALE = "arn:aws:sts::123456789012:assumed-role/Admin/jane@example.com at 52.1.2.3"
            + " and 2a05:d018::7, ec2-52-1-2-3.compute.amazonaws.com, key AKIAIOSFODNN7EXAMPLE, password=hunter2";

    static List<Class<?>> types() {
        return Kinds.types();
    }

    /** An event with a telltale in each of its texts; none of them left out. */
    private static SessionEvent full(Class<?> type) {
        return Kinds.event(value(type));
    }

    private static Object value(Type type) {
        if (type instanceof ParameterizedType p) {
            var inner = value(p.getActualTypeArguments()[0]);
            return p.getRawType() == Optional.class ? Optional.of(inner) : List.of(inner);
        }
        var c = (Class<?>) type;
        if (c == String.class) {
            return TELLTALE;
        } else if (c == int.class || c == Integer.class) {
            return 1;
        } else if (c == long.class) {
            return 1L;
        } else if (c == double.class) {
            return 0.5;
        } else if (c == boolean.class) {
            return true;
        } else if (c == Duration.class) {
            return Duration.ofSeconds(1);
        } else if (c == Instant.class) {
            return Instant.EPOCH;
        } else if (c == TrafficPlan.class) {
            return TrafficPlan.off();
        } else if (c == Labels.class) {
            return Labels.of("__name__", "x", "anything", TELLTALE);
        } else if (c.isEnum()) {
            return c.getEnumConstants()[0];
        }
        return AnyEvent.made(
                c,
                Arrays.stream(c.getRecordComponents())
                        .map(RecordComponent::getGenericType)
                        .map(FieldRulesTest::value)
                        .toList());
    }

    private static Map<String, String> texts(JsonNode data) {
        var texts = new TreeMap<String, String>();
        collect("", data, texts);
        return texts;
    }

    private static void collect(String field, JsonNode node, Map<String, String> texts) {
        switch (node) {
            case ObjectNode object ->
                object.properties()
                        .forEach(p ->
                                collect(field.isEmpty() ? p.getKey() : field + "." + p.getKey(), p.getValue(), texts));
            case ArrayNode array -> array.forEach(each -> collect(field, each, texts));
            default -> {
                if (node.isTextual()) {
                    texts.put(field, node.textValue());
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void everyTextOfEveryKindIsDeclared(Class<?> type) {
        var event = full(type);
        var kind = Kinds.name(event);

        assertThat(texts(Kinds.encode(event)).keySet())
                .allSatisfy(field -> assertThat(FieldRules.of(kind, field))
                        .as("the rule of %s.%s; add it to FieldRules", kind, field)
                        .isPresent());
    }

    @ParameterizedTest
    @MethodSource("types")
    void whatIsNotDeclaredHarmlessGivesNobodyAway(Class<?> type) {
        var event = full(type);
        var kind = Kinds.name(event);

        texts(FieldRules.applied(kind, Kinds.encode(event), new Aliases())).forEach((field, text) -> {
            if (FieldRules.of(kind, field).orElseThrow() != Rule.KEPT) {
                assertThat(text)
                        .as(kind + "." + field)
                        .doesNotContain("123456789012", "jane", "52.1.2.3", "52-1-2-3", "2a05", "AKIA", "hunter2");
            }
        });
    }

    @Test
    void whatNobodyDeclaredIsDropped() {
        var data = JsonNodeFactory.instance.objectNode();
        data.put("step", "deploy").put("surprise", "secret").putObject("nested").put("step", "secret");

        assertThat(FieldRules.applied("step-entered", data, new Aliases()))
                .hasToString("{\"step\":\"deploy\",\"surprise\":\"\",\"nested\":{\"step\":\"\"}}");
        assertThat(FieldRules.applied("unheard-of", data, new Aliases()).toString())
                .doesNotContain("deploy");
    }

    @Test
    void theSameThingHasTheSameAliasThroughout() {
        var aliases = new Aliases();

        assertThat(aliases.applied(TELLTALE))
                .isEqualTo("arn:aws:sts::account-1:principal-1 at 203.0.113.1 and 2001:db8::1,"
                        + " ec2-203-0-113-1.compute.amazonaws.com, key (secret), password=(secret)")
                .isEqualTo(aliases.applied(TELLTALE));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            sre-slo-demo-mschmidt                                 | sre-slo-demo-user
            sre-slo-demo-mschmidt-AppExecutionRole-1A2B           | sre-slo-demo-user-AppExecutionRole-1A2B
            sre-slo-demo-msch-ObservabilityExecutionRole-1A2B     | sre-slo-demo-user-ObservabilityExecutionRole-1A2B
            /sre-slo-demo-mschmidt/app                            | /sre-slo-demo-user/app
            arn:aws:ecs:eu-west-1:0:cluster/sre-slo-demo-mschmidt | arn:aws:ecs:eu-west-1:0:cluster/sre-slo-demo-user
            sre-slo-demo                                          | sre-slo-demo
            sre-slo-demo-martin                                   | sre-slo-demo-martin
            """)
    void theLoginInTheStacksNameIsHiddenAlsoWhereCloudFormationCutItOff(String text, String kept) {
        var aliases = new Aliases("sre-slo-demo-mschmidt", "sre-slo-demo-user");

        assertThat(aliases.applied(text)).isEqualTo(kept);
        assertThat(aliases.named(text)).isEqualTo(kept);
    }

    @Test
    void wordsThatOnlyLookLikeOneStay() {
        var aliases = new Aliases();

        for (String text : List.of(
                "at 12:30:45 the token was refused",
                "Tasks stopped: 10.42.0.23, 127.0.0.1, ::1, fe80::1",
                "version 1.2.3.4.5 of 999999999999",
                "arn:aws:ecs:eu-west-1:account-1:task/demo/41aa")) {
            assertThat(aliases.applied(text)).isEqualTo(text);
        }
    }
}
