package dev.sloconsole.local.cfn;

import dev.sloconsole.local.cfn.ChangeSet.Execution;
import dev.sloconsole.local.ground.Account;
import dev.sloconsole.local.ground.Timings.Step;
import dev.sloconsole.local.wire.AwsError;
import dev.sloconsole.local.wire.QueryForm;
import dev.sloconsole.local.wire.Xml;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** The operations on change sets, and the change sets of all stacks. */
final class ChangeSets {

    private static final Pattern NAME = Pattern.compile("[a-zA-Z][-a-zA-Z0-9]*");

    private final Account account;
    private final Works works;
    private final StackOrders orders;
    private final StackTable stacks;
    private final List<ChangeSet> all = new ArrayList<>();

    ChangeSets(Account account, Works works, StackOrders orders, StackTable stacks) {
        this.account = account;
        this.works = works;
        this.orders = orders;
        this.stacks = stacks;
    }

    Consumer<Xml> create(QueryForm form) {
        var name = form.required("ChangeSetName");
        if (!NAME.matcher(name).matches()) {
            throw StackOrders.invalid(name, "changeSetName", "Member must satisfy regular expression pattern: " + NAME);
        }
        var type = form.text("ChangeSetType").orElse("UPDATE");
        var set = type.equals("CREATE") ? forNew(name, form) : forOld(name, form);
        all.add(set);
        works.thread()
                .later(
                        works.times().of(Step.CHANGE_SET),
                        () -> set.complete(Comparison.of(set.stack(), set.wanted(), works.types())));
        return xml -> xml.text("Id", set.id()).text("StackId", set.stack().id());
    }

    /** The stack is made with its first change set, and waits in review for one to be executed. */
    private ChangeSet forNew(String name, QueryForm form) {
        var order = orders.first(form);
        var live = stacks.live(order.name());
        live.filter(stack -> !stack.isInReview()).ifPresent(stack -> {
            throw new AwsError(
                    "ValidationError",
                    "Stack [" + stack.name() + "] already exists and cannot be created again with the changeSet ["
                            + name + "].");
        });
        live.ifPresent(stack -> refuseTaken(stack, name));
        var stack = live.orElseGet(() -> {
            var made = new Stack(order, account, stacks);
            made.review();
            return stacks.add(made);
        });
        return set(name, stack, order, form, true);
    }

    private ChangeSet forOld(String name, QueryForm form) {
        var stack = stacks.known(form.required("StackName"));
        stack.refuseUnlessUpdatable();
        refuseTaken(stack, name);
        var order = orders.next(form, stack.order());
        StackOrders.refuseOtherTypes(stack, order.template());
        return set(name, stack, order, form, false);
    }

    private ChangeSet set(String name, Stack stack, StackOrder order, QueryForm form, boolean creates) {
        return new ChangeSet(
                account.arn("cloudformation", "changeSet/" + name + "/" + UUID.randomUUID()),
                name,
                stack,
                stack.blueprint(order),
                form.text("Description"),
                creates,
                Instant.now().truncatedTo(ChronoUnit.MILLIS));
    }

    private void refuseTaken(Stack stack, String name) {
        if (of(stack).stream().anyMatch(set -> set.name().equals(name))) {
            throw new AwsError("AlreadyExistsException", "ChangeSet " + name + " already exists");
        }
    }

    Consumer<Xml> describe(QueryForm form) {
        var set = asked(form);
        var page = Page.of(set.changes(), ResourceChange::logicalId, form);
        return xml -> {
            ChangeSetXml.changeSet(xml, set, page.items());
            xml.text("NextToken", page.nextToken());
        };
    }

    Consumer<Xml> list(QueryForm form) {
        var page = Page.of(of(stacks.known(form.required("StackName"))).reversed(), ChangeSet::id, form);
        return xml ->
                xml.members("Summaries", page.items(), ChangeSetXml::summary).text("NextToken", page.nextToken());
    }

    Consumer<Xml> execute(QueryForm form) {
        var set = asked(form);
        if (set.execution() != Execution.AVAILABLE) {
            throw new AwsError(
                    "InvalidChangeSetStatus",
                    "ChangeSet [" + set.id()
                            + "] cannot be executed in its current"
                            + (set.status() == ChangeSet.Status.CREATE_COMPLETE
                                    ? " execution status of [" + set.execution() + "]"
                                    : " status of [" + set.status() + "]"));
        }
        var stack = set.stack();
        boolean keepFailed = form.flag("DisableRollback");
        if (!set.creates()) {
            stack.refuseUnlessUpdatable();
        }
        stack.asked(form.text("ClientRequestToken"));
        set.executed();
        all.removeIf(other -> other.stack() == stack && other != set);
        if (set.creates()) {
            var order = keepFailed
                    ? set.wanted().order().keepingFailed()
                    : set.wanted().order();
            stack.create(works, stack.blueprint(order));
        } else {
            stack.update(works, set.wanted(), keepFailed);
        }
        return xml -> {};
    }

    /** To delete what is not there is no error; a stack in review stays in review. */
    Consumer<Xml> delete(QueryForm form) {
        var name = form.required("ChangeSetName");
        if (form.text("StackName").isEmpty()) {
            refuseBareName(name);
        }
        form.text("StackName").ifPresent(stacks::known);
        find(form).ifPresent(all::remove);
        return xml -> {};
    }

    /** The stack changes by other means. */
    void outdated(Stack stack) {
        of(stack).forEach(ChangeSet::outdated);
    }

    /** The stack is deleted, and its change sets with it. */
    void forget(Stack stack) {
        all.removeIf(set -> set.stack() == stack);
    }

    private ChangeSet asked(QueryForm form) {
        var name = form.required("ChangeSetName");
        form.text("StackName").ifPresentOrElse(stacks::known, () -> refuseBareName(name));
        return find(form)
                .orElseThrow(() -> new AwsError(404, "ChangeSetNotFound", "ChangeSet [" + name + "] does not exist"));
    }

    private static void refuseBareName(String name) {
        if (!name.startsWith("arn:")) {
            throw new AwsError(
                    "ValidationError", "StackName must be specified if ChangeSetName is not specified as an ARN.");
        }
    }

    private Optional<ChangeSet> find(QueryForm form) {
        var name = form.required("ChangeSetName");
        var stack = form.text("StackName").map(stacks::known);
        return all.stream()
                .filter(set -> set.id().equals(name)
                        || (set.name().equals(name)
                                && stack.filter(one -> one == set.stack()).isPresent()))
                .findFirst();
    }

    private List<ChangeSet> of(Stack stack) {
        return all.stream().filter(set -> set.stack() == stack).toList();
    }
}
