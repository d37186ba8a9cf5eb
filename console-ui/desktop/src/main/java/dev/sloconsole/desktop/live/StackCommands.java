package dev.sloconsole.desktop.live;

import dev.sloconsole.desktop.live.LiveCommands.Connection;
import dev.sloconsole.session.LessonStack;
import dev.sloconsole.session.SessionEvent;
import dev.sloconsole.session.SessionEvent.DeploymentAccepted;
import dev.sloconsole.stack.StackClient.FoundStack;
import dev.sloconsole.stack.StackException;
import dev.sloconsole.stack.StackFact.AccountRead;
import dev.sloconsole.stack.StackFact.StackFound;
import dev.sloconsole.stack.StackParameters;
import dev.sloconsole.stack.StackSpec;
import dev.sloconsole.view.Written;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What is done to a stack as a whole, and to whose: a session deletes the stack that it created, by its ARN; any other
 * only if it is tagged as ours, after a question; a foreign one never. Used on the commands thread alone.
 */
final class StackCommands {

    private static final Duration MORE = Duration.ofHours(1);
    private static final Set<StackException.Kind> SILENCE = EnumSet.of(
            StackException.Kind.NO_NETWORK,
            StackException.Kind.TIMEOUT,
            StackException.Kind.UNAVAILABLE,
            StackException.Kind.UNREADABLE_ANSWER);
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final Supplier<String> name;
    private final Consumer<SessionEvent> session;
    private final Questions questions;

    /** One for each deployment that was asked for: the same request sent twice makes one stack. */
    private String token = UUID.randomUUID().toString();

    private Optional<String> created = Optional.empty();
    private boolean confirmed;

    StackCommands(Supplier<String> name, Consumer<SessionEvent> session, Questions questions) {
        this.name = name;
        this.session = session;
        this.questions = questions;
    }

    void deploy(Connection to, StackSpec spec) {
        confirm(to, spec);
        var id = accepted(to, spec);
        created = Optional.of(id);
        session.accept(new DeploymentAccepted(id));
        to.watcher().hurry();
    }

    /** A refusal ends the attempt; after silence the same request may be sent again, and makes no second stack. */
    private String accepted(Connection to, StackSpec spec) {
        try {
            return to.stack().deploy(spec, token);
        } catch (StackException e) {
            if (!SILENCE.contains(e.kind())) {
                token = UUID.randomUUID().toString();
            }
            throw e;
        }
    }

    /** Asks once in a session, and only where a deployment costs something and is possible: AWS refuses a taken name. */
    private void confirm(Connection to, StackSpec spec) {
        var bill = to.surroundings().bill();
        if (bill.isEmpty() || confirmed || to.stack().find(spec.stackName()).isPresent()) {
            return;
        }
        var account = to.stack().account();
        var end = Optional.ofNullable(spec.parameters().get(StackParameters.AUTO_STOP))
                .flatMap(StackParameters::instant);
        confirmed = questions.deploy("Deploy stack " + spec.stackName() + " to account " + account.account() + " in "
                + account.region() + ", as " + account.identity() + "? It costs " + bill.get() + " " + until(end)
                + ".");
        if (!confirmed) {
            throw new IllegalStateException("Nothing was deployed, because it was not confirmed.");
        }
    }

    static String until(Optional<Instant> end) {
        return end.map(at -> "until " + Written.timeOfDay(at) + ", when its services are scaled to zero")
                .orElse("until it is deleted");
    }

    void delete(Connection to) {
        var found = to.stack().find(name.get());
        if (found.isPresent()) {
            allowed(to, found.get().found());
            to.stack().delete(found.get().found().stackId());
            to.watcher().hurry();
        }
        token = UUID.randomUUID().toString();
    }

    private void allowed(Connection to, StackFound stack) {
        if (created.filter(stack.stackId()::equals).isPresent()) {
            return;
        }
        refuseForeign(stack);
        if (!questions.delete(question(name.get(), stack, to.stack().account()))) {
            throw new IllegalStateException("Stack " + name.get() + " stays: this session did not create it, and its"
                    + " deletion was not confirmed.");
        }
    }

    private void refuseForeign(StackFound stack) {
        if (!stack.ours()) {
            throw new IllegalStateException("Stack " + name.get() + " was not created by this program (it lacks the tag"
                    + " created-by=slo-console) and stays as it is. Choose another name with --stack-name.");
        }
    }

    /** What to ask before a stack is deleted that this session did not create. */
    static String question(String name, StackFound stack, AccountRead account) {
        var age = Duration.between(stack.createdAt(), Instant.now());
        return "Delete stack " + name + " of " + stack.owner().orElse("an unknown owner") + " in account "
                + account.account() + ", " + account.region() + ", created "
                + (age.toHours() > 0 ? age.toHours() + " h " : "") + age.toMinutesPart() + " min ago by another"
                + " session?";
    }

    /** Waits until the stack is gone; it says why if it cannot go. */
    void awaitGone(Connection to) {
        while (true) {
            var found = to.stack().find(name.get());
            if (found.isEmpty()) {
                return;
            }
            if (found.get().status().equals("DELETE_FAILED")) {
                throw new IllegalStateException(
                        "Stack " + name.get() + " could not be deleted, so nothing was deployed."
                                + " Remove what its events name, then delete it again.");
            }
            try {
                Thread.sleep(LOOK);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(
                        "The class ended before the stack was gone, so nothing was deployed.", e);
            }
        }
    }

    void admit(Connection to) {
        var address = to.surroundings()
                .address()
                .flatMap(PublicAddress::ask)
                .orElseThrow(() -> new IllegalStateException(
                        "This computer's public address could not be found out. Check the network"
                                + " connection, or give the range with --allowed-cidr and deploy again."));
        update(to, Map.of(StackParameters.OWN_RANGE, address + "/32"));
    }

    void extend(Connection to) {
        var end = present(to)
                .found()
                .autoStopAt()
                .orElseThrow(() -> new IllegalStateException(
                        "Stack " + name.get() + " has no auto-stop, so there is nothing to put off."));
        update(
                to,
                Map.of(
                        StackParameters.AUTO_STOP,
                        StackParameters.text(later(end, Instant.now()).plus(MORE))));
    }

    void wakeUp(Connection to) {
        var stack = present(to);
        refuseForeign(stack.found());
        var cluster = stack.outputs().getOrDefault("ClusterName", name.get());
        to.stack().scale(cluster, LessonStack.OBSERVABILITY_SERVICE, 1);
        to.stack().scale(cluster, LessonStack.APP_SERVICE, 1);
        if (stack.found()
                .autoStopAt()
                .filter(end -> end.isBefore(Instant.now().plus(MORE)))
                .isPresent()) {
            extend(to);
        }
        to.watcher().hurry();
    }

    private void update(Connection to, Map<String, String> changed) {
        var stack = present(to);
        refuseForeign(stack.found());
        to.stack().update(stack.found().stackId(), changed);
        to.watcher().hurry();
    }

    private FoundStack present(Connection to) {
        return to.stack()
                .find(name.get())
                .orElseThrow(() -> new IllegalStateException("There is no stack " + name.get() + " in "
                        + to.surroundings().access().region() + "."));
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }
}
