package dev.sloconsole.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.sloconsole.stack.StackException.Kind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.SystemPropertyCredentialsProvider;
import software.amazon.awssdk.profiles.ProfileFile;

/** What the SDK's chain says of profiles that give no credentials, by the SDK itself. */
class NoCredentialsTest {

    private static final String CONFIG = """
            [default]
            region = eu-west-1
            [profile sso]
            sso_session = school
            sso_account_id = 111111111111
            sso_role_name = Teacher
            region = eu-west-1
            [sso-session school]
            sso_region = eu-west-1
            sso_start_url = https://school.awsapps.com/start
            [profile program]
            credential_process = /bin/false
            """;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            default | AWS_ACCESS_KEY_ID is not set, and the profile file contained no credentials for profile 'default'
            nobody  | AWS_ACCESS_KEY_ID is not set, and the profile file contained no credentials for profile 'nobody'
            sso     | profile sso: Unable to load SSO token
            program | profile program: Failed to refresh process-based credentials
            """)
    void theSdksOwnCauseIsTold(String profile, String cause) {
        var file = ProfileFile.builder()
                .content(CONFIG)
                .type(ProfileFile.Type.CONFIGURATION)
                .build();
        var chain = AwsCredentialsProviderChain.of(
                SystemPropertyCredentialsProvider.create(),
                ProfileCredentialsProvider.builder()
                        .profileFile(file)
                        .profileName(profile)
                        .build());

        var failure = AwsFailure.of(catchThrowable(chain::resolveCredentials), CloudAccess.aws("eu-west-1"));

        assertThat(failure.kind()).isEqualTo(Kind.NO_CREDENTIALS);
        assertThat(failure.why()).isEqualTo("no AWS credentials were found: " + cause);
        assertThat(failure.advice()).contains("aws sso login");
    }
}
