package dev.sloconsole.local.cfn;

import dev.sloconsole.local.cfn.resource.ResourceTypes;
import dev.sloconsole.local.cfn.resource.ServiceDirectory;
import dev.sloconsole.local.ec2.Network;
import dev.sloconsole.local.ground.Account;
import dev.sloconsole.local.ground.CloudThread;
import dev.sloconsole.local.ground.Pace;
import dev.sloconsole.local.ground.Timings;
import dev.sloconsole.local.secrets.Secrets;
import dev.sloconsole.local.wire.AwsError;
import dev.sloconsole.local.wire.AwsService;
import dev.sloconsole.local.wire.QueryForm;
import dev.sloconsole.local.wire.RequestFields;
import dev.sloconsole.local.wire.Xml;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * CloudFormation on the wire: the operations, and the stacks they are about. Its operations run on the local-cloud
 * thread and answer at once; what they begin goes on there by itself.
 */
public final class CloudFormation {

    static final String NAMESPACE = "http://cloudformation.amazonaws.com/doc/2010-05-15/";

    private static final RequestFields FIELDS =
            RequestFields.beside(CloudFormation.class, RequestFields.Words.CLOUDFORMATION);

    private final Account account;
    private final Works works;
    private final StackOrders orders;
    private final TemplateReadings readings;
    private final Network network;
    private final Secrets secrets;
    private final StackTable stacks = new StackTable();
    private final ChangeSets changeSets;

    /** With tables of its own, to be had from {@link #network} and {@link #secrets}. */
    public CloudFormation(CloudThread thread, Account account, Pace pace, ServiceDirectory services) {
        this(thread, account, pace, services, new Network(), new Secrets(account));
    }

    /** With tables that others share. */
    public CloudFormation(
            CloudThread thread,
            Account account,
            Pace pace,
            ServiceDirectory services,
            Network network,
            Secrets secrets) {
        this.account = account;
        this.network = network;
        this.secrets = secrets;
        var types = new ResourceTypes(account, services, network, secrets);
        this.works = new Works(thread, new Timings(pace), types, new DynamicReferences(secrets), stacks);
        this.orders = new StackOrders(types, new Lookups(account, network));
        this.changeSets = new ChangeSets(account, works, orders, stacks);
        this.readings = new TemplateReadings(orders, this::existing);
    }

    /** VPCs, subnets and security groups of all stacks. */
    public Network network() {
        return network;
    }

    /** The secrets of all stacks. */
    public Secrets secrets() {
        return secrets;
    }

    public AwsService.QueryService service() {
        return new AwsService.QueryService(
                "2010-05-15",
                Map.ofEntries(
                        operation("CancelUpdateStack", this::cancelUpdateStack),
                        operation("ContinueUpdateRollback", this::continueUpdateRollback),
                        operation("CreateChangeSet", changeSets::create),
                        operation("CreateStack", this::createStack),
                        operation("DeleteChangeSet", changeSets::delete),
                        operation("DeleteStack", this::deleteStack),
                        operation("DescribeChangeSet", changeSets::describe),
                        operation("DescribeStackEvents", this::describeStackEvents),
                        operation("DescribeStackResource", this::describeStackResource),
                        operation("DescribeStackResources", this::describeStackResources),
                        operation("DescribeStacks", this::describeStacks),
                        operation("ExecuteChangeSet", changeSets::execute),
                        operation("GetTemplate", readings::getTemplate),
                        operation("GetTemplateSummary", readings::getTemplateSummary),
                        operation("ListChangeSets", changeSets::list),
                        operation("ListExports", this::listExports),
                        operation("ListImports", this::listImports),
                        operation("ListStackResources", this::listStackResources),
                        operation("ListStacks", this::listStacks),
                        operation("RollbackStack", this::rollbackStack),
                        operation("UpdateStack", this::updateStack),
                        operation("UpdateTerminationProtection", this::updateTerminationProtection),
                        operation("ValidateTemplate", readings::validateTemplate)));
    }

    private static Map.Entry<String, AwsService.Operation<Map<String, String>, String>> operation(
            String action, Function<QueryForm, Consumer<Xml>> result) {
        return Map.entry(action, form -> {
            FIELDS.checkForm(action, form);
            return Xml.answer(action, NAMESPACE, result.apply(new QueryForm(form)));
        });
    }

    private Consumer<Xml> createStack(QueryForm form) {
        var order = orders.first(form);
        var same = stacks.live(order.name());
        if (same.isPresent()) {
            if (order.token().isPresent()
                    && order.token().equals(same.get().order().token())) {
                return xml -> xml.text("StackId", same.get().id());
            }
            throw new AwsError("AlreadyExistsException", "Stack [" + order.name() + "] already exists");
        }
        var stack = stacks.add(new Stack(order, account, stacks));
        stack.create(works, stack.blueprint());
        return xml -> xml.text("StackId", stack.id());
    }

    private Consumer<Xml> updateStack(QueryForm form) {
        var stack = stacks.known(form.required("StackName"));
        stack.refuseUnlessUpdatable();
        var order = orders.next(form, stack.order());
        StackOrders.refuseOtherTypes(stack, order.template());
        var wanted = stack.blueprint(order);
        if (Comparison.of(stack, wanted, works.types()).isEmpty()) {
            throw new AwsError("ValidationError", "No updates are to be performed.");
        }
        changeSets.outdated(stack);
        stack.asked(order.token());
        stack.update(works, wanted, form.flag("DisableRollback"));
        return xml -> xml.text("StackId", stack.id());
    }

    private Consumer<Xml> cancelUpdateStack(QueryForm form) {
        var stack = stacks.known(form.required("StackName"));
        refuseUnless(stack, "UPDATE_IN_PROGRESS", "CancelUpdateStack cannot be called from current stack status");
        stack.asked(form.text("ClientRequestToken"));
        stack.lastUpdate().ifPresent(Update::cancel);
        return xml -> {};
    }

    private Consumer<Xml> continueUpdateRollback(QueryForm form) {
        var stack = stacks.known(form.required("StackName"));
        refuseUnless(
                stack,
                "UPDATE_ROLLBACK_FAILED",
                "Stack:" + stack.id() + " is in " + stack.status() + " state and can not continue update rollback.");
        stack.asked(form.text("ClientRequestToken"));
        var skipped = Set.copyOf(form.list("ResourcesToSkip.member"));
        stack.lastUpdate().ifPresent(update -> update.takeBack(Optional.of("User Initiated"), skipped));
        return xml -> {};
    }

    /** Takes back what a client wanted to be left as it was after it failed. */
    private Consumer<Xml> rollbackStack(QueryForm form) {
        var stack = stacks.known(form.required("StackName"));
        switch (stack.status()) {
            case "CREATE_FAILED" -> {
                stack.asked(form.text("ClientRequestToken"));
                stack.rollBackCreation(works);
            }
            case "UPDATE_FAILED" -> {
                stack.asked(form.text("ClientRequestToken"));
                stack.lastUpdate().ifPresent(update -> update.takeBack(Optional.of("User Initiated"), Set.of()));
            }
            default ->
                throw new AwsError(
                        "ValidationError",
                        "Stack:" + stack.id() + " is in " + stack.status() + " state and can not be rolled back.");
        }
        return xml -> xml.text("StackId", stack.id());
    }

    private static void refuseUnless(Stack stack, String status, String refusal) {
        if (!stack.status().equals(status)) {
            throw new AwsError("ValidationError", refusal);
        }
    }

    private Consumer<Xml> updateTerminationProtection(QueryForm form) {
        var stack = stacks.known(form.required("StackName"));
        stack.protect(Boolean.parseBoolean(form.required("EnableTerminationProtection")));
        return xml -> xml.text("StackId", stack.id());
    }

    /** To delete what is not there is no error; that makes a retry harmless. */
    private Consumer<Xml> deleteStack(QueryForm form) {
        stacks.find(form.required("StackName")).ifPresent(stack -> {
            if (stack.isProtected()) {
                throw new AwsError(
                        "ValidationError",
                        "Stack [" + stack.name() + "] cannot be deleted while TerminationProtection is enabled");
            }
            stack.asked(form.text("ClientRequestToken"));
            if (stack.mayBeDeleted()) {
                var inUse = stacks.inUse(stack);
                if (inUse.isPresent()) {
                    stack.stays(inUse.get());
                    return;
                }
            }
            stack.deleteByUser(works, Set.copyOf(form.list("RetainResources.member")));
            changeSets.forget(stack);
        });
        return xml -> {};
    }

    private Consumer<Xml> describeStacks(QueryForm form) {
        var name = form.text("StackName");
        var page = Page.of(name.isPresent() ? List.of(existing(name.get())) : stacks.living(), Stack::id, form);
        return xml -> xml.members("Stacks", page.items(), StackXml::stack).text("NextToken", page.nextToken());
    }

    private Consumer<Xml> listExports(QueryForm form) {
        var exports = stacks.living().stream()
                .flatMap(stack -> stack.outputs().stream()
                        .filter(output -> output.exportName().isPresent())
                        .map(output -> Map.entry(stack, output)))
                .toList();
        var page = Page.of(exports, export -> export.getValue().exportName().orElseThrow(), form);
        return xml -> xml.members(
                        "Exports",
                        page.items(),
                        (member, export) -> member.text(
                                        "ExportingStackId", export.getKey().id())
                                .text("Name", export.getValue().exportName())
                                .text("Value", export.getValue().value()))
                .text("NextToken", page.nextToken());
    }

    private Consumer<Xml> listImports(QueryForm form) {
        var name = form.required("ExportName");
        var importers = stacks.importers(name);
        if (importers.isEmpty()) {
            throw new AwsError("ValidationError", "Export '" + name + "' is not imported by any stack.");
        }
        var page = Page.of(importers, Stack::id, form);
        return xml -> xml.members("Imports", page.items(), (member, stack) -> member.characters(stack.name()))
                .text("NextToken", page.nextToken());
    }

    private Consumer<Xml> listStacks(QueryForm form) {
        var wanted = form.list("StackStatusFilter.member");
        var page = Page.of(
                stacks.newestFirst().stream()
                        .filter(stack -> wanted.isEmpty() || wanted.contains(stack.status()))
                        .toList(),
                Stack::id,
                form);
        return xml ->
                xml.members("StackSummaries", page.items(), StackXml::summary).text("NextToken", page.nextToken());
    }

    /** Newest first. */
    private Consumer<Xml> describeStackEvents(QueryForm form) {
        var name = form.required("StackName");
        var stack = stacks.find(name)
                .orElseThrow(() -> new AwsError("ValidationError", "Stack [" + name + "] does not exist"));
        var page = Page.of(List.copyOf(stack.events()).reversed(), StackEvent::eventId, form);
        return xml -> xml.members("StackEvents", page.items(), (member, event) -> StackXml.event(member, stack, event))
                .text("NextToken", page.nextToken());
    }

    private Consumer<Xml> describeStackResources(QueryForm form) {
        var byPhysicalId = form.text("PhysicalResourceId");
        var stack = byPhysicalId.isPresent() && form.text("StackName").isEmpty()
                ? owner(byPhysicalId.get())
                : existing(form.required("StackName"));
        var logicalId = form.text("LogicalResourceId");
        var resources = begun(stack).stream()
                .filter(resource -> logicalId.map(resource.logicalId()::equals).orElse(true))
                .filter(resource ->
                        byPhysicalId.map(resource.physicalId()::equals).orElse(true))
                .toList();
        return xml -> xml.members(
                "StackResources", resources, (member, resource) -> StackXml.resource(member, stack, resource));
    }

    private Consumer<Xml> describeStackResource(QueryForm form) {
        var name = form.required("StackName");
        var logicalId = form.required("LogicalResourceId");
        var stack = stacks.find(name)
                .orElseThrow(() -> new AwsError("ValidationError", "Stack '" + name + "' does not exist"));
        var resource = begun(stack).stream()
                .filter(one -> one.logicalId().equals(logicalId))
                .findFirst()
                .orElseThrow(() -> new AwsError(
                        "ValidationError", "Resource " + logicalId + " does not exist for stack " + stack.name()));
        return xml -> xml.element("StackResourceDetail", detail -> StackXml.detail(detail, stack, resource));
    }

    private Consumer<Xml> listStackResources(QueryForm form) {
        var page = Page.of(begun(existing(form.required("StackName"))), StackResource::logicalId, form);
        return xml -> xml.members("StackResourceSummaries", page.items(), StackXml::resourceSummary)
                .text("NextToken", page.nextToken());
    }

    private Stack existing(String nameOrId) {
        return stacks.find(nameOrId)
                .orElseThrow(() -> new AwsError("ValidationError", "Stack with id " + nameOrId + " does not exist"));
    }

    private Stack owner(String physicalId) {
        return stacks.living().stream()
                .filter(stack ->
                        begun(stack).stream().anyMatch(one -> one.physicalId().equals(physicalId)))
                .findFirst()
                .orElseThrow(() -> new AwsError("ValidationError", "Stack for " + physicalId + " does not exist"));
    }

    private static List<StackResource> begun(Stack stack) {
        return stack.resources().values().stream()
                .filter(resource -> !resource.status().isEmpty())
                .toList();
    }
}
