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
            !Sub '$${P}{${P}'                             | "$p{p"
            !Sub ['${V}', {V: !Sub '${!P}'}]              | "${P}"
            !Sub ['${P}', {P: '${!x}'}]                   | "${!x}"
            !Sub ['${ V }', {V: 1}]                       | "1"
            !Select [1, [a, b]]                           | "b"
            !Select ['0', !GetAZs '']                     | "eu-west-1a"
            !GetAZs us-east-1                             | []
            !GetAZs {Ref: 'AWS::Region'}                  | ["eu-west-1a","eu-west-1b","eu-west-1c"]
            !Select [!Ref N, [a, b]]                      | "b"
            !Select [1, !Ref L]                           | "y"
            !Split [',', 'a,b,']                          | ["a","b",""]
            !Split [';', ';a;;']                          | ["","a","",""]
            !Split [aa, aaa]                              | ["","a"]
            !Join ['', []]                                | ""
            !Join [',', !Ref L]                           | "x,y"
            !Join ['-', [a, !Ref P, 3]]                   | "a-p-3"
            !Join ['-', !Split ['.', a.b]]                | "a-b"
            !FindInMap [M, !Ref P, k]                     | "v"
            !FindInMap [M, p, list]                       | ["v","w"]
            !If ['Yes', a, b]                               | "a"
            !If ['No', a, !If ['Yes', b, c]]                  | "b"
            [!If ['No', a, !Ref 'AWS::NoValue'], b]       | ["b"]
            !Equals [a, a]                                | true
            !If ['No', a, b]                                | "b"
            !Base64 hello                                 | "aGVsbG8="
            !Cidr [10.42.0.0/16, 3, 8]                    | ["10.42.0.0/24","10.42.1.0/24","10.42.2.0/24"]
            !Cidr [10.42.7.9/16, '2', 8]                  | ["10.42.0.0/24","10.42.1.0/24"]
            !Cidr [192.168.0.0/24, 2, 5]                  | ["192.168.0.0/27","192.168.0.32/27"]
            !Cidr ['2600:1f18:abc:de00::/56', 2, 64]      | ["2600:1f18:abc:de00::/64","2600:1f18:abc:de01::/64"]
            !Cidr ['fd00::/8', 1, 120]                    | ["fd00::/8"]
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
            !Select [2, !Ref L]         | Template error: Fn::Select cannot select nonexistent value at index 2
            !FindInMap [M, !Ref L0, k]  | Template error: Unable to get mapping for M::q::k
            !ImportValue other          | No export named other found.
            !Base64 {Ref: L}            | Template error: every Fn::Base64 object must have a String-typed value.
            !Cidr [10.0.0.0/24, 9, 5]   | Template error: Fn::Cidr: 9 blocks of 5 bits do not fit into 10.0.0.0/24
            !Cidr [10.0.0.0.0/8, 1]     | Template error: every Fn::Cidr object requires an IP block, a count from 1 \
            to 256 and, for IPv4 optionally, the number of host bits.
            !Sub '${L}'                 | Template error: Fn::Sub expression does not resolve to a string: ${L}
            !GetAtt R.Nope              | Template error: resource R does not support attribute type Nope in Fn::GetAtt
            """)
    void wrongValueIsRefusedInAwsWords(String expression, String message) {
        assertThatThrownBy(() -> evaluation(expression).value(value(expression)))
                .hasMessage(message);
    }

    @ParameterizedTest(name = "{0} is refused")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            !Ref Nope            | Template format error: Unresolved resource dependencies [Nope] in the Resources \
            block of the template
            !Ref AWS::Nope       | Template format error: Unresolved resource dependencies [AWS::Nope] in the \
            Resources block of the template
            !Sub '${Nope}'       | Template format error: Unresolved resource dependencies [Nope] in the Resources \
            block of the template
            !Sub '${Nope.Arn}'   | Template error: instance of Fn::Sub references invalid resource attribute Nope.Arn
            !GetAtt Nope.Arn     | Template error: instance of Fn::GetAtt references undefined resource Nope
            !GetAtt R            | Template error: every Fn::GetAtt object requires two non-empty parameters, the \
            resource name and the resource attribute
            !GetAtt [R, '']      | Template error: every Fn::GetAtt object requires two non-empty parameters, the \
            resource name and the resource attribute
            {Ref: [a]}           | Template error: every Ref object must have a single String value.
            {Ref: P, X: 1}       | Template error: every Ref object must have a single String value.
            {'Fn::Sub': P, X: 1} | Template error: Fn::Sub must be the only key of its object, but 2 keys are there.
            !If [Nope, a, b]     | Template error: unresolved condition dependency Nope in Fn::If
            !If ['Yes', a]         | Template error: Fn::If requires a list argument with three elements
            !If [!Ref P, a, b]   | Template error: Fn::If requires a list argument with the first element being a \
            condition
            !Sub '${a b}'        | Template error: variable names in Fn::Sub syntax must contain only alphanumeric \
            characters, underscores, periods, and colons
            !Sub [a]             | Template error: One or more Fn::Sub intrinsic functions don't specify expected \
            arguments. Specify a string as first argument, and an optional second argument to specify a mapping of \
            values to replace in the string
            !Select [2, [a, b]]  | Template error: Fn::Select requires a list argument with two elements: an integer \
            index and a list
            !Select [x, [a, b]]  | Template error: Fn::Select requires a list argument with two elements: an integer \
            index and a list
            !Select [0, !Sub x]  | Template error: Fn::Select requires a list argument with two elements: an integer \
            index and a list
            !Join [!Ref P, [a]]  | Template error: every Fn::Join object requires two parameters, (1) a string \
            delimiter and (2) a list of strings to be joined or a function that returns a list of strings (such as \
            Fn::GetAZs) to be joined.
            !Split [!Ref P, a]   | Template error: every Fn::Split object requires two parameters, (1) a string \
            delimiter and (2) a string to be split or a function that returns a string to be split.
            !FindInMap [X, a, b] | Template error: Mapping named 'X' is not present in the 'Mappings' section of \
            template.
            !FindInMap [M, q, k] | Template error: Unable to get mapping for M::q::k
            !FindInMap [M, !Sub p, k] | Template error: every Fn::FindInMap object requires three parameters, the map \
            name, map key and the attribute for return value.
            !And [!Equals [a, a]] | Template error: every Fn::And object requires a list of at least 2 and at most 10 \
            boolean parameters.
            !Not [!Ref P]        | Template error: every Fn::Not object requires one boolean parameter.
            !Equals [a]          | Template error: every Fn::Equals object requires a list of 2 string parameters.
            !ImportValue {Ref: R} | Template error: the attribute in Fn::ImportValue must not depend on any \
            resources, imported values, or Fn::GetAZs
            {'Fn::Nope': 1}      | Template format error: Unrecognized intrinsic function Fn::Nope
            !Contains [a, b]     | Template format error: Unrecognized intrinsic function Fn::Contains
            !Nope 1              | Template format error: YAML not well-formed. unknown tag !Nope (line 15, column 21)
            """)
    void wrongReferenceIsRefusedBeforeAnythingExists(String expression, String message) {
        assertThatThrownBy(() -> Template.read(text(expression))).hasMessage(message);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            C: yes                         | Template format error: Conditions can only be boolean operations on \
            parameters and other conditions
            C: !Ref P                      | Template format error: Conditions can only be boolean operations on \
            parameters and other conditions
            C: !Equals [!Ref R, a]         | Template format error: Unresolved dependencies [R]. Cannot reference \
            resources in the Conditions block of the template
            C: !Not [Condition: D]         | Template format error: Unresolved condition dependency D in the \
            Conditions block of the template
            C: !Not [Condition: C]         | Template format error: Circular dependencies for conditions: [C]
            """)
    void wrongConditionIsRefused(String condition, String message) {
        assertThatThrownBy(() -> Template.read(text("x").replace("Conditions:", "Conditions:\n  " + condition)))
                .hasMessage(message);
    }

    @Test
    void listIsComparedWithNothing() {
        var template = Template.read(text("x").replace("Conditions:", "Conditions:\n  C: !Equals [!Ref L, '']"));
        assertThatThrownBy(() -> evaluation(template).condition("Yes"))
                .hasMessage("Template error: every Fn::Equals object requires a list of 2 string parameters.");
    }

    @Test
    void conditionsMadeOfConditionsAreEvaluatedOnce() {
        var conditions = new StringBuilder("Conditions:\n  C0: !Equals [a, a]\n");
        for (int i = 1; i < 900; i++) {
            conditions.append("  C%d: !And [Condition: C%d, Condition: C%d]\n".formatted(i, i - 1, i - 1));
        }
        var template = Template.read(conditions + "Resources: { R: { Type: T, Condition: C899 } }");
        assertThat(evaluation(template).dependencies()).containsOnlyKeys("R");
    }

    @Test
    void maskedValueNeverStopsWhatIsShown() {
        var template = Template.read("""
                Parameters:
                  S: { Type: String, NoEcho: true }
                  L: { Type: CommaDelimitedList, NoEcho: 'true' }
                Conditions:
                  Long: !Equals [!Ref S, a-b-c]
                Resources:
                  R:
                    Type: T
                    Properties:
                      Whole: !Sub 'x${S}'
                      Part: !Select [2, !Split ['-', !Ref S]]
                      One: !Select [1, !Ref L]
                      Chosen: !If [Long, long, short]
                """);
        var pseudo = new PseudoParameters("000000000000", "eu-west-1", "demo", "arn:demo");
        var values = Map.of("S", "a-b-c", "L", "d,e");
        var evaluation = new Evaluation(template, values, pseudo, Evaluation.Resources.NONE);
        var properties = template.resource("R").properties();

        assertThat(evaluation.value(properties))
                .hasToString("{\"Whole\":\"xa-b-c\",\"Part\":\"c\",\"One\":\"e\",\"Chosen\":\"long\"}");
        assertThat(evaluation.masked().value(properties))
                .hasToString("{\"Whole\":\"x****\",\"Part\":\"****\",\"One\":\"****\",\"Chosen\":\"long\"}");
    }

    @Test
    void outputsAreTextOfResourcesThatExist() {
        assertThatThrownBy(() -> evaluation(Template.read(text("x") + "Outputs: { O: { Value: !Ref L } }"))
                        .dependencies())
                .hasMessage("Template format error: Output O is malformed. The Value field of every Outputs member must"
                        + " evaluate to a String.");
        assertThatThrownBy(() -> Template.read(text("x") + "Outputs: { O: { Value: [a] } }"))
                .hasMessage(
                        "Template format error: The Value field of every Outputs member must evaluate to a String.");
        assertThatThrownBy(() -> evaluation(Template.read("""
                        Conditions: { Never: !Equals [a, b] }
                        Resources: { A: { Type: T, Condition: Never }, B: { Type: T } }
                        Outputs: { O: { Value: !Ref A } }
                        """)).dependencies())
                .hasMessage("Unresolved resource dependencies [A] in the Outputs block of the template");
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
        assertThatThrownBy(template::refuseCircle).hasMessage("Circular dependency between resources: [A, B, C]");
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
        assertThatThrownBy(() -> evaluation(needed).dependencies())
                .hasMessage(
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
        return new Evaluation(template, Map.of("P", "p", "L", "x,y", "L0", "q", "N", "1"), pseudo, RESOURCES);
    }

    private static String text(String expression) {
        return """
                Parameters:
                  P: { Type: String }
                  L: { Type: CommaDelimitedList }
                  L0: { Type: String }
                  N: { Type: Number }
                Mappings:
                  M: { p: { k: v, list: [v, w] } }
                Conditions:
                  "Yes": !Equals [a, a]
                  "No": !Equals [a, b]
                Resources:
                  R: { Type: T }
                  Q:
                    Type: T
                    Properties: {P: %s}
                """.formatted(expression);
    }
}
