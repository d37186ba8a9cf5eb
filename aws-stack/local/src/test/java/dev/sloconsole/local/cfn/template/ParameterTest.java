package dev.sloconsole.local.cfn.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sloconsole.local.wire.AwsError;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParameterTest {

    @ParameterizedTest(name = "{0} refuses {1}")
    @CsvSource(delimiter = '|', textBlock = """
            Type: String, AllowedValues: [a, b]               | c    | Parameter 'P' must be one of AllowedValues
            Type: String, AllowedPattern: '[a-z]+'            | a1   | Parameter 'P' must match pattern [a-z]+
            Type: String, MinLength: 3                        | ab   | Parameter 'P' must contain at least 3 characters
            Type: String, MaxLength: 3                        | abcd | Parameter 'P' must contain at most 3 characters
            Type: Number                                      | x    | Parameter 'P' must be a number.
            Type: Number, MinValue: 2                         | 1.5  | Parameter 'P' must be a number not less than 2
            Type: Number, MaxValue: 2                         | 2.5  | Parameter 'P' must be a number not greater than 2
            Type: List<Number>, MaxValue: 2                   | 1,3  | Parameter 'P' must be a number not greater than 2
            Type: CommaDelimitedList, AllowedValues: [a, b]   | a,c  | Parameter 'P' must be one of AllowedValues
            Type: Number, MinValue: 0                         | 1e99999999 | Parameter 'P' must be a number.
            Type: CommaDelimitedList, AllowedPattern: '[a-z]' | a,1  | Parameter 'P' must match pattern [a-z]
            Type: Number, MaxValue: 2, ConstraintDescription: at most two | 3 \
            | Parameter P failed to satisfy constraint: at most two
            """)
    void constraintsAreHeldInAwsWords(String declaration, String value, String message) {
        assertThatThrownBy(() -> values(declaration, Map.of("P", value)))
                .isInstanceOf(AwsError.class)
                .hasMessage(message);
    }

    @ParameterizedTest(name = "{0} takes {1}")
    @CsvSource(delimiter = '|', textBlock = """
            Type: String, AllowedValues: [a, b]                                | b
            Type: String, MinLength: 3, MaxLength: 3, AllowedPattern: '[a-z]+' | abc
            Type: Number, MinValue: 2, MaxValue: 2                             | 2
            Type: List<Number>                                                 | 1, 2.5
            Type: AWS::EC2::Subnet::Id                                         | subnet-1
            Type: List<AWS::EC2::SecurityGroup::Id>                            | sg-1,sg-2
            Type: String, AllowedPattern: '^(?=.*[0-9])[a-z0-9]+$'             | a1
            Type: String, AllowedValues: [true, 1]                             | true
            """)
    void valuesWithinTheirConstraintsAreTaken(String declaration, String value) {
        assertThat(values(declaration, Map.of("P", value))).containsEntry("P", value);
    }

    @Test
    void defaultStandsInAndIsItselfChecked() {
        assertThat(values("Type: Number, Default: 4", Map.of())).containsEntry("P", "4");
        assertThatThrownBy(() -> values("Type: Number, Default: 4, MaxValue: 3", Map.of()))
                .hasMessage("Parameter 'P' must be a number not greater than 3");
    }

    @Test
    void missingAndUnknownParametersAreNamed() {
        assertThatThrownBy(() -> values("Type: String", Map.of())).hasMessage("Parameters: [P] must have values");
        assertThatThrownBy(() -> values("Type: String", Map.of("P", "1", "Q", "2")))
                .hasMessage("Parameters: [Q] do not exist in the template");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            Type: Integer                            | Template format error: Unrecognized parameter type: Integer
            Type: List<CommaDelimitedList>           | Template format error: Unrecognized parameter type: \
            List<CommaDelimitedList>
            Default: x                               | Template format error: Every Parameters object must contain a \
            Type member.
            Type: String, Defaults: x                | Invalid template parameter property 'Defaults'
            Type: String, Default: [x]               | Template format error: Every Default member must be a string.
            Type: String, AllowedValues: a b         | Template format error: Every AllowedValues member must be a \
            list.
            Type: String, MinLength: x               | Template format error: [/Parameters/P] Every MinLength member \
            must be a number.
            Type: String, MaxValue: 1                | Template error: Parameter 'P' MaxValue must be on a parameter \
            of type Number
            Type: Number, MinLength: 1               | Template error: Parameter 'P' MinLength must be on a parameter \
            of type String
            Type: AWS::SSM::Parameter::Value<String> | Template format error: the parameter P has the type \
            AWS::SSM::Parameter::Value<String>, whose value AWS reads from Parameter Store; the local cloud has none. \
            Use the type String and give the value itself.
            """)
    void wrongDeclarationIsRefused(String declaration, String message) {
        assertThatThrownBy(() -> values(declaration, Map.of("P", "1"))).hasMessage(message);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"(a+)+b", "(a|aa)+$", "(.*a){12}c", "(x+x+)+y|(a|b|ab)*c"})
    void patternThatWouldNeverEndIsGivenUp(String pattern) {
        assertThatThrownBy(() ->
                        values("Type: String, AllowedPattern: '" + pattern + "'", Map.of("P", "a".repeat(3000) + "!")))
                .isInstanceOf(AwsError.class)
                .hasMessageStartingWith(
                        "Template error: Parameter 'P': its value cannot be matched with the" + " AllowedPattern");
    }

    @Test
    void brokenPatternsAreRefused() {
        assertThatThrownBy(() -> values("Type: String, AllowedPattern: '[a'", Map.of("P", "a")))
                .hasMessageStartingWith("Template format error: [/Parameters/P] AllowedPattern is not a regular");
        assertThatThrownBy(() -> values("Type: String, AllowedPattern: '" + "(".repeat(20_000) + "'", Map.of("P", "a")))
                .hasMessageStartingWith("Template format error: [/Parameters/P] AllowedPattern is");
    }

    @Test
    void secretIsInNoMessageAndInNoList() {
        var declaration = "Type: String, NoEcho: true, AllowedPattern: '[a-z]+', Default: nothing";
        assertThatThrownBy(() -> values(declaration, Map.of("P", "hunter2")))
                .message()
                .doesNotContain("hunter2");
        var template = Template.read("Parameters: { P: { " + declaration + " } }\nResources: { R: { Type: T } }");
        assertThat(Parameter.shown(template.parameters(), Map.of("P", "hunter")))
                .isEqualTo(Map.of("P", "****"));
        assertThat(template.parameters().values())
                .allSatisfy(one -> assertThat(one.shownDefault()).contains("****"));
    }

    private static Map<String, String> values(String declaration, Map<String, String> given) {
        var template = Template.read("""
                Parameters:
                  P: { %s }
                Resources:
                  R: { Type: T }
                """.formatted(declaration));
        return Parameter.values(template.parameters(), given);
    }
}
