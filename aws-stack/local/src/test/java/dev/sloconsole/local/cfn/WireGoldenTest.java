package dev.sloconsole.local.cfn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sloconsole.local.wire.SignedHttp;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Request in, answer out: the files beside this test hold, for each operation, the form as clients send it, then status
 * and answer with ids and times masked. Run with {@code -Dgolden.write=true} to write them anew, and read the
 * difference.
 */
class WireGoldenTest {

    private static final Path FILES = Path.of("src/test/resources/dev/sloconsole/local/cfn/golden");
    private static final String TEMPLATE = """
            Description: A small stack
            Parameters:
              Password: { Type: String, NoEcho: true, Description: kept secret }
            Resources:
              Vpc:
                Type: AWS::EC2::VPC
                Properties: { CidrBlock: 10.42.0.0/16 }
              Secret:
                Type: AWS::SecretsManager::Secret
                DependsOn: Vpc
                Properties: { SecretString: !Ref Password }
            Outputs:
              Cidr: { Value: !GetAtt Vpc.CidrBlock, Description: of the network }
            """;

    private final CloudFixture cloud = new CloudFixture();
    private final SignedHttp http =
            new SignedHttp(cloud.endpoint.uri(), CloudFixture.ACCESS_KEY, CloudFixture.SECRET_KEY);

    @AfterEach
    void close() {
        cloud.close();
    }

    @Test
    void answersAreAsWrittenDown() throws Exception {
        var template = URLEncoder.encode(TEMPLATE, StandardCharsets.UTF_8);
        cloudFormation("ValidateTemplate", "&TemplateBody=" + template);
        cloudFormation("CreateStack", "&StackName=demo&TemplateBody=" + template
                + "&Parameters.member.1.ParameterKey=Password&Parameters.member.1.ParameterValue=hush"
                + "&Tags.member.1.Key=owner&Tags.member.1.Value=me&TimeoutInMinutes=15&ClientRequestToken=token-1");
        cloud.awaitStatus("demo", "CREATE_COMPLETE");
        cloudFormation("DescribeStacks", "&StackName=demo");
        cloudFormation("DescribeStackEvents", "&StackName=demo");
        cloudFormation("DescribeStackResource", "&StackName=demo&LogicalResourceId=Vpc");
        cloudFormation("DescribeStackResources", "&StackName=demo");
        cloudFormation("ListStackResources", "&StackName=demo");
        cloudFormation("ListStacks", "&StackStatusFilter.member.1=CREATE_COMPLETE");
        cloudFormation("GetTemplate", "&StackName=demo");
        cloudFormation("DeleteStack", "&StackName=demo");
        golden("unknown-stack", "Action=DescribeStacks&Version=2010-05-15&StackName=nobody");
    }

    private void cloudFormation(String action, String fields) throws Exception {
        golden(action, "Action=" + action + "&Version=2010-05-15" + fields);
    }

    private void golden(String name, String form) throws Exception {
        var answer = http.query(form);
        var text = form + "\n----\n" + answer.statusCode() + "\n"
                + masked(answer.body().replace("><", ">\n<")) + "\n";
        var file = FILES.resolve(name + ".txt");
        if (Boolean.getBoolean("golden.write")) {
            Files.writeString(file, text);
        }
        assertThat(text).as(name).isEqualTo(Files.readString(file));
    }

    private static String masked(String answer) {
        return answer.replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "UUID")
                .replaceAll("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{3})?Z", "TIME")
                .replaceAll("-0[0-9a-f]{16}", "-0HEX")
                .replaceAll("-[A-Z0-9]{12}-[A-Z0-9]{6}", "-RANDOM-SUFFIX");
    }
}
