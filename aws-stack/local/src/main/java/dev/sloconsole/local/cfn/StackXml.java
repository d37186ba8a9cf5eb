package dev.sloconsole.local.cfn;

import dev.sloconsole.local.wire.Xml;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Stacks, events and resources as CloudFormation's answers show them; times are ISO 8601 with milliseconds. */
final class StackXml {

    private StackXml() {}

    static void stack(Xml xml, Stack stack) {
        xml.text("StackId", stack.id())
                .text("StackName", stack.name())
                .text("Description", stack.template().description())
                .members("Parameters", stack.blueprint().shownParameters().entrySet(), StackXml::parameter)
                .text("CreationTime", stack.created().toString())
                .text("DeletionTime", stack.deleted().map(Object::toString))
                .text("LastUpdatedTime", stack.updated().map(Object::toString))
                .text("DisableRollback", stack.order().onFailure() == StackOrder.OnFailure.DO_NOTHING)
                .text("StackStatus", stack.status())
                .text("StackStatusReason", stack.reason())
                .text(
                        "TimeoutInMinutes",
                        stack.order().timeout().map(Duration::toMinutes).map(Object::toString))
                .members("Capabilities", stack.order().capabilities(), Xml::characters)
                .members("NotificationARNs", List.<String>of(), Xml::characters)
                .members("Outputs", stack.outputs(), StackXml::output)
                .members("Tags", stack.order().tags().entrySet(), StackXml::tag)
                .text("EnableTerminationProtection", stack.isProtected())
                .element("DriftInformation", drift -> drift.text("StackDriftStatus", "NOT_CHECKED"));
    }

    static void summary(Xml xml, Stack stack) {
        xml.text("StackId", stack.id())
                .text("StackName", stack.name())
                .text("TemplateDescription", stack.template().description())
                .text("CreationTime", stack.created().toString())
                .text("LastUpdatedTime", stack.updated().map(Object::toString))
                .text("DeletionTime", stack.deleted().map(Object::toString))
                .text("StackStatus", stack.status())
                .text("StackStatusReason", stack.reason())
                .element("DriftInformation", drift -> drift.text("StackDriftStatus", "NOT_CHECKED"));
    }

    static void event(Xml xml, Stack stack, StackEvent event) {
        xml.text("StackId", stack.id())
                .text("EventId", event.eventId())
                .text("StackName", stack.name())
                .text("LogicalResourceId", event.logicalId())
                .text("PhysicalResourceId", event.physicalId())
                .text("ResourceType", event.type())
                .text("Timestamp", event.timestamp().toString())
                .text("ResourceStatus", event.status())
                .text("ResourceStatusReason", event.reason())
                .text("ResourceProperties", event.properties())
                .text("ClientRequestToken", event.token());
    }

    static void resource(Xml xml, Stack stack, StackResource resource) {
        identity(xml, stack, resource).text("Timestamp", resource.changed().toString());
        status(xml, resource);
    }

    static void detail(Xml xml, Stack stack, StackResource resource) {
        identity(xml, stack, resource)
                .text("LastUpdatedTimestamp", resource.changed().toString());
        status(xml, resource);
    }

    static void resourceSummary(Xml xml, StackResource resource) {
        xml.text("LogicalResourceId", resource.logicalId())
                .text("PhysicalResourceId", present(resource.physicalId()))
                .text("ResourceType", resource.type())
                .text("LastUpdatedTimestamp", resource.changed().toString());
        status(xml, resource);
    }

    private static Xml identity(Xml xml, Stack stack, StackResource resource) {
        return xml.text("StackName", stack.name())
                .text("StackId", stack.id())
                .text("LogicalResourceId", resource.logicalId())
                .text("PhysicalResourceId", present(resource.physicalId()))
                .text("ResourceType", resource.type());
    }

    private static void status(Xml xml, StackResource resource) {
        xml.text("ResourceStatus", resource.status())
                .text("ResourceStatusReason", resource.reason())
                .element("DriftInformation", drift -> drift.text("StackResourceDriftStatus", "NOT_CHECKED"));
    }

    static void parameter(Xml xml, Map.Entry<String, String> parameter) {
        xml.text("ParameterKey", parameter.getKey()).text("ParameterValue", parameter.getValue());
    }

    static void tag(Xml xml, Map.Entry<String, String> tag) {
        xml.text("Key", tag.getKey()).text("Value", tag.getValue());
    }

    private static void output(Xml xml, Blueprint.Output output) {
        xml.text("OutputKey", output.key())
                .text("OutputValue", output.value())
                .text("Description", output.description())
                .text("ExportName", output.exportName());
    }

    private static Optional<String> present(String text) {
        return Optional.of(text).filter(value -> !value.isEmpty());
    }
}
