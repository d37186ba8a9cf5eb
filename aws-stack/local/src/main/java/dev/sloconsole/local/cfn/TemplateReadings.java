package dev.sloconsole.local.cfn;

import dev.sloconsole.local.cfn.template.Parameter;
import dev.sloconsole.local.cfn.template.Template;
import dev.sloconsole.local.wire.AwsError;
import dev.sloconsole.local.wire.QueryForm;
import dev.sloconsole.local.wire.Xml;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;

/** The operations that read a template and change nothing: ValidateTemplate, GetTemplateSummary and GetTemplate. */
final class TemplateReadings {

    private static final List<String> STAGES = List.of("Original", "Processed");

    /** Properties that identify a resource for an import, of the types that the local cloud has: their schemas say. */
    private static final Map<String, List<String>> IDENTIFIERS = Map.ofEntries(
            Map.entry("AWS::EC2::InternetGateway", List.of("InternetGatewayId")),
            Map.entry("AWS::EC2::Route", List.of("RouteTableId", "CidrBlock")),
            Map.entry("AWS::EC2::RouteTable", List.of("RouteTableId")),
            Map.entry("AWS::EC2::SecurityGroup", List.of("Id")),
            Map.entry("AWS::EC2::Subnet", List.of("SubnetId")),
            Map.entry("AWS::EC2::SubnetRouteTableAssociation", List.of("Id")),
            Map.entry("AWS::EC2::VPC", List.of("VpcId")),
            Map.entry("AWS::EC2::VPCGatewayAttachment", List.of("AttachmentType", "VpcId")),
            Map.entry("AWS::ECS::Cluster", List.of("ClusterName")),
            Map.entry("AWS::ECS::Service", List.of("ServiceArn", "Cluster")),
            Map.entry("AWS::ECS::TaskDefinition", List.of("TaskDefinitionArn")),
            Map.entry("AWS::IAM::Role", List.of("RoleName")),
            Map.entry("AWS::Logs::LogGroup", List.of("LogGroupName")),
            Map.entry("AWS::Scheduler::Schedule", List.of("Name")),
            Map.entry("AWS::SecretsManager::Secret", List.of("Id")),
            Map.entry("AWS::ServiceDiscovery::PrivateDnsNamespace", List.of("Id")),
            Map.entry("AWS::ServiceDiscovery::Service", List.of("Id")));

    private final StackOrders orders;
    private final Function<String, Stack> existing;

    /** With the way to find a stack, which is an error if there is none. */
    TemplateReadings(StackOrders orders, Function<String, Stack> existing) {
        this.orders = orders;
        this.existing = existing;
    }

    Consumer<Xml> validateTemplate(QueryForm form) {
        var template = orders.template(form);
        template.refuseCircle();
        return xml -> {
            xml.text("Description", template.description())
                    .members("Parameters", template.parameters().values(), TemplateReadings::parameter);
            capabilities(xml, template);
        };
    }

    /** Of a template that is sent, or of a stack's. */
    Consumer<Xml> getTemplateSummary(QueryForm form) {
        var stackName = form.text("StackName");
        boolean sent = form.text("TemplateBody").isPresent()
                || form.text("TemplateURL").isPresent();
        if (stackName.isPresent() && sent) {
            throw new AwsError("ValidationError", "Send one of StackName, TemplateBody and TemplateURL, not several.");
        }
        var template = stackName.map(name -> existing.apply(name).template()).orElseGet(() -> orders.template(form));
        return xml -> {
            xml.members("Parameters", template.parameters().values(), TemplateReadings::declaration)
                    .text("Description", template.description());
            capabilities(xml, template);
            xml.members("ResourceTypes", idsByType(template).keySet(), Xml::characters)
                    .text("Version", template.formatVersion())
                    .text("Metadata", template.metadata().map(Object::toString))
                    .members(
                            "ResourceIdentifierSummaries",
                            idsByType(template).entrySet(),
                            TemplateReadings::identifiers);
        };
    }

    /** The text as it was sent; no transform makes another of it, so both stages are the same. */
    Consumer<Xml> getTemplate(QueryForm form) {
        var stage = form.text("TemplateStage").orElse("Original");
        if (!STAGES.contains(stage)) {
            throw new AwsError(
                    "ValidationError",
                    "1 validation error detected: Value '" + stage
                            + "' at 'templateStage' failed to satisfy constraint: Member must satisfy enum value set: "
                            + STAGES.reversed());
        }
        var stack = existing.apply(form.required("StackName"));
        return xml ->
                xml.text("TemplateBody", stack.template().body()).members("StagesAvailable", STAGES, Xml::characters);
    }

    private static void parameter(Xml xml, Parameter parameter) {
        xml.text("ParameterKey", parameter.name())
                .text("DefaultValue", parameter.shownDefault())
                .text("NoEcho", parameter.noEcho())
                .text("Description", parameter.description());
    }

    private static void declaration(Xml xml, Parameter parameter) {
        xml.text("ParameterKey", parameter.name())
                .text("DefaultValue", parameter.shownDefault())
                .text("ParameterType", parameter.type())
                .text("NoEcho", parameter.noEcho())
                .text("Description", parameter.description())
                .element("ParameterConstraints", constraints -> {
                    if (!parameter.allowedValues().isEmpty()) {
                        constraints.members("AllowedValues", parameter.allowedValues(), Xml::characters);
                    }
                });
    }

    /** What a stack of this template needs to be allowed, and because of which types. */
    private static void capabilities(Xml xml, Template template) {
        var needed = StackOrders.neededCapabilities(template);
        xml.members("Capabilities", needed, Xml::characters);
        if (!needed.isEmpty()) {
            var types = new TreeSet<>(idsByType(template).keySet());
            types.removeIf(type -> !type.startsWith("AWS::IAM::"));
            xml.text("CapabilitiesReason", "The following resource(s) require capabilities: " + types);
        }
    }

    private static void identifiers(Xml xml, Map.Entry<String, ? extends Collection<String>> type) {
        xml.text("ResourceType", type.getKey()).members("LogicalResourceIds", type.getValue(), Xml::characters);
        Optional.ofNullable(IDENTIFIERS.get(type.getKey()))
                .ifPresent(names -> xml.members("ResourceIdentifiers", names, Xml::characters));
    }

    private static Map<String, Collection<String>> idsByType(Template template) {
        var ids = new TreeMap<String, Collection<String>>();
        template.resources()
                .values()
                .forEach(resource -> ids.computeIfAbsent(resource.type(), type -> new TreeSet<>())
                        .add(resource.logicalId()));
        return new LinkedHashMap<>(ids);
    }
}
