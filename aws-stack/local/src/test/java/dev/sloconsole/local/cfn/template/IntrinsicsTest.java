package dev.sloconsole.local.cfn.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntrinsicsTest {

    /** The resource R exists, with one attribute; nothing else does. */
    private static final Evaluation.Resources RESOURCES = new Evaluation.Resources() {
        @Override
        public Optional<JsonNode> reference(String logicalId) {
            return logicalId.equals("R") ? Optional.of(JsonNodeFactory.instance.textNode("r-1")) : Optional.empty();
        }

        @Override
        public Optional<JsonNode> attribute(String logicalId, String name) {
            return name.equals("A.B") ? Optional.of(JsonNodeFactory.instance.textNode("a-1")) : Optional.empty();
        }
    };

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            !Ref P                                        | "p"
            !Ref L                                        | ["x","y"]
            !Ref R                                        | "r-1"
            !Ref AWS::Region                              | "eu-west-1"
            !Ref AWS::AccountId                           | "000000000000"
            !Ref AWS::Partition                           | "aws"
            !Ref AWS::URLSuffix                           | "amazonaws.com"
            !Ref AWS::StackName                           | "demo"
            !Ref AWS::StackId                             | "arn:demo"
            !GetAtt R.A.B                                 | "a-1"
            !GetAtt [R, A.B]                              | "a-1"
            {"Fn::GetAtt": "R.A.B"}                       | "a-1"
            !Sub 'x-${P}-${R}-${R.A.B}-${AWS::Region}'    | "x-p-r-1-a-1-eu-west-1"
            !Sub ['${V}-${P}', {V: !Ref R}]               | "r-1-p"
            !Sub 'costs $5, ${!Literal}'                  | "costs $5, ${Literal}"
            !Select [1, [a, b]]                           | "b"
            !Select ['0', !GetAZs '']                     | "eu-west-1a"
            !GetAZs us-east-1                             | ["us-east-1a","us-east-1b","us-east-1c"]
            !Split [',', 'a,b,']                          | ["a","b",""]
            !Join ['-', [a, !Ref P, 3]]                   | "a-p-3"
            !Join ['-', !Split ['.', a.b]]                | "a-b"
            !FindInMap [M, !Ref P, k]                     | "v"
            !If [Yes, a, b]                               | "a"
            !If [No, a, b]                                | "b"
            !Base64 hello                                 | "aGVsbG8="
            !Cidr [10.42.0.0/16, 3, 8]                    | ["10.42.0.0/24","10.42.1.0/24","10.42.2.0/24"]
            {a: !Ref AWS::NoValue, b: [!Ref AWS::NoValue]} | {"b":[]}
            {Condition: {StringEquals: {k: !Ref P}}}      | {"Condition":{"StringEquals":{"k":"p"}}}
            """)
    void intrinsicGivesItsValue(String expression, String json) {
        assertThat(evaluation(expression).value(value(expression))).hasToString(json);
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            !Equals [!Ref P, p]                        | true
            !Equals [!Ref P, q]                        | false
            !Equals [1, '1']                           | true
            !Not [!Equals [a, b]]                      | true
            !And [!Condition Yes, !Equals [a, a]]      | true
            !And [!Condition Yes, !Condition No]       | false
            !Or [!Condition No, !Condition Yes]        | true
            !Or [!Condition No, !Equals [a, b]]        | false
            """)
    void conditionHoldsOrNot(String expression, boolean holds) {
        var template = Template.read(text("x").replace("Conditions:", "Conditions:\n  C: " + expression));
        assertThat(evaluation(template).condition("C")).isEqualTo(holds);
    }

    @ParameterizedTest(name = "{0} is refused")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            !Select [2, [a, b]]         | Template error: Fn::Select cannot select nonexistent value at index 2
            !FindInMap [M, q, k]        | Template error: Unable to get mapping for M::q::k
            !ImportValue other          | No export named other found.
            !GetAtt R.Nope              | Template error: resource R does not support attribute type Nope in Fn::GetAtt
            """)
    void wrongValueIsRefusedInAwsWords(String expression, String message) {
        assertThatThrownBy(() -> evaluation(expression).value(value(expression))).hasMessage(message);
    }

    @ParameterizedTest(name = "{0} is refused")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            !Ref Nope            | Template format error: Unresolved resource dependencies [Nope] in the Resources \
            block of the template
            !Sub '${Nope}'       | Template format error: Unresolved resource dependencies [Nope] in the Resources \
            block of the template
            !GetAtt Nope.Arn     | Template error: instance of Fn::GetAtt references undefined resource Nope
            !GetAtt R            | Template error: every Fn::GetAtt object requires two non-empty parameters, the \
            resource name and the resource attribute
            {Ref: [a]}           | Template error: every Ref object must have a single String value.
            !If [Nope, a, b]     | Template format error: Unresolved condition dependency Nope in the Resources block \
            of the template
            !Sub '${a b}'        | Template error: variable names in Fn::Sub syntax must contain only alphanumeric \
            characters, underscores, periods, and colons
            {'Fn::Nope': 1}      | Template format error: Unrecognized intrinsic function Fn::Nope
            !Nope 1              | Template format error: YAML not well-formed. unknown tag !Nope (line 13, column 21)
            """)
    void wrongReferenceIsRefusedBeforeAnythingExists(String expression, String message) {
        assertThatThrownBy(() -> Template.read(text(expression))).hasMessage(message);
    }

    @Test
    void circleIsNamed() {
        var template = Template.read("""
                Resources:
                  A: { Type: T, Properties: { P: !Ref B } }
                  B: { Type: T, DependsOn: C }
                  C: { Type: T, Properties: { P: !GetAtt A.Arn } }
                  D: { Type: T, DependsOn: A }
                  E: { Type: T }
                """);
        assertThatThrownBy(() -> evaluation(template).dependencies())
                .hasMessage("Circular dependency between resources: [A, B, C]");
    }

    @Test
    void resourceWithoutItsConditionTakesNoPart() {
        var template = Template.read("""
                Conditions: { Never: !Equals [a, b] }
                Resources:
                  A: { Type: T, Condition: Never }
                  B: { Type: T, DependsOn: A, Properties: { P: !If [Never, !Ref A, none] } }
                """);
        assertThat(evaluation(template).dependencies()).isEqualTo(Map.of("B", java.util.Set.of()));

        var needed = Template.read("""
                Conditions: { Never: !Equals [a, b] }
                Resources:
                  A: { Type: T, Condition: Never }
                  B: { Type: T, Properties: { P: !Ref A } }
                """);
        assertThatThrownBy(() -> evaluation(needed).dependencies()).hasMessage(
                "Template format error: Unresolved resource dependencies [A] in the Resources block of the template");
    }

    private static JsonNode value(String expression) {
        return Template.read(text(expression)).resource("Q").properties().path("P");
    }

    private static Evaluation evaluation(String expression) {
        return evaluation(Template.read(text(expression)));
    }

    private static Evaluation evaluation(Template template) {
        var pseudo = new PseudoParameters("000000000000", "eu-west-1", "demo", "arn:demo");
        return new Evaluation(template, Map.of("P", "p", "L", "x,y"), pseudo, RESOURCES);
    }

    private static String text(String expression) {
        return """
                Parameters:
                  P: { Type: String }
                  L: { Type: CommaDelimitedList }
                Mappings:
                  M: { p: { k: v } }
                Conditions:
                  Yes: !Equals [a, a]
                  No: !Equals [a, b]
                Resources:
                  R: { Type: T }
                  Q:
                    Type: T
                    Properties: {P: %s}
                """.formatted(expression);
    }
}
