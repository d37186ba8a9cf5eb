package dev.sloconsole.local.cfn.template;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RulesTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            !Equals [!Ref P, p]
            !Equals [!Ref AWS::Region, eu-west-1]
            !Not [!Equals [!Ref P, q]]
            !And [!Equals [a, a], !Contains [[p, q], !Ref P]]
            !Or [!Equals [a, b], !Contains [!Ref L, y]]
            !EachMemberIn [!Ref L, [x, y, z]]
            !EachMemberEquals [[p, p], !Ref P]
            """)
    void assertionThatHoldsLetsTheStackBegin(String assertion) {
        assertThatCode(() -> check(assertion)).doesNotThrowAnyException();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            !Equals [!Ref P, q]
            !And [!Equals [a, a], !Contains [[q], !Ref P]]
            !Or [!Equals [a, b], !Contains [!Ref L, z]]
            !EachMemberIn [!Ref L, [x]]
            !EachMemberEquals [!Ref L, x]
            """)
    void assertionThatDoesNotHoldIsTold(String assertion) {
        assertThatThrownBy(() -> check(assertion)).hasMessage("Template validation error: so it must be");
    }

    @Test
    void ruleCountsOnlyUnderItsCondition() {
        var rule = "R: { RuleCondition: !Equals [!Ref P, q], Assertions: [{ Assert: !Equals [a, b] }] }";
        assertThatCode(() -> evaluation(rule).dependencies()).doesNotThrowAnyException();
        assertThatThrownBy(() -> evaluation(rule.replace("q]", "p]")).dependencies())
                .hasMessage("Template validation error: assertion 1 of the rule R does not hold.");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            R: { Assertions: [] }                                    | must contain a list of Assertions
            R: { Assertions: [{ Assert: yes }] }                     | every RuleCondition and Assert must be one of
            R: { Assertions: [{ Assert: !Ref P }] }                  | every RuleCondition and Assert must be one of
            R: { Assertions: [{ Assert: !Equals [a] }] }             | every RuleCondition and Assert must be one of
            R: { Assertions: [{ Assert: !Equals [!Ref X, a] }] }     | values and Refs to parameters only
            R: { Assertions: [{ Assert: !Contains [!RefAll 'AWS::EC2::VPC::Id', !Ref P] }] } | Fn::RefAll asks for
            """)
    void wrongRuleIsRefused(String rule, String message) {
        assertThatThrownBy(() -> evaluation(rule)).hasMessageContaining(message);
    }

    private static void check(String assertion) {
        evaluation("R: { Assertions: [{ Assert: " + assertion + ", AssertDescription: so it must be }] }")
                .dependencies();
    }

    private static Evaluation evaluation(String rule) {
        var template = Template.read("""
                Parameters:
                  P: { Type: String }
                  L: { Type: CommaDelimitedList }
                Rules:
                  %s
                Resources: { A: { Type: T } }
                """.formatted(rule));
        var pseudo = new PseudoParameters("000000000000", "eu-west-1", "demo", "arn:demo");
        return new Evaluation(template, Map.of("P", "p", "L", "x,y"), pseudo, Evaluation.Resources.NONE);
    }
}
