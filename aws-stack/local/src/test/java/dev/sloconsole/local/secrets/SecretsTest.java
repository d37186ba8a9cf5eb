package dev.sloconsole.local.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sloconsole.local.Goldens;
import dev.sloconsole.local.ground.Account;
import dev.sloconsole.local.ground.CloudThread;
import dev.sloconsole.local.wire.AwsEndpoint;
import dev.sloconsole.local.wire.SignedHttp;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretsTest {

    private static final String ARN = "arn:aws:secretsmanager:eu-west-1:000000000000:secret:s-AbCdEf";

    private final Secrets secrets = new Secrets(new Account(Account.LOCAL_ID, "eu-west-1"));

    SecretsTest() {
        secrets.create("s", "AbCdEf", "{\"p\":\"old\"}");
        secrets.update(ARN, "{\"p\":\"hello\",\"n\":7}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            ARN                   | {'p':'hello','n':7}
            ARN:p::               | hello
            ARN:n                 | 7
            ARN:p:AWSPREVIOUS:    | old
            ARN::AWSCURRENT:      | {'p':'hello','n':7}
            """)
    void aContainerGetsTheSecretOrTheMemberThatItNames(String valueFrom, String value) {
        assertThat(secrets.ofContainer(valueFrom.replace("ARN", ARN))).isEqualTo(value.replace('\'', '"'));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            ARN:q::        | retrieved secret from Secrets Manager did not contain json key q
            ARN::OLD:      | Secrets Manager can't find the specified secret value for staging label: OLD
            ARN:::v1       | Secrets Manager can't find the specified secret value for VersionId: v1
            arn:aws:secretsmanager:eu-west-1:000000000000:secret:t-AbCdEf | Secrets Manager can't find the specified secret.
            """)
    void whatIsNotThereIsToldInTheAgentsWords(String valueFrom, String words) {
        assertThatThrownBy(() -> secrets.ofContainer(valueFrom.replace("ARN", ARN)))
                .hasMessage(words);
    }

    @Test
    void aClientMayReadAValue() throws Exception {
        try (var thread = new CloudThread();
                var endpoint = new AwsEndpoint(
                        0, "AKIALOCALTEST", "a-secret-of-this-test", thread, List.of(secrets.service()))) {
            endpoint.start();
            var target = Secrets.TARGET_PREFIX + ".GetSecretValue";
            var body = "{\"SecretId\":\"s\"}";
            var answer = new SignedHttp(endpoint.uri(), "AKIALOCALTEST", "a-secret-of-this-test").json(target, body);
            Goldens.in("secrets/golden")
                    .check(
                            "GetSecretValue",
                            Goldens.masked(target + "\n" + body + "\n----\n" + answer.statusCode() + "\n"
                                    + answer.body() + "\n"));
        }
    }
}
