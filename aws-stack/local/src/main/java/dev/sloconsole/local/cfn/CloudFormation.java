package dev.sloconsole.local.cfn;

import dev.sloconsole.local.Account;
import dev.sloconsole.local.CloudThread;
import dev.sloconsole.local.Pace;
import dev.sloconsole.local.cfn.resource.ResourceTypes;
import dev.sloconsole.local.ec2.Network;
import dev.sloconsole.local.secrets.Secrets;
import dev.sloconsole.local.wire.AwsError;
import dev.sloconsole.local.wire.AwsService;
import dev.sloconsole.local.wire.QueryForm;
import dev.sloconsole.local.wire.Xml;
import java.util.LinkedHashMap;
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

    private static final int PAGE = 100;

    private final Account account;
    private final Works works;
    private final StackOrders orders;
    private final TemplateReadings readings;
    private final Network network;
    private final Secrets secrets;
    private final Map<String, Stack> stacksById = new LinkedHashMap<>();

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
        this.works = new Works(thread, new CreationTimes(pace), types);
        this.orders = new StackOrders(types);
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
        return new AwsService.QueryService("2010-05-15", Map.ofEntries(
                operation("CreateStack", this::createStack),
                operation("DeleteStack", this::deleteStack),
                operation("DescribeStackEvents", this::describeStackEvents),
                operation("DescribeStackResource", this::describeStackResource),
                operation("DescribeStackResources", this::describeStackResources),
                operation("DescribeStacks", this::describeStacks),
                operation("GetTemplate", readings::getTemplate),
                operation("GetTemplateSummary", readings::getTemplateSummary),
                operation("ListStackResources", this::listStackResources),
                operation("ListStacks", this::listStacks),
                operation("ValidateTemplate", readings::validateTemplate)));
    }

    private static Map.Entry<String, AwsService.Operation<Map<String, String>, String>> operation(
            String action, Function<QueryForm, Consumer<Xml>> result) {
        return Map.entry(action, form -> Xml.answer(action, NAMESPACE, result.apply(new QueryForm(form))));
    }

    private Consumer<Xml> createStack(QueryForm form) {
        var order = orders.read(form);
        var same = live(order.name());
        if (same.isPresent()) {
            if (order.token().isPresent() && order.token().equals(same.get().order().token())) {
                return xml -> xml.text("StackId", same.get().id());
            }
            throw new AwsError("AlreadyExistsException", "Stack [" + order.name() + "] already exists");
        }
        var stack = new Stack(order, account);
        stacksById.put(stack.id(), stack);
        stack.create(works);
        return xml -> xml.text("StackId", stack.id());
    }

    /** To delete what is not there is no error; that makes a retry harmless. */
    private Consumer<Xml> deleteStack(QueryForm form) {
        find(form.required("StackName")).ifPresent(stack -> {
            if (stack.order().terminationProtection()) {
                throw new AwsError("ValidationError", "Stack [" + stack.name()
                        + "] cannot be deleted while TerminationProtection is enabled");
            }
            stack.deleteByUser(works, Set.copyOf(form.list("RetainResources.member")));
        });
        return xml -> {};
    }

    private Consumer<Xml> describeStacks(QueryForm form) {
        var stacks = form.text("StackName").map(name -> List.of(existing(name))).orElseGet(() ->
                newestFirst().stream().filter(stack -> !stack.isDeleted()).toList());
        return xml -> xml.members("Stacks", stacks, StackXml::stack);
    }

    private Consumer<Xml> listStacks(QueryForm form) {
        var wanted = form.list("StackStatusFilter.member");
        var stacks = newestFirst().stream()
                .filter(stack -> wanted.isEmpty() || wanted.contains(stack.status()))
                .toList();
        return xml -> xml.members("StackSummaries", stacks, StackXml::summary);
    }

    /** Newest first, a hundred a page; the token is the place of the next older event, which never changes. */
    private Consumer<Xml> describeStackEvents(QueryForm form) {
        var name = form.required("StackName");
        var stack = find(name).orElseThrow(() ->
                new AwsError("ValidationError", "Stack [" + name + "] does not exist"));
        var all = stack.events();
        int end = form.text("NextToken").map(token -> place(token, all.size())).orElse(all.size());
        int start = Math.max(0, end - PAGE);
        var page = List.copyOf(all.subList(start, end)).reversed();
        return xml -> {
            xml.members("StackEvents", page, (member, event) -> StackXml.event(member, stack, event));
            xml.text("NextToken", start > 0 ? Optional.of(Integer.toString(start)) : Optional.empty());
        };
    }

    private static int place(String token, int size) {
        if (!token.matches("\\d{1,9}") || Integer.parseInt(token) > size) {
            throw new AwsError("ValidationError", "Invalid NextToken: " + token);
        }
        return Integer.parseInt(token);
    }

    private Consumer<Xml> describeStackResources(QueryForm form) {
        var byPhysicalId = form.text("PhysicalResourceId");
        var stack = byPhysicalId.isPresent() && form.text("StackName").isEmpty()
                ? owner(byPhysicalId.get())
                : existing(form.required("StackName"));
        var logicalId = form.text("LogicalResourceId");
        var resources = begun(stack).stream()
                .filter(resource -> logicalId.map(resource.logicalId()::equals).orElse(true))
                .filter(resource -> byPhysicalId.map(resource.physicalId()::equals).orElse(true))
                .toList();
        return xml -> xml.members("StackResources", resources,
                (member, resource) -> StackXml.resource(member, stack, resource));
    }

    private Consumer<Xml> describeStackResource(QueryForm form) {
        var name = form.required("StackName");
        var logicalId = form.required("LogicalResourceId");
        var stack = find(name).orElseThrow(() ->
                new AwsError("ValidationError", "Stack '" + name + "' does not exist"));
        var resource = begun(stack).stream()
                .filter(one -> one.logicalId().equals(logicalId))
                .findFirst()
                .orElseThrow(() -> new AwsError("ValidationError",
                        "Resource " + logicalId + " does not exist for stack " + stack.name()));
        return xml -> xml.element("StackResourceDetail", detail -> StackXml.detail(detail, stack, resource));
    }

    private Consumer<Xml> listStackResources(QueryForm form) {
        var stack = existing(form.required("StackName"));
        return xml -> xml.members("StackResourceSummaries", begun(stack), StackXml::resourceSummary);
    }

    private Stack existing(String nameOrId) {
        return find(nameOrId).orElseThrow(() ->
                new AwsError("ValidationError", "Stack with id " + nameOrId + " does not exist"));
    }

    private Stack owner(String physicalId) {
        return newestFirst().stream()
                .filter(stack -> !stack.isDeleted())
                .filter(stack -> begun(stack).stream().anyMatch(one -> one.physicalId().equals(physicalId)))
                .findFirst()
                .orElseThrow(() -> new AwsError("ValidationError", "Stack for " + physicalId + " does not exist"));
    }

    /** By id for ever, by name only while it lives. */
    private Optional<Stack> find(String nameOrId) {
        return Optional.ofNullable(stacksById.get(nameOrId)).or(() -> live(nameOrId));
    }

    private Optional<Stack> live(String name) {
        return stacksById.values().stream()
                .filter(stack -> stack.name().equals(name) && !stack.isDeleted())
                .findFirst();
    }

    private List<Stack> newestFirst() {
        return List.copyOf(stacksById.values()).reversed();
    }

    private static List<StackResource> begun(Stack stack) {
        return stack.resources().values().stream().filter(resource -> !resource.status().isEmpty()).toList();
    }
}
