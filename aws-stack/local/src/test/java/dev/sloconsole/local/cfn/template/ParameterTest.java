package dev.sloconsole.local.cfn.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sloconsole.local.wire.AwsError;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParameterTest {

    @ParameterizedTest(name = "{0} refuses {1}")
    @CsvSource(delimiter = '|', textBlock = """
            Type: String, AllowedValues: [a, b]               | c    | Parameter 'P' must be one of AllowedValues
            Type: String, AllowedPattern: '[a-z]+'            | a1   | Parameter 'P' must match pattern [a-z]+
            Type: String, MinLength: 3                        | ab   | Parameter 'P' must contain at least 3 characters
            Type: String, MaxLength: 3                        | abcd | Parameter 'P' must contain at most 3 characters
            Type: Number                                      | x    | Parameter 'P' must be a number
            Type: Number, MinValue: 2                         | 1.5  | Parameter 'P' must be a number not less than 2
            Type: Number, MaxValue: 2                         | 2.5  | Parameter 'P' must be a number not greater than 2
            Type: List<Number>, MaxValue: 2                   | 1,3  | Parameter 'P' must be a number not greater than 2
            Type: CommaDelimitedList, AllowedValues: [a, b]   | a,c  | Parameter 'P' must be one of AllowedValues
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

    @Test
    void unknownTypeIsRefused() {
        assertThatThrownBy(() -> values("Type: Integer", Map.of("P", "1")))
                .hasMessage("Template format error: Unrecognized parameter type: Integer");
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
