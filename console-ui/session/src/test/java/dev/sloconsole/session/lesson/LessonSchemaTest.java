package dev.sloconsole.session.lesson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The schema that editors are given says no more and no less than the reader, as far as a schema can. */
class LessonSchemaTest {

    private static final Path DOCS = Path.of("..", "..", "docs");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonNode text;
    private final JsonSchema schema;

    LessonSchemaTest() throws IOException {
        text = JSON.readTree(DOCS.resolve("lesson.schema.json").toFile());
        schema = JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(text);
    }

    private Collection<ValidationMessage> messages(String yaml) {
        return schema.validate(JSON.valueToTree(new Load(LoadSettings.builder().build()).loadFromString(yaml)));
    }

    private static String lesson(String when) {
        return """
                title: L
                objective: 0.99
                window: 30m
                steps:
                  - {id: one, title: One, text: One, checkpoints: [{id: c, text: C, when: %s}]}
                """.formatted(when);
    }

    @Test
    void theBuiltInLessonAndThoseOfThePageAreValid() throws IOException {
        try (var in = Lesson.class.getResourceAsStream("sre-slo.yaml")) {
            assertThat(in).isNotNull();
            assertThat(messages(new String(in.readAllBytes(), StandardCharsets.UTF_8)))
                    .isEmpty();
        }
        var blocks = Pattern.compile("(?ms)^```yaml\\n(.*?)^```$")
                .matcher(Files.readString(DOCS.resolve("writing-a-lesson.md")))
                .results()
                .map(block -> block.group(1))
                .toList();
        assertThat(messages(blocks.getFirst())).isEmpty();
        assertThat(blocks.get(1).lines())
                .allSatisfy(when -> assertThat(messages(lesson("{" + when.replaceFirst("^when: \\{", ""))))
                        .as(when)
                        .isEmpty());
        assertThat(messages(blocks.get(2))).hasSizeGreaterThan(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{stack: created}",
                "{task: {service: sre-app, status: RUNNING}}",
                "{task: {service: sre-app-service, status: Running}}",
                "{task: {service: sre-app-service, status: RUNNING, count: 0}}",
                "{target: {job: sreapp, health: up}}",
                "{sli: {above: 99}}",
                "{sli: {below: 0}}",
                "{sli: {}}",
                "{sli: {above: 0.9, over: 0s}}",
                "{budget: {above: 1}}",
                "{budget: {below: 50 %}}",
                "{burn_rate: {above: -1}}",
                "{fact: nonsense}",
                "{outage: over}",
                "{any: []}",
                "{not: {stack: NONE}}",
                "{stack: NONE, image: found}",
                "{}"
            })
    void whatIsWrongInFormIsWrongForBoth(String when) {
        assertThat(messages(lesson(when))).isNotEmpty();
        assertThatThrownBy(() -> LessonReader.read("x.yaml", lesson(when))).isInstanceOf(InvalidLessonException.class);
    }

    @Test
    void bothKnowTheSameFields() {
        var known = "Known are: ([^.]*)\\.";
        assertThat(words(known, "surprise: 1\n" + lesson("{stack: NONE}")))
                .containsExactlyElementsOf(fields("/properties"));
        assertThat(words(known, lesson("{stack: NONE}").replace("{id: one", "{surprise: 1, id: one")))
                .containsExactlyElementsOf(fields("/$defs/step/properties"));
        assertThat(words(known, lesson("{stack: NONE}").replace("{id: c", "{surprise: 1, id: c")))
                .containsExactlyInAnyOrderElementsOf(fields("/$defs/checkpoint/properties"));
        assertThat(words(known, lesson("{surprise: 1}")))
                .containsExactlyElementsOf(fields("/$defs/condition/properties"));
    }

    @Test
    void bothKnowTheSameWords() {
        assertThat(words("Known are: ([^.]*)\\.", lesson("{fact: nonsense}")))
                .containsExactlyElementsOf(enumAt("/$defs/condition/properties/fact/oneOf/0"));
        assertThat(words("Known are: ([^.]*)\\.", lesson("{outage: nonsense}")))
                .containsExactlyElementsOf(enumAt("/$defs/condition/properties/outage"));
        assertThat(words("Known are: ([^.]*)\\.", lesson("{traffic: nonsense}")))
                .containsExactlyElementsOf(enumAt("/$defs/condition/properties/traffic"));
        assertThat(words("Known are: ([^.]*)\\.", lesson("{stack: nonsense}")))
                .containsExactlyElementsOf(enumAt("/$defs/condition/properties/stack"));
        assertThat(words(
                        "no action \"x\"\\. Known are: ([^.]*)\\.",
                        lesson("{stack: NONE}").replace("{id: one", "{action: {kind: x, label: l}, id: one")))
                .containsExactlyInAnyOrderElementsOf(enumAt("/$defs/step/properties/action/properties/kind"));
        assertThat(words(
                        "no scene \"x\"\\. Known are: ([^.]*)\\.",
                        lesson("{stack: NONE}").replace("{id: one", "{scene: x, id: one")))
                .containsExactlyElementsOf(enumAt("/$defs/step/properties/scene"));
    }

    private List<String> fields(String pointer) {
        return text.at(pointer).properties().stream().map(p -> p.getKey()).toList();
    }

    private List<String> enumAt(String pointer) {
        return JSON.convertValue(
                text.at(pointer + "/enum"), JSON.getTypeFactory().constructCollectionType(List.class, String.class));
    }

    /** The list of words in the message of a lesson's only problem. */
    private static List<String> words(String pattern, String yaml) {
        try {
            LessonReader.read("x.yaml", yaml);
        } catch (InvalidLessonException e) {
            var found = Pattern.compile(pattern).matcher(String.valueOf(e.getMessage()));
            assertThat(found.find()).as(e.getMessage()).isTrue();
            return List.of(found.group(1).split(", "));
        }
        throw new AssertionError("This lesson should have been refused:\n" + yaml);
    }
}
