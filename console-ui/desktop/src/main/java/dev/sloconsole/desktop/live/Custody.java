package dev.sloconsole.desktop.live;

import dev.sloconsole.stack.StackFact;
import dev.sloconsole.stack.StackFact.AccountRead;
import dev.sloconsole.stack.StackFact.OutputsRead;
import dev.sloconsole.stack.StackFact.StackFound;
import dev.sloconsole.stack.StackFact.StackStatusChanged;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Whose account and stack these are, by their true names. Listens to the stack's facts before the session does, which
 * keeps accounts, people and addresses under other names. Safe to use from any thread.
 */
public final class Custody implements Consumer<StackFact> {

    /** The output of the template that names the secret of the class. */
    private static final String SECRET = "ClassSecretArn";

    private final UnaryOperator<String> secrets;
    private volatile Optional<AccountRead> account = Optional.empty();
    private volatile Optional<StackFound> stack = Optional.empty();
    private volatile Optional<String> secret = Optional.empty();

    /** @param secrets reads the secret of an ARN; may block, and is called on a thread of its own */
    Custody(UnaryOperator<String> secrets) {
        this.secrets = secrets;
    }

    @Override
    public void accept(StackFact fact) {
        switch (fact) {
            case AccountRead read -> account = Optional.of(read);
            case StackFound found -> stack = Optional.of(found);
            case StackStatusChanged status
            when status.status().equals("DELETE_COMPLETE") -> {
                stack = Optional.empty();
                secret = Optional.empty();
            }
            case OutputsRead outputs ->
                outputs.outputs().stream()
                        .filter(output -> output.key().equals(SECRET))
                        .findFirst()
                        .ifPresent(output -> Thread.ofVirtual()
                                .name("secret")
                                .start(() -> secret = Optional.of(secrets.apply(output.value()))));
            default -> {
                // concerns what the stack does
            }
        }
    }

    /** Whose account it is; empty before the cloud has said so. */
    public Optional<AccountRead> account() {
        return account;
    }

    /** The stack that is there. */
    public Optional<StackFound> stack() {
        return stack;
    }

    /** What opens {@code /kill} and remote write; empty where they are open, or it was not read yet. */
    public Optional<String> secret() {
        return secret;
    }
}
