package dev.sloconsole.local.cfn.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sloconsole.local.wire.AwsError;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateTest {

    private static final String SOUND = """
            Resources:
              A: { Type: T, Properties: { P: !Sub '${AWS::Region}', Q: [1, true, 1.4.0, '0'] } }
            """;

    @Test
    void yamlAndJsonGiveTheSameTree() {
        var json = Template.read("""
                {"Resources": {"A": {"Type": "T", "Properties":
                    {"P": {"Fn::Sub": "${AWS::Region}"}, "Q": [1, true, "1.4.0", "0"]}}}}
                """);
        assertThat(Template.read(SOUND).resource("A").properties()).hasToString(
                json.resource("A").properties().toString());
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            Resources: {A: [}                  | Template format error: YAML not well-formed. (line 1, column 17)
            {"Resources": }                    | Template format error: JSON not well-formed. (line 1, column 15)
            just text                          | Template format error: unsupported structure.
            A: 1                               | Template format error: Invalid template property or properties [A]
            Resources: {}                      | Template format error: At least one Resources member must be defined.
            Resources: {A-b: {Type: T}}        | Template format error: Resource name A-b is non alphanumeric.
            Resources: {A: {}}                 | Template format error: [/Resources/A] Every Resources object must \
            contain a Type member.
            Resources: {A: {Type: T, Typ: 1}}  | Invalid template resource property 'Typ'
            Resources: {A: {Type: T, DependsOn: B}} | Template format error: Unresolved resource dependencies [B] in \
            the Resources block of the template
            Resources: {A: {Type: T, Properties: {P: }}} | Template format error: [/Resources/A/Properties/P] 'null' \
            values are not allowed in templates
            Resources: {A: &x {Type: T}, B: *x} | Template format error: YAML aliases are not allowed in \
            CloudFormation templates
            Resources: {A: {Type: T}, A: {Type: U}} | Template format error: YAML not well-formed. duplicate key A \
            (line 1, column 27)
            """)
    void unsoundTemplateIsRefused(String body, String message) {
        assertThatThrownBy(() -> Template.read(body)).isInstanceOf(AwsError.class).hasMessage(message);
    }

    @Test
    void templateOverTheLimitIsRefused() {
        var body = SOUND + "#".repeat(Template.MAX_BYTES);
        assertThatThrownBy(() -> Template.read(body)).message()
                .endsWith("at 'templateBody' failed to satisfy constraint: Member must have length less than or equal"
                        + " to 51200")
                .hasSizeLessThan(300);
    }

    @Test
    void depthIsRefusedBeforeItHurts() {
        assertThatThrownBy(() -> Template.read("A: " + "[".repeat(20_000))).isInstanceOf(AwsError.class);
        assertThatThrownBy(() -> Template.read("{\"A\":" + "[".repeat(20_000))).isInstanceOf(AwsError.class);
    }

    @Test
    void damagedTemplatesAreRefusedAndNeverBreakTheReader() {
        var random = new Random(42);
        for (int i = 0; i < 500; i++) {
            var damaged = new StringBuilder(SOUND);
            for (int j = 0; j < 3; j++) {
                damaged.setCharAt(random.nextInt(damaged.length()), (char) (32 + random.nextInt(95)));
            }
            assertThatCode(() -> {
                try {
                    Template.read(damaged.toString());
                } catch (AwsError e) {
                    assertThat(e.code()).isEqualTo("ValidationError");
                }
            }).as(damaged.toString()).doesNotThrowAnyException();
        }
    }
}
