package dev.sloconsole.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;

class RenewedCredentialsTest {

    private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 1_000_000);
    private final AtomicInteger made = new AtomicInteger();

    private AwsCredentialsProvider chain() {
        var key = "key-" + made.incrementAndGet();
        return () -> AwsBasicCredentials.create(key, "secret");
    }

    @Test
    void keysThatSomebodyRenewsAreFoundWithinHalfAMinute() {
        var credentials = new RenewedCredentials(this::chain, clock::get);

        assertThat(credentials.resolveCredentials().accessKeyId()).isEqualTo("key-1");
        clock.addAndGet(Duration.ofSeconds(29).toNanos());
        assertThat(credentials.resolveCredentials().accessKeyId()).isEqualTo("key-1");
        clock.addAndGet(Duration.ofSeconds(1).toNanos());
        assertThat(credentials.resolveCredentials().accessKeyId()).isEqualTo("key-2");
    }

    @Test
    void chainThatFailedIsLookedThroughAnewAtOnce() {
        var broken = new RenewedCredentials(
                () -> made.incrementAndGet() == 1
                        ? () -> {
                            throw SdkClientException.create("The SSO session has expired");
                        }
                        : () -> AwsBasicCredentials.create("key", "secret"),
                clock::get);

        assertThatThrownBy(broken::resolveCredentials).hasMessageContaining("expired");
        assertThat(broken.resolveCredentials().accessKeyId()).isEqualTo("key");
    }
}
