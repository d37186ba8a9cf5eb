package dev.sloconsole.session.journal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a recording that is passed on must not give away, in the clothes in which it comes. */
class SecretsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"password":"hunter2","user":"x"}                | {"password":"(secret)","user":"x"}
            {"Password" : "hunt er2"}                        | {"Password" : "(secret)"}
            {'clientSecret': 'hunter2'}                      | {'clientSecret': '(secret)'}
            {"SecretAccessKey":"hunter2/+=="}                | {"SecretAccessKey":"(secret)"}
            {"SessionToken": "hunter2"}                      | {"SessionToken": "(secret)"}
            {\\"password\\":\\"hunter2\\",\\"a\\":1}         | {\\"password\\":\\"(secret)\\",\\"a\\":1}
            {"a\\"b":"password","password":"hun\\"ter2"}     | {"a\\"b":"password","password":"(secret)"}
            aws_secret_access_key = hunter2                  | aws_secret_access_key = (secret)
            password= hunter2                                | password= (secret)
            password : hunter2                               | password : (secret)
            DB_PASSWORD=hunter2 ./run                        | DB_PASSWORD=(secret) ./run
            GF_SECURITY_ADMIN_PASSWORD: 'hunter2'            | GF_SECURITY_ADMIN_PASSWORD: '(secret)'
            api-key=hunter2&x=1                              | api-key=(secret)&x=1
            X-Api-Key: hunter2                               | X-Api-Key: (secret)
            x-amz-security-token: hunter2                    | x-amz-security-token: (secret)
            X-Amz-Signature=hunter2&X-Amz-Date=1             | X-Amz-Signature=(secret)&X-Amz-Date=1
            Authorization: Bearer hunter2                    | Authorization: (secret)
            authorization=Basic aHVudGVyMg==                 | authorization=(secret)
            sent Bearer hunter2hunter2                       | sent Bearer (secret)
            mysql --password hunter2 -h db                   | mysql --password (secret) -h db
            tool --client-secret=hunter2 go                  | tool --client-secret=(secret) go
            passphrase => hunter2;                           | passphrase => (secret);
            authorization: token hunter2hunter2              | authorization: (secret)
            Cookie: sid=hunter2; theme=dark                  | Cookie: (secret)
            Set-Cookie: sid=hunter2; Path=/                  | Set-Cookie: (secret)
            <Password kind="x">hunter2</Password>            | <Password kind="x">(secret)</Password>
            "tokens":["hunter2","hunter3"]                   | "tokens":(secret)
            Passwort: hunter2                                | Passwort: (secret)
            pw=hunter2                                       | pw=(secret)
            DB_PASS=hunter2                                  | DB_PASS=(secret)
            curl -u jane:hunter2 http://x                    | curl -u (secret) http://x
            mysql -h db -phunter2 x                          | mysql -h db -p(secret) x
            https://x.blob.core.windows.net/c?sp=r&sig=aB%3D | https://x.blob.core.windows.net/c?sp=r&sig=(secret)
            https://hooks.slack.com/services/T0/B0/XXXX      | https://hooks.slack.com/services/(secret)
            with wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY no | with (secret) no
            GOCSPX-abcdefghijklmnopqrstuvwx                  | (secret)
            glrt-abcdefghijklmnopqrst                        | (secret)
            123456789:AAEabcdefghijklmnopqrstuvwxyz012345    | (secret)
            https://jane:hunter2@example.org/x               | https://(secret)@example.org/x
            https://hunter2@example.org/x                    | https://(secret)@example.org/x
            postgres://jane@db:5432/x                        | postgres://(secret)@db:5432/x
            key AKIAIOSFODNN7EXAMPLE is gone                 | key (secret) is gone
            AROAIOSFODNN7EXAMPLE:jane                        | (secret):jane
            ghp_abcdefghijklmnopqrstuvwxyz0123456789         | (secret)
            use github_pat_11ABCDEFG0abcdefghijklm now       | use (secret) now
            glpat-abcdefghijklmnopqrst                       | (secret)
            xoxb-123456789012-abcdefghij                     | (secret)
            sk_live_abcdefghijklmnop                         | (secret)
            eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc-def_1   | (secret)
            """)
    void isHidden(String text, String kept) {
        assertThat(new Aliases().applied(text)).isEqualTo(kept);
        assertThat(new Aliases().applied(kept))
                .as("what is hidden already stays as it is")
                .isEqualTo(kept);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            written by jane.doe+x@mail.example.org today     | written by person-1 today
            jane%40example.org and jürgen@exämple.org        | person-1 and person-2
            ssh jane@localhost                               | ssh person-1
            ssh jane@10.0.0.1                                | ssh person-1@10.0.0.1
            /var/home/jane/x and /mnt/c/Users/jane/y         | ~/x and ~/y
            {"Account": "123456789012"}                      | {"Account": "account-1"}
            account id 123456789012                          | account id account-1
            /home/jane/slo-console/x.jsonl                   | ~/slo-console/x.jsonl
            file:/Users/jane/x                               | file:~/x
            C:\\Users\\jane\\x                               | ~\\x
            from 52.1.2.3:80 and 52.1.2.3/32                 | from 203.0.113.1:80 and 203.0.113.1/32
            http://52.1.2.3/x                                | http://203.0.113.1/x
            """)
    void hasAnAlias(String text, String kept) {
        assertThat(new Aliases().applied(text)).isEqualTo(kept);
    }

    /** Some patterns used to begin anew at each of a text's dots, and to go to its end each time: hours for 100 kB. */
    @ParameterizedTest
    @ValueSource(strings = {"a.", "-secret_", "a@", "://", "<password", "%40", "token["})
    @Timeout(60)
    void aLongTextTakesNoLongerThanItsLength(String part) {
        assertThat(new Aliases().applied(part.repeat(20_000))).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "v1.2.3.4",
                "version 1.2.3.4",
                "Version: 1.2.3.4",
                "Chrome/120.0.0.1 Safari",
                "app-1.2.3.4.jar",
                "300.1.2.3",
                "1.2.3.4-rc1",
                "The token was refused.",
                "ExpiredToken: The security token is expired",
                "SignatureDoesNotMatch: The request signature we calculated does not match",
                "InvalidClientTokenId: The security token included in the request is invalid.",
                "The password is wrong",
                "a secret of the trade",
                "tokens in the bucket: 5",
                "sre-demo/app@sha256:0123456789abcdef",
                "(service sre-app-service) has started 1 tasks: (task 41aa07)",
                "arn:aws:ecs:eu-west-1:account-1:task/demo/41aa",
                "/home",
                "bypass: true",
                "the compass=north",
                "commit 9fceb02d0ae598e95dc970b74767f19372d61af8",
                "1234567890123 requests, account of the day",
                "at 12:30:45"
            })
    void whatOnlyLooksLikeItStays(String text) {
        assertThat(new Aliases().applied(text)).isEqualTo(text);
    }
}
