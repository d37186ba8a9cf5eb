package dev.sloconsole.local.cfn.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.sloconsole.local.wire.AwsError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Damaged templates: each ends as a template whose every part is evaluated, or as an error of the client's, and never
 * in any other way. The seed is in the name of the test; {@code -Dfuzz.rounds=100000} goes on for longer.
 */
class TemplateFuzzTest {

    /** A deep stack would hide a recursion that runs away only on a small one. */
    private static final long STACK_BYTES = 512 * 1024;

    private static final List<String> FRAGMENTS = List.of(
            "!Ref ",
            "!Sub ",
            "!GetAtt ",
            "!If ",
            "!Select ",
            "!Split ",
            "!Join ",
            "!Cidr ",
            "!FindInMap ",
            "!Equals ",
            "!Not ",
            "!And ",
            "!Or ",
            "!Condition ",
            "!Base64 ",
            "!GetAZs ",
            "!ImportValue ",
            "!Contains ",
            "!Nope ",
            "!!int ",
            "!!binary ",
            "!!str ",
            "{Ref: ",
            "'Fn::Sub': ",
            "${",
            "${!",
            "}",
            "[",
            "]",
            "{",
            "&a ",
            "*a",
            "<<: ",
            ": ",
            "- ",
            "\n",
            "\n  ",
            "\t",
            "\"",
            "'",
            "|",
            ">",
            "#",
            "%",
            "@",
            "`",
            "~",
            "null",
            "yes",
            "0x",
            "1e999999999",
            "012345678901",
            "9".repeat(400),
            "1:1".repeat(60),
            "\u0000",
            "\uFEFF",
            "\uD800",
            "é",
            "AWS::NoValue",
            "AWS::Region",
            "Resources",
            "Conditions: ",
            "Rules: ",
            "Outputs: ",
            "DependsOn: ",
            "Condition: ",
            "(a+)+$",
            "[".repeat(300),
            "{\"a\":".repeat(300),
            "- ".repeat(300));

    private static final String SMALL_YAML = """
            AWSTemplateFormatVersion: '2010-09-09'
            Description: small
            Metadata: { a: [b, 1.5, true] }
            Parameters:
              P: { Type: String, Default: aab, AllowedPattern: '(a|b)+', MinLength: 1, MaxLength: 9 }
              L: { Type: CommaDelimitedList, Default: 'x,y', NoEcho: true }
              N: { Type: Number, Default: 3, MinValue: 1, MaxValue: 5 }
            Rules:
              R: { RuleCondition: !Equals [!Ref P, a], Assertions: [{ Assert: !Contains [[a], !Ref P] }] }
            Mappings: { M: { a: { b: c, d: [e] } } }
            Conditions:
              C: !And [!Not [!Equals [!Ref P, b]], !Or [Condition: D, !Equals [!Ref N, 3]]]
              D: !Equals [!FindInMap [M, a, b], c]
            Resources:
              A:
                Type: T
                Condition: C
                Properties:
                  P: !Sub ['${V}-${P}-${!x}-${AWS::Region}', { V: !Select [1, !Ref L] }]
                  Q: !Cidr [10.0.0.0/16, !Ref N, 8]
                  Z: [!Select [0, !GetAZs ''], !Base64 x, !Join [',', !Split [a, !Ref P]]]
              B:
                Type: T
                DependsOn: [A]
                Properties: { P: !If [C, !GetAtt A.Arn, !Ref 'AWS::NoValue'] }
            Outputs:
              O: { Condition: D, Value: !Ref B, Export: { Name: !Sub '${AWS::StackName}-x' } }
            """;

    private static final String SMALL_JSON = """
            {"Parameters": {"P": {"Type": "String", "Default": "p"}},
             "Conditions": {"C": {"Fn::Not": [{"Fn::Equals": [{"Ref": "P"}, "q"]}]}},
             "Resources": {"A": {"Type": "T", "Properties": {"P": {"Fn::Sub": "${P}"},
               "Q": {"Fn::If": ["C", {"Fn::Join": ["", ["a", {"Ref": "P"}]]}, {"Ref": "AWS::NoValue"}]}}}},
             "Outputs": {"O": {"Value": {"Fn::GetAtt": ["A", "Arn"]}}}}
            """;

    /** Whatever a template asks for is there, so that evaluation gets far. */
    private static final Evaluation.Resources EVERYTHING = new Evaluation.Resources() {
        @Override
        public Optional<JsonNode> reference(String logicalId) {
            return Optional.of(JsonNodeFactory.instance.textNode(logicalId + "-1"));
        }

        @Override
        public Optional<JsonNode> attribute(String logicalId, String name) {
            return Optional.of(JsonNodeFactory.instance.textNode(name));
        }
    };

    @ParameterizedTest(name = "{0}, seed {1}, {2} rounds")
    @CsvSource({"yaml, 20261122, 2500", "json, 20261123, 2500", "classroom, 20261124, 150"})
    void damagedTemplateIsATemplateOrTheClientsError(String kind, long seed, int rounds) throws Exception {
        var random = new Random(seed);
        var whole = switch (kind) {
            case "yaml" -> SMALL_YAML;
            case "json" -> SMALL_JSON;
            default -> classroom();
        };
        int sound = 0;
        for (int i = 0; i < Integer.getInteger("fuzz.rounds", rounds); i++) {
            var damaged = damaged(whole, random);
            sound += read(damaged) ? 1 : 0;
        }
        assertThat(read(whole)).isTrue();
        assertThat(sound)
                .as("some of the damage must leave a template that can be evaluated")
                .isPositive();
    }

    private static boolean read(String body) throws InterruptedException {
        var outcome = new Throwable[1];
        var thread = new Thread(null, () -> evaluate(body), "fuzz", STACK_BYTES);
        thread.setUncaughtExceptionHandler((one, e) -> outcome[0] = e);
        thread.start();
        thread.join(10_000);
        if (thread.isAlive()) {
            fail("Not read after ten seconds:\n" + body);
        }
        if (outcome[0] == null) {
            return true;
        }
        if (outcome[0] instanceof AwsError error && error.status() / 100 == 4) {
            return false;
        }
        throw new AssertionError("Broken by:\n" + body, outcome[0]);
    }

    private static void evaluate(String body) {
        var template = Template.read(body);
        template.refuseCircle();
        var given = new HashMap<String, String>();
        template.parameters().values().stream()
                .filter(parameter -> parameter.defaultValue().isEmpty())
                .forEach(parameter -> given.put(parameter.name(), "1"));
        var values = new HashMap<>(given);
        template.parameters().values().forEach(one -> one.defaultValue().ifPresent(v -> values.put(one.name(), v)));
        try {
            Parameter.values(template.parameters(), given);
        } catch (AwsError e) {
            assertThat(e.code()).isEqualTo("ValidationError");
        }
        var pseudo = new PseudoParameters("000000000000", "eu-west-1", "demo", "arn:demo");
        var evaluation = new Evaluation(template, values, pseudo, EVERYTHING);
        for (var id : evaluation.dependencies().keySet()) {
            var properties = template.resource(id).properties();
            evaluation.value(properties);
            evaluation.masked().value(properties);
        }
        evaluation.outputs().values().forEach(output -> evaluation.outputText(output.key(), output.value()));
    }

    /** One to four changes: a character, a fragment, a cut, a piece said twice, two pieces exchanged. */
    private static String damaged(String whole, Random random) {
        var text = new StringBuilder(whole);
        for (int i = random.nextInt(4); i >= 0; i--) {
            int at = random.nextInt(text.length());
            int end = Math.min(text.length(), at + 1 + random.nextInt(40));
            switch (random.nextInt(6)) {
                case 0 -> text.setCharAt(at, (char) (32 + random.nextInt(95)));
                case 1 -> text.insert(at, FRAGMENTS.get(random.nextInt(FRAGMENTS.size())));
                case 2 -> text.replace(at, end, FRAGMENTS.get(random.nextInt(FRAGMENTS.size())));
                case 3 -> text.delete(at, Math.min(end, text.length() - 1));
                case 4 -> text.insert(random.nextInt(text.length()), text.substring(at, end));
                default -> text.deleteCharAt(at).append(' ');
            }
        }
        return text.toString();
    }

    private static String classroom() throws IOException {
        try (var in = TemplateFuzzTest.class.getResourceAsStream("/dev/sloconsole/template/stack.yaml")) {
            assertThat(in).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
