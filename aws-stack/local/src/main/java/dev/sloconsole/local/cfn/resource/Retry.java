package dev.sloconsole.local.cfn.resource;

import dev.sloconsole.local.wire.AwsError;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Deletions that have to be asked for again, because what uses the resource is still on its way out. */
final class Retry {

    /** As long as CloudFormation looks again before it reports DELETE_FAILED. */
    private static final int ATTEMPTS = 300;

    private Retry() {}

    static Progress whileRefused(String physicalId, String code, Supplier<Progress> attempt) {
        return whileRefused(physicalId, code, attempt, ATTEMPTS);
    }

    /** An error that says the resource is gone is what was wanted; any other is one. */
    static Progress goneAlready(AwsError error, String code, String physicalId) {
        if (!error.code().equals(code)) {
            throw error;
        }
        return new Progress.Done(physicalId, Map.of());
    }

    private static Progress whileRefused(String physicalId, String code, Supplier<Progress> attempt, int left) {
        try {
            return attempt.get();
        } catch (AwsError e) {
            if (!e.code().equals(code) || left == 0) {
                throw e;
            }
            return new Progress.Working(
                    Optional.of(physicalId), () -> whileRefused(physicalId, code, attempt, left - 1));
        }
    }
}
