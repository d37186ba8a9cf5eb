package dev.sloconsole.local.cfn;

import dev.sloconsole.local.cfn.template.Template;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a stack is asked to be, checked as far as it can be without the account.
 *
 * @param parameters complete: given values, else defaults
 * @param timeout how long the creation may take
 * @param token the client's own name for this request, repeated in the events
 */
record StackOrder(
        String name,
        Template template,
        Map<String, String> parameters,
        Map<String, String> tags,
        List<String> capabilities,
        Optional<Duration> timeout,
        OnFailure onFailure,
        boolean terminationProtection,
        Optional<String> token) {

    /** The same, but a failure leaves the stack as it is. */
    StackOrder keepingFailed() {
        return new StackOrder(
                name,
                template,
                parameters,
                tags,
                capabilities,
                timeout,
                OnFailure.DO_NOTHING,
                terminationProtection,
                token);
    }

    /** What becomes of a stack whose creation fails. */
    enum OnFailure {
        ROLLBACK,
        DELETE,
        DO_NOTHING
    }
}
