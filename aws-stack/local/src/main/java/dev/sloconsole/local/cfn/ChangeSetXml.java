package dev.sloconsole.local.cfn;

import dev.sloconsole.local.cfn.ResourceChange.Action;
import dev.sloconsole.local.cfn.ResourceChange.Detail;
import dev.sloconsole.local.cfn.resource.ResourceSchema.Recreation;
import dev.sloconsole.local.wire.Xml;
import java.util.List;
import java.util.Optional;

/** Change sets as CloudFormation's answers show them. */
final class ChangeSetXml {

    private ChangeSetXml() {}

    static void changeSet(Xml xml, ChangeSet set, List<ResourceChange> changes) {
        identity(xml, set);
        var order = set.wanted().order();
        xml.members("Parameters", set.wanted().shownParameters().entrySet(), StackXml::parameter)
                .members("NotificationARNs", List.<String>of(), Xml::characters)
                .element("RollbackConfiguration", empty -> {})
                .members("Capabilities", order.capabilities(), Xml::characters)
                .members("Tags", order.tags().entrySet(), StackXml::tag)
                .members(
                        "Changes",
                        changes,
                        (member, change) ->
                                member.text("Type", "Resource").element("ResourceChange", one -> change(one, change)));
        if (set.creates()) {
            xml.text("OnStackFailure", order.onFailure().name());
        }
    }

    static void summary(Xml xml, ChangeSet set) {
        identity(xml, set);
    }

    private static void identity(Xml xml, ChangeSet set) {
        xml.text("StackId", set.stack().id())
                .text("StackName", set.stack().name())
                .text("ChangeSetId", set.id())
                .text("ChangeSetName", set.name())
                .text("Description", set.description())
                .text("CreationTime", set.created().toString())
                .text("Status", set.status().name())
                .text("StatusReason", set.reason())
                .text("ExecutionStatus", set.execution().name())
                .text("IncludeNestedStacks", false);
    }

    private static void change(Xml xml, ResourceChange change) {
        xml.text("PolicyAction", change.policy())
                .text("Action", change.action().word())
                .text("LogicalResourceId", change.logicalId())
                .text("PhysicalResourceId", change.physicalId())
                .text("ResourceType", change.type());
        if (change.action() == Action.MODIFY) {
            xml.text("Replacement", change.replacement().word());
        }
        xml.members("Scope", change.scope(), Xml::characters)
                .members("Details", change.details(), ChangeSetXml::detail);
    }

    private static void detail(Xml xml, Detail detail) {
        xml.element(
                        "Target",
                        target -> target.text("Attribute", detail.attribute())
                                .text(
                                        "Name",
                                        detail.attribute().equals("Tags")
                                                ? Optional.empty()
                                                : Optional.of(detail.property()))
                                .text("RequiresRecreation", recreation(detail.recreation())))
                .text("Evaluation", detail.known() ? "Static" : "Dynamic")
                .text("ChangeSource", detail.source().word())
                .text("CausingEntity", detail.cause());
    }

    private static String recreation(Recreation recreation) {
        return switch (recreation) {
            case NEVER -> "Never";
            case CONDITIONALLY -> "Conditionally";
            case ALWAYS -> "Always";
        };
    }
}
