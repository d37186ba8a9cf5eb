package dev.sloconsole.session.journal;

import dev.sloconsole.prometheus.series.Labels;
import dev.sloconsole.prometheus.series.StaleMarker;
import dev.sloconsole.prometheus.watch.MetricFact.ScrapedSample;
import dev.sloconsole.session.Facts;
import dev.sloconsole.session.SessionEvent;
import dev.sloconsole.session.TrafficPlan;
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
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * Events of every kind in the table, with anything in them: made from the components of their records, so that a kind
 * that is added is tested without a word. A component of a type that is new here must be given a generator.
 */
public final class AnyEvent {

    private static final Arbitrary<String> TEXTS = Arbitraries.strings()
            .withCharRange('\0', '\u00ff')
            .withChars('…', '✓', 'é', '日', '\u2028')
            .ofMaxLength(12);

    private static final Arbitrary<Double> SAMPLE_VALUES = Arbitraries.oneOf(
            Arbitraries.doubles().ofScale(6),
            Arbitraries.of(
                    StaleMarker.VALUE,
                    Double.NaN,
                    Double.POSITIVE_INFINITY,
                    Double.NEGATIVE_INFINITY,
                    -0.0,
                    Double.MIN_VALUE,
                    Double.MAX_VALUE));

    private AnyEvent() {}

    /** Any event of any kind. */
    public static Arbitrary<SessionEvent> arbitrary() {
        return Arbitraries.of(Kinds.types()).flatMap(AnyEvent::ofType);
    }

    static Arbitrary<SessionEvent> ofType(Class<?> type) {
        return any(type).map(Kinds::event);
    }

    private static Arbitrary<Object> any(Type type) {
        Arbitrary<?> arbitrary = switch (type) {
            case ParameterizedType p
            when p.getRawType() == Optional.class ->
                any(p.getActualTypeArguments()[0]).optional();
            case ParameterizedType p
            when p.getRawType() == List.class ->
                any(p.getActualTypeArguments()[0]).list().ofMaxSize(4);
            case Class<?> c -> any(c);
            default -> throw new IllegalArgumentException("There is no generator for " + type + " yet.");
        };
        return arbitrary.map(o -> (Object) o);
    }

    private static Arbitrary<?> any(Class<?> type) {
        if (type == String.class) {
            return TEXTS;
        }
        if (type == int.class || type == Integer.class) {
            return Arbitraries.integers();
        }
        if (type == long.class) {
            return Arbitraries.longs().between(0, 1_000_000_000_000L);
        }
        if (type == double.class) {
            return Arbitraries.doubles().between(-2, 2).ofScale(9);
        }
        if (type == boolean.class) {
            return Arbitraries.of(true, false);
        }
        if (type == Duration.class) {
            return Arbitraries.longs()
                    .between(-4_000_000_000_000L, 4_000_000_000_000L)
                    .map(micros -> Duration.ofNanos(micros * 1_000));
        }
        if (type == Instant.class) {
            return Arbitraries.longs().between(0, 7_000_000_000L).map(Instant::ofEpochSecond);
        }
        if (type == TrafficPlan.class) {
            return Combinators.combine(
                            Arbitraries.of(TrafficPlan.Mode.class),
                            Arbitraries.integers().between(1, 2_000),
                            Arbitraries.integers().between(1, 100))
                    .as(TrafficPlan::new);
        }
        if (type == ScrapedSample.class) {
            return Combinators.combine(labels(), Arbitraries.longs().between(-600_000, 600_000), SAMPLE_VALUES)
                    .as((labels, t, value) -> new ScrapedSample(labels, Facts.START.toEpochMilli() + t, value));
        }
        if (type.isEnum()) {
            return Arbitraries.of(List.of(type.getEnumConstants()));
        }
        if (type.isRecord()) {
            return record(type);
        }
        throw new IllegalArgumentException("There is no generator for " + type + " yet.");
    }

    private static Arbitrary<Labels> labels() {
        return Arbitraries.maps(
                        Arbitraries.of("__name__", "job", "instance", "http_status", "le"),
                        Arbitraries.of("up", "http_requests_total", "200", "500", "+Inf", "é \"x\"", "10.42.0.23:5000"))
                .ofMaxSize(3)
                .map((Map<String, String> map) -> Labels.of(new TreeMap<>(map)));
    }

    /** An SLO's window is longer than nothing; any other time may be negative. */
    private static Arbitrary<Object> part(RecordComponent component) {
        return component.getName().equals("window")
                ? Arbitraries.longs()
                        .between(1, 4_000_000_000L)
                        .map(Duration::ofMillis)
                        .map(window -> (Object) window)
                : any(component.getGenericType());
    }

    private static Arbitrary<Object> record(Class<?> type) {
        var parts =
                Arrays.stream(type.getRecordComponents()).map(AnyEvent::part).toList();
        return Combinators.combine(parts).as(values -> made(type, values));
    }

    static Object made(Class<?> type, List<?> values) {
        try {
            var types = Arrays.stream(type.getRecordComponents())
                    .map(RecordComponent::getType)
                    .toArray(Class<?>[]::new);
            var constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values.toArray());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Could not make a " + type.getName(), e);
        }
    }
}
