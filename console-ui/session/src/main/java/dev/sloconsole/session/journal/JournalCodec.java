package dev.sloconsole.session.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sloconsole.prometheus.series.Labels;
import dev.sloconsole.session.Fact;
import dev.sloconsole.session.Prediction;
import dev.sloconsole.session.Prediction.Measure;
import dev.sloconsole.session.Scene;
import dev.sloconsole.session.SessionEvent;
import dev.sloconsole.session.SessionState.Checkpoint;
import dev.sloconsole.session.SessionState.Staging;
import dev.sloconsole.session.SessionState.Step;
import dev.sloconsole.session.Source;
import dev.sloconsole.session.StepButton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;

/** The lines of a journal: text to facts and back. Stateless. */
public final class JournalCodec {

    /** The value of the header's {@code format} field. */
    static final String FORMAT = "slo-journal";

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .nodeFactory(new SharedTexts())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private JournalCodec() {}

    /** A fact as one line, without its line feed. */
    public static String line(Fact fact) {
        return line(fact.at(), Kinds.name(fact.event()), Kinds.encode(fact.event()));
    }

    /** One line from its parts, without its line feed. */
    public static String line(Duration at, String kind, JsonNode data) {
        var array = JsonNodeFactory.instance.arrayNode(3);
        array.add(Fields.number(Fields.seconds(at))).add(kind).add(data);
        return write(array);
    }

    /** The event of a kind and its data. */
    public static SessionEvent event(String kind, JsonNode data) {
        return Kinds.decode(kind, data)
                .orElseThrow(() -> new IllegalArgumentException("No kind of fact is called " + kind + "."));
    }

    /** The first line of a journal, without its line feed. */
    public static String header(JournalHeader header) {
        var steps = JsonNodeFactory.instance.arrayNode();
        header.steps().forEach(s -> steps.add(step(s)));
        var message = Optional.of(header.message()).filter(m -> !m.isEmpty());
        var lesson = Fields.text("title", header.lessonTitle())
                .and("message", message)
                .and("steps", steps);
        return write(Fields.text("format", FORMAT)
                .and("version", JournalHeader.VERSION)
                .and("program", header.programVersion())
                .and("startedAt", header.startedAt().toString())
                .and("source", header.source().name())
                .and("stack", header.stackName())
                .and("objective", header.objective())
                .and("window", header.window())
                .and("lesson", lesson.node())
                .node());
    }

    /** A line after the first; throws {@link Data.DamagedLine} for what is no whole line. */
    static JournalEntry entry(long sequence, String line) {
        var node = parse(line);
        if (!node.isArray()
                || node.size() != 3
                || !node.get(1).isTextual()
                || !node.get(2).isObject()) {
            throw new Data.DamagedLine("it is not [seconds, kind, data]");
        }
        var at = Data.duration(Data.number(node.get(0), "seconds"));
        if (at.isNegative()) {
            throw new Data.DamagedLine("its time is before the session's start");
        }
        var kind = node.get(1).textValue();
        var data = node.get(2);
        return Kinds.decode(kind, data)
                .<JournalEntry>map(event -> new JournalEntry.Known(new Fact(sequence, at, event)))
                .orElseGet(() -> new JournalEntry.Unknown(sequence, at, kind, (ObjectNode) data));
    }

    /** A label set by itself; throws {@link Data.DamagedLine} for what is none. */
    static Labels labels(String text) {
        return Samples.labels(parse(text));
    }

    /** The first line; throws {@link Data.DamagedLine} where it is not a header, or is damaged. */
    static JournalHeader header(String line) {
        var node = parse(line);
        if (!node.isObject() || !FORMAT.equals(node.path("format").asText())) {
            throw new Data.DamagedLine("it does not begin with a header that says \"format\":\"" + FORMAT + "\"");
        }
        var data = new Data(node);
        int version = data.integer("version");
        if (version > JournalHeader.VERSION) {
            throw new JournalException(
                    "it was written by a newer program (" + node.path("program").asText("unknown")
                            + "), in version " + version + " of the format; this one reads version "
                            + JournalHeader.VERSION + ". Open it with that program.");
        }
        var lesson = new Data(node.path("lesson"));
        var steps = new ArrayList<Step>();
        for (JsonNode each : lesson.array("steps")) {
            steps.add(step(new Data(each)));
        }
        if (steps.isEmpty()) {
            throw new Data.DamagedLine("its lesson has no steps");
        }
        return new JournalHeader(
                lesson.text("title"),
                lesson.optional("message").orElse(""),
                steps,
                data.number("objective"),
                data.window("window"),
                data.oneOf("source", Source.class),
                data.text("stack"),
                data.instant("startedAt"),
                data.text("program"));
    }

    private static ObjectNode step(Step step) {
        var checkpoints = JsonNodeFactory.instance.arrayNode();
        step.checkpoints().forEach(c -> {
            var checkpoint = Fields.text("id", c.id()).and("text", c.text());
            checkpoints.add((c.hold() ? checkpoint.and("hold", true) : checkpoint).node());
        });
        var fields = Fields.text("id", step.id())
                .and("title", step.title())
                .and("text", step.text())
                .and("notes", step.notes());
        step.button()
                .ifPresent(b -> fields.and(
                        "action",
                        Fields.text("kind", b.word()).and("label", b.label()).node()));
        step.staging().scene().ifPresent(scene -> fields.and("scene", scene.word()));
        step.staging().planned().ifPresent(planned -> fields.and("planned", planned));
        step.expectedWait().ifPresent(wait -> fields.and("wait", wait));
        step.prediction()
                .ifPresent(p -> fields.and(
                        "prediction",
                        Fields.text("question", p.question())
                                .and("of", p.of().word())
                                .node()));
        return fields.and("checkpoints", checkpoints).node();
    }

    private static Step step(Data data) {
        var checkpoints = new ArrayList<Checkpoint>();
        for (JsonNode each : data.array("checkpoints")) {
            var checkpoint = new Data(each);
            checkpoints.add(new Checkpoint(
                    checkpoint.text("id"),
                    checkpoint.text("text"),
                    Optional.empty(),
                    checkpoint.has("hold") && checkpoint.truth("hold")));
        }
        return new Step(
                data.text("id"),
                data.text("title"),
                data.text("text"),
                data.text("notes"),
                data.has("action") ? button(new Data(data.node().get("action"))) : Optional.empty(),
                checkpoints,
                Optional.empty(),
                data.has("wait") ? Optional.of(data.duration("wait")) : Optional.empty(),
                data.has("prediction") ? prediction(new Data(data.node().get("prediction"))) : Optional.empty(),
                // A scene of a newer program is none: the wall shows what follows from the step's action.
                new Staging(
                        data.optional("scene").flatMap(Scene::ofWord),
                        data.has("planned") ? Optional.of(data.duration("planned")) : Optional.empty()));
    }

    /** Empty for an action of a newer program: the rest of the lesson can be replayed without. */
    private static Optional<StepButton> button(Data data) {
        return StepButton.of(data.text("kind"), data.text("label"));
    }

    /** Empty for a measure of a newer program: the rest of the lesson can be replayed without. */
    private static Optional<Prediction> prediction(Data data) {
        var question = data.text("question");
        return Measure.ofWord(data.text("of")).map(of -> Prediction.asked(question, of));
    }

    private static JsonNode parse(String line) {
        try {
            var node = MAPPER.readTree(line);
            if (node == null || node.isMissingNode()) {
                throw new Data.DamagedLine("it is empty");
            }
            return node;
        } catch (JsonProcessingException e) {
            throw new Data.DamagedLine("it is not JSON ("
                    + e.getOriginalMessage().lines().findFirst().orElse("") + ")");
        }
    }

    private static String write(JsonNode node) {
        try {
            return MAPPER.writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree of JSON could not be written", e);
        }
    }
}
