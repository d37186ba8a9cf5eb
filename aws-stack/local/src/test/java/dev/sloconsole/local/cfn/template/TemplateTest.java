package dev.sloconsole.local.cfn.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sloconsole.local.wire.AwsError;
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
        assertThat(Template.read(SOUND).resource("A").properties())
                .hasToString(json.resource("A").properties().toString());
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
            Resources: {A: {Type: T, Properties: {P: }}} | [/Resources/A/Properties/P] 'null' values are not allowed \
            in templates
            Resources: {A: {Type: T}, B: 1} | Template format error: Any Resources member must be an object.
            Resources: {A: {Type: T, DeletionPolicy: Keep}} | Template format error: Unrecognized DeletionPolicy Keep \
            for resource A
            Resources: {A: {Type: T, DeletionPolicy: {Ref: P}}} | Template format error: Every DeletionPolicy member \
            must be a string.
            Resources: {A: {Type: T, Condition: [C]}} | Template format error: Every Condition member must be a string.
            Resources: {A: {Type: T, Condition: C}} | Template format error: Unresolved condition dependency C in the \
            Resources block of the template
            Resources: {A: {Type: T, DependsOn: {B: C}}} | Template format error: [/Resources/A/DependsOn] DependsOn \
            must be a string or a list of strings.
            {Resources: {A: {Type: T}}} | Template format error: JSON not well-formed. (line 1, column 2)
            {"Resources": {"A": {"Type": "T"}}} x | Template format error: JSON not well-formed. (line 1, column 38)
            {"Resources": 1, "Resources": 2} | Template format error: JSON not well-formed. (line 1, column 29)
            Resources: {A: {Type: T}, 12: {Type: T}} | Template format error: [/Resources] map keys must be strings; \
            received numeric [12] instead
            Resources: {A: {Type: T}, {Ref: P}: {Type: T}} | Template format error: [/Resources] map keys must be \
            strings; received a map instead
            Resources: {A: {Type: T}, <<: {B: {Type: T}}} | Template format error: YAML merge keys (<<) are not \
            allowed in CloudFormation templates (line 1, column 27)
            Resources: {A: {Type: !!binary T}} | Template format error: YAML not well-formed. the tag !!binary is not \
            supported (line 1, column 23)
            Resources: {A: {Type: T}}, | Template format error: YAML not well-formed. (line 1, column 26)
            {"AWSTemplateFormatVersion": "2010-09-10", "Resources": {"A": {"Type": "T"}}} | Template format error: \
            unsupported value for AWSTemplateFormatVersion.
            {"Transform": "AWS::Serverless-2016-10-31", "Resources": {"A": {"Type": "T"}}} | Template format error: \
            the local cloud runs no transforms, and this template asks for [AWS::Serverless-2016-10-31]. Send the \
            template as it is after the transform.
            {"Mappings": {"M": {"A": 1}}, "Resources": {"A": {"Type": "T"}}} | Template format error: Every Mappings \
            member A must be a map
            {"Mappings": {"M": {"A": {"b": {}}}}, "Resources": {"A": {"Type": "T"}}} | Template format error: Every \
            Mappings attribute must be a String or a List.
            {"Mappings": {"M": {"A": {"b_c": 1}}}, "Resources": {"A": {"Type": "T"}}} | Template format error: \
            Mappings attribute name 'b_c' must contain only alphanumeric characters.
            {"Parameters": {"A": {"Type": "String"}}, "Resources": {"A": {"Type": "T"}}} | Template error: all \
            resources and parameters must have unique names. Common name(s):[A]
            {"Parameters": {"AWS::NoValue": {"Type": "String"}}, "Resources": {"A": {"Type": "T"}}} | Template format \
            error: Parameter name AWS::NoValue is non alphanumeric.
            {"Outputs": {"O": {"Values": 1}}, "Resources": {"A": {"Type": "T"}}} | Template format error: Every \
            Outputs member must contain a Value object
            {"Outputs": {"O": {"Value": 1, "Exports": 1}}, "Resources": {"A": {"Type": "T"}}} | Invalid template \
            output property 'Exports'
            {"Outputs": {"O": {"Value": 1, "Export": "e"}}, "Resources": {"A": {"Type": "T"}}} | Template format \
            error: Output O is malformed. The Export field must hold a Name, and that must evaluate to a String.
            Resources: {A: &x {Type: T}, B: *x} | Template format error: YAML aliases are not allowed in \
            CloudFormation templates
            Resources: {A: {Type: T}, A: {Type: U}} | Template format error: YAML not well-formed. duplicate key A \
            (line 1, column 27)
            """)
    void unsoundTemplateIsRefused(String body, String message) {
        assertThatThrownBy(() -> Template.read(body))
                .isInstanceOf(AwsError.class)
                .hasMessage(message);
    }

    @Test
    void templateOverTheLimitIsRefused() {
        var body = SOUND + "#".repeat(Template.MAX_BYTES);
        assertThatThrownBy(() -> Template.read(body))
                .message()
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
    void aliasesAreRefusedBeforeTheyGrow() {
        assertThatThrownBy(() -> Template.read("""
                        A: &a [x, x]
                        B: &b [*a, *a]
                        C: [*b, *b]
                        """))
                .hasMessage("Template format error: YAML aliases are not allowed in CloudFormation templates");
        assertThatThrownBy(() -> Template.read("&a A: 1\n*a : 2\n")).message().contains("YAML aliases");
        assertThat(Template.read("Resources: { A: &a { Type: T } }").resources())
                .containsKey("A");
    }

    @ParameterizedTest(name = "one {0} too many")
    @CsvSource({"Resources, resources, 500, T", "Parameters, parameters, 200, String", "Outputs, outputs, 200, T"})
    void countsAreLimited(String section, String name, int most, String type) {
        var many = new StringBuilder(section + ":\n");
        for (int i = 0; i <= most; i++) {
            many.append("  X").append(i).append(": { Type: ").append(type).append(", Value: v }\n");
        }
        var body = section.equals("Resources") ? many.toString() : many + "Resources: { A: { Type: T } }";
        assertThatThrownBy(() -> Template.read(body))
                .hasMessage("Template format error: Number of " + name + ", " + (most + 1)
                        + ", is greater than maximum allowed, " + most);
    }

    @Test
    void descriptionIsLimited() {
        assertThatThrownBy(() -> Template.read("Description: " + "x".repeat(1025) + "\n" + SOUND))
                .hasMessage("Template format error: 'Description' length is greater than 1024");
        assertThat(Template.read("Description: 2020-01-01\n" + SOUND).description())
                .contains("2020-01-01");
    }

    /** As SnakeYAML reads YAML 1.1, which is what AWS does to the careless. */
    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            yes            | true
            OFF            | false
            'OFF'          | OFF
            !!str yes      | yes
            2010-09-09     | 2010-09-09
            1.10           | 1.1
            1.4.0          | 1.4.0
            1e3            | 1000.0
            010            | 8
            0x10           | 16
            0b11           | 3
            1_000          | 1000
            -5             | -5
            22:22          | 1342
            123456789012   | 123456789012
            012345678901   | 1.2345678901E10
            '012345678901' | 012345678901
            99999999999999999999999999 | 99999999999999999999999999
            y              | y
            0_o            | 0_o
            """)
    void scalarsAreThoseOfYaml11(String scalar, String text) {
        var template = Template.read("Resources: { A: { Type: T, Properties: { P: " + scalar + " } } }");
        assertThat(template.resource("A").properties().path("P").asText()).isEqualTo(text);
    }
}
