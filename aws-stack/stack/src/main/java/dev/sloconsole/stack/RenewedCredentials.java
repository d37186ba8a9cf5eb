package dev.sloconsole.stack;

import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;

/**
 * The SDK's chain of credentials, looked through anew every half minute, so that keys which somebody renews in a profile
 * or with {@code aws sso login} are found in the middle of a class. The SDK's own chain reads the profiles once and stays
 * with what it found. Safe for use by several threads.
 */
final class RenewedCredentials implements AwsCredentialsProvider {

    private static final Duration KEPT = Duration.ofSeconds(30);

    private final Supplier<AwsCredentialsProvider> chain;
    private final LongSupplier nanos;
    private @Nullable AwsCredentialsProvider present;
    private long until;

    RenewedCredentials() {
        this(() -> DefaultCredentialsProvider.builder().build(), System::nanoTime);
    }

    /** @param nanos the monotonic clock, see {@link System#nanoTime} */
    RenewedCredentials(Supplier<AwsCredentialsProvider> chain, LongSupplier nanos) {
        this.chain = chain;
        this.nanos = nanos;
    }

    @Override
    public synchronized AwsCredentials resolveCredentials() {
        var known = present;
        if (known == null || nanos.getAsLong() - until >= 0) {
            known = chain.get();
            present = known;
            until = nanos.getAsLong() + KEPT.toNanos();
        }
        try {
            return known.resolveCredentials();
        } catch (RuntimeException e) {
            present = null;
            throw e;
        }
    }
}
