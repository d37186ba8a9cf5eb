package dev.sloconsole.local.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GeneratedSecretTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = ';', quoteCharacter = '~', textBlock = """
            {}                                                  ; (?=.*[a-z])(?=.*[A-Z])(?=.*\\d)(?=.*\\p{Punct}).{32}
            {"PasswordLength": "5", "ExcludePunctuation": "true"}   ; (?=.*[a-z])(?=.*[A-Z])(?=.*\\d)[a-zA-Z0-9]{5}
            {"ExcludeUppercase": true, "ExcludeNumbers": true, "ExcludePunctuation": true} ; [a-z]{32}
            {"PasswordLength": 8, "ExcludeCharacters": "abc\\"@/"}  ; [^abc"@/]{8}
            {"PasswordLength": 1, "RequireEachIncludedType": false} ; .
            {"PasswordLength": 4, "GenerateStringKey": "p", "SecretStringTemplate": "{\\"u\\":\\"me\\"}", \
            "ExcludePunctuation": true}                             ; \\{"u":"me","p":"[a-zA-Z0-9]{4}"\\}
            """)
    void passwordIsAsWished(String wish, String pattern) throws JsonProcessingException {
        for (int seed = 0; seed < 20; seed++) {
            assertThat(GeneratedSecret.of(JSON.readTree(wish), new Random(seed)))
                    .matches(pattern);
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = ';', quoteCharacter = '~', textBlock = """
            {"PasswordLength": 3}                                   ; No password of 3 characters
            {"PasswordLength": 0}                                   ; must be a number from 1 to 4096
            {"PasswordLength": 4097}                                ; must be a number from 1 to 4096
            {"GenerateStringKey": "p"}                              ; together, or neither
            {"GenerateStringKey": "p", "SecretStringTemplate": "x"} ; is no JSON
            {"GenerateStringKey": "p", "SecretStringTemplate": "[]"} ; is no JSON object
            """)
    void impossibleWishIsRefused(String wish, String message) throws JsonProcessingException {
        var read = JSON.readTree(wish);
        assertThatThrownBy(() -> GeneratedSecret.of(read, new Random(1))).hasMessageContaining(message);
    }

    @Test
    void twoPasswordsDiffer() throws JsonProcessingException {
        var random = new Random(1);
        assertThat(GeneratedSecret.of(JSON.readTree("{}"), random))
                .isNotEqualTo(GeneratedSecret.of(JSON.readTree("{}"), random));
    }
}
